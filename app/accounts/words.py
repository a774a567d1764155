"""Words of accounts: roles, and what is said when a password or a link is refused."""

from app.kernel.i18n import lazy_gettext as _l
from app.kernel.permissions import Role

ROLE_NAMES = {
    Role.SOCIAL_WORKER: _l("Social worker"),
    Role.CHILD_PROTECTION_WORKER: _l("Child protection worker"),
    Role.COORDINATOR: _l("Municipal coordinator"),
    Role.PROVIDER_STAFF: _l("Provider staff"),
    Role.PROVIDER_MANAGER: _l("Provider manager"),
    Role.RECEPTION_WORKER: _l("Reception worker"),
    Role.PROGRAMME_REVIEWER: _l("Programme reviewer"),
    Role.DATA_PROTECTION_OFFICER: _l("Data protection officer"),
    Role.ADMINISTRATOR: _l("Administrator"),
}

FIELD_ERRORS = {
    "password_short": _l("The password needs at least 12 characters. Several words are a good password."),
    "password_long": _l("The password can have at most 200 characters."),
    "password_common": _l("This password is too easy to guess. Choose another one."),
    "password_like_email": _l("The password must not contain your e-mail address."),
    "has_account": _l("This person already has an account with this role."),
    "not_your_role": _l("You cannot give this role here."),
    "needs_municipality": _l("Choose the municipality."),
}

LOCALE_NAMES = {"sq": _l("Albanian"), "en": _l("English")}

REFUSALS = {
    "invitation_expired": (
        _l("The invitation has expired"),
        _l("An invitation is valid for 24 hours, and this one is older."),
        _l("Ask the person who invited you for a new one."),
    ),
    "invitation_used": (
        _l("The invitation was used already"),
        _l("An account was made with this link. A link works only once."),
        _l("Sign in with your e-mail address and password."),
    ),
    "no_focal_point": (
        _l("This account cannot be a focal point"),
        _l("Only social workers with an open account are certified. Others know of services by their role."),
        _l("Choose a social worker of your municipality."),
    ),
    "too_many_tries": (
        _l("Too many wrong passwords"),
        _l("For safety, signing in is closed for a while for this account or this connection."),
        _l("Wait up to 15 minutes and try again. If you forgot your password, ask your coordinator."),
    ),
}
