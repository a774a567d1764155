"""Words for what is decided: why two entries look alike, how something came to wait, why it cannot be done."""

from app.kernel.i18n import LazyText
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.tax_number import FORM_DOUBTED, LETTER_DOUBTED
from app.providers.domain import Likeness, RegistrationStatus
from app.providers.queries import Way

LIKENESSES: dict[Likeness, LazyText] = {
    Likeness.NAME: _l("similar name"),
    Likeness.TAX_NUMBER: _l("same tax number"),
    Likeness.PHONE: _l("same telephone"),
    Likeness.EMAIL: _l("same e-mail"),
    Likeness.DOMAIN: _l("same website or mail domain"),
    Likeness.NEAR: _l("less than 200 metres apart"),
}

WAYS: dict[Way, LazyText] = {
    Way.REGISTERED: _l("Registered itself"),
    Way.CLAIMED: _l("Claims an entry"),
    Way.ENTERED: _l("Entered by municipal staff"),
}

REGISTRATION_STATUSES: dict[RegistrationStatus, LazyText] = {
    RegistrationStatus.UNPROVED: _l("E-mail not confirmed yet"),
    RegistrationStatus.WAITING: _l("Waiting for a decision"),
    RegistrationStatus.APPROVED: _l("Approved"),
    RegistrationStatus.DECLINED: _l("Declined"),
}

TAX_NUMBER_DOUBTS: dict[str, LazyText] = {
    FORM_DOUBTED: _l(
        "The tax number (NIPT) does not look like one: a letter, eight digits, a letter. Please check it."
    ),
    LETTER_DOUBTED: _l(
        "The last letter of the tax number (NIPT) does not fit its digits. Please check it for a typing mistake."
    ),
}

MERGED_FIELDS: dict[str, LazyText] = {
    "name": _l("Name"),
    "kind": _l("Kind of organisation"),
    "phone": _l("Telephone"),
    "email": _l("E-mail"),
    "website": _l("Website"),
    "tax_number": _l("Tax number (NIPT)"),
    "licence_number": _l("Licence"),
    "licence_valid_until": _l("Licence valid until"),
    "description_sq": _l("What it does, in Albanian"),
    "description_en": _l("What it does, in English"),
}

REFUSALS: dict[str, tuple[LazyText, LazyText, LazyText]] = {
    "registration_decided": (
        _l("Somebody has decided about this already"),
        _l("Another coordinator or the administrator was quicker. Nothing of yours was carried out."),
        _l("Go back and read what was decided."),
    ),
    "proof_expired": (
        _l("This link has expired"),
        _l("A link from the mail works for 48 hours, and this one is older."),
        _l("Register again: it takes a few minutes, and a new link comes at once."),
    ),
    "proof_used": (
        _l("The address is confirmed already"),
        _l("The button was pressed before. A link works once, and nothing more is needed from you."),
        _l("Wait for the mail with the decision."),
    ),
    "too_many_registrations": (
        _l("Too many registrations"),
        _l("Many registrations came from this connection in a short time."),
        _l("Wait an hour and try again, or ask the social services of your municipality to register you."),
    ),
    "merge_not_standing": (
        _l("These two cannot be merged"),
        _l(
            "One of them does not stand in the directory any more: it was declined, closed or merged already."
        ),
        _l("Look at the list of possible duplicates again."),
    ),
    "merge_into_pending": (
        _l("The approved entry has to stay"),
        _l("One of the two waits for approval, the other stands in the directory."),
        _l("Go back and choose the approved one as the one that stays."),
    ),
    "merge_undone": (
        _l("This merge was undone already"),
        _l("Somebody was quicker: the two entries stand apart again."),
        _l("Look at the list of possible duplicates again."),
    ),
    "merge_not_newest": (
        _l("A newer merge comes first"),
        _l(
            "The entry that stayed was merged again afterwards. Merges are undone one by one, the newest first."
        ),
        _l("Undo the newer merge first."),
    ),
}
