"""Mails about registrations, claims and decisions; an address that is not proved never gets a stranger's words."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from flask import current_app

from app.accounts.queries import list_addresses_of_role, list_mail_addresses
from app.config import Settings
from app.kernel import mail
from app.kernel.actor import SYSTEM
from app.kernel.i18n import LazyText, use_locale
from app.kernel.i18n import gettext as _
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.periodic import Periodic
from app.kernel.permissions import Role
from app.kernel.uow import unit
from app.providers.domain import RegistrationStatus
from app.providers.queries import get_organisation, get_registration
from app.providers.queries.registration import RegistrationView
from app.providers.services.registration import forget_unproved, proof_token
from app.providers.words import municipality_name

Payload = Mapping[str, str]
_Addresses = Iterable[tuple[str, str]]


def mail_proof(payload: Payload) -> None:
    """Send the link that proves the address; not when it was used in the meantime."""
    found = _registration(payload)
    if found is None or found.status is not RegistrationStatus.UNPROVED:
        return
    link = _link(f"/register/proof/{proof_token(_settings().secret_key, found.id)}")
    with use_locale(found.locale):
        mail.send(
            found.email,
            _("Confirm your e-mail address for Ura"),
            _(
                "Somebody gave this address to register an organisation in Ura, the municipal inclusion "
                "referral network.\n\n"
                "If it was you, open this link within 48 hours and press the button. Only then is the registration "
                "read and decided.\n\n%(link)s\n\n"
                "If it was not you, delete this mail: without the button nothing happens.",
                link=link,
            ),
        )


def tell_who_decides(payload: Payload) -> None:
    """Say to the coordinators, or to the administrators where it is theirs to decide, that something waits."""
    with unit(SYSTEM, read_only=True):
        waiting = _place_of_what_waits(payload)
        addresses = _who_decides(*waiting[:2]) if waiting else []
    if waiting:
        _tell(
            addresses,
            _l("An organisation waits for your decision in Ura"),
            _l(
                "An organisation has been registered, or somebody says that an entry is their own. Sign in to read "
                "it and to decide:\n\n%(link)s\n\nThis mail names nobody. Do not answer it."
            ),
            waiting[2],
        )


def tell_manager_of_claim(payload: Payload) -> None:
    """Say to those who manage an entry already that somebody else claims it."""
    found = _registration(payload)
    if found is None or found.claimed_organisation_id is None:
        return
    with unit(SYSTEM, read_only=True):
        addresses = list_addresses_of_role(
            Role.PROVIDER_MANAGER, organisation_id=found.claimed_organisation_id
        )
    _tell(
        addresses,
        _l("Somebody asks to manage your entry in Ura"),
        _l(
            "Somebody says that your entry in Ura is their organisation's, and asks to manage it. The municipality "
            "decides. If you know of nobody who would ask, tell your municipal coordinator now.\n\n%(link)s\n\n"
            "This mail names nobody. Do not answer it."
        ),
        f"/providers/{found.claimed_organisation_id}",
    )


def mail_decision(payload: Payload) -> None:
    """Say to whoever registered or claimed how it was decided, and why."""
    found = _registration(payload)
    if found is None:
        return
    with use_locale(found.locale):
        if found.status is RegistrationStatus.DECLINED:
            mail.send(found.email, _("Your registration in Ura was declined"), _declined(found))
        elif found.status is RegistrationStatus.APPROVED:
            mail.send(found.email, _("Your registration in Ura was approved"), _approved(found))


def tell_who_entered(payload: Payload) -> None:
    """Say to the worker who registered an organisation that it was decided."""
    organisation_id = UUID(payload["organisation_id"])
    with unit(SYSTEM, read_only=True):
        entry = get_organisation(organisation_id)
        worker = entry.registered_by if entry else None
        addresses = list_mail_addresses(user_id=worker) if worker else []
    _tell(
        addresses,
        _l("An organisation that you registered was decided about"),
        _l(
            "Somebody has decided about an organisation that you registered in Ura. Sign in to read how:\n\n"
            "%(link)s\n\nThis mail names nobody. Do not answer it."
        ),
        f"/providers/{organisation_id}",
    )


def forget_old_registrations() -> None:
    """Delete what nobody proved within a week."""
    with unit(SYSTEM):
        forget_unproved(SYSTEM)


def _approved(found: RegistrationView) -> str:
    return _(
        "%(decider)s has approved the registration of %(name)s. Its page in the directory:\n\n%(link)s\n\n"
        "Another mail brings you an invitation to make an account, unless you have one already. With it you complete "
        "your services, say where there are free places, and answer referrals.",
        decider=_decider(found),
        name=found.organisation_name,
        link=_link(f"/providers/{found.organisation_id}"),
    )


def _declined(found: RegistrationView) -> str:
    return _(
        "%(decider)s has declined the registration of %(name)s, for this reason:\n\n%(reason)s\n\n"
        "If it can be put right, you are welcome to register again:\n\n%(link)s",
        decider=_decider(found),
        name=found.organisation_name,
        reason=found.reason,
        link=_link("/register"),
    )


def _decider(found: RegistrationView) -> str:
    return _("The administrator of Ura") if found.is_national else municipality_name(found.municipality_code)


def _registration(payload: Payload) -> RegistrationView | None:
    with unit(SYSTEM, read_only=True):
        return get_registration(UUID(payload["registration_id"]))


def _place_of_what_waits(payload: Payload) -> tuple[str, bool, str] | None:
    """Municipality, whether it is nationwide, and the page of the decision."""
    if "registration_id" in payload:
        found = get_registration(UUID(payload["registration_id"]))
        page = f"/providers/registrations/{payload['registration_id']}"
        return (found.municipality_code, found.is_national, page) if found else None
    entry = get_organisation(UUID(payload["organisation_id"]))
    page = f"/providers/{payload['organisation_id']}/decision"
    return (entry.municipality_code, entry.is_national, page) if entry else None


def _who_decides(municipality_code: str, is_national: bool) -> _Addresses:
    """A municipality that has no coordinator yet leaves it to the administrators."""
    own = [] if is_national else list_addresses_of_role(Role.COORDINATOR, municipality_code=municipality_code)
    return own or list_addresses_of_role(Role.ADMINISTRATOR)


def _tell(addresses: _Addresses, subject: LazyText, body: LazyText, path: str) -> None:
    for address, locale in addresses:
        with use_locale(locale):
            mail.send(address, str(subject), body % {"link": _link(path)})


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _link(path: str) -> str:
    return f"{_settings().base_url.rstrip('/')}{path}"


HANDLERS = {
    "providers.mail_proof": mail_proof,
    "providers.tell_who_decides": tell_who_decides,
    "providers.tell_manager_of_claim": tell_manager_of_claim,
    "providers.mail_decision": mail_decision,
    "providers.tell_who_entered": tell_who_entered,
}
PERIODIC = (Periodic("providers.forget_unproved", forget_old_registrations, daily_at=3),)
