"""Short names for the codes of people: statuses, sexes, fields that may be shared, countries."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from babel import Locale

from app.kernel.i18n import LazyText, current_locale
from app.kernel.i18n import lazy_gettext as _l
from app.people.domain import (
    STATELESS,
    ConsentMedium,
    Finding,
    GivenBy,
    LegalStatus,
    NoteKind,
    Sex,
    ShareBasis,
    SharedField,
    WhoMayAnswer,
)

LEGAL_STATUSES: Mapping[LegalStatus, LazyText] = MappingProxyType(
    {
        LegalStatus.ASYLUM_SEEKER: _l("Asylum-seeker"),
        LegalStatus.REFUGEE: _l("Refugee"),
        LegalStatus.SUBSIDIARY_PROTECTION: _l("Subsidiary protection"),
        LegalStatus.TEMPORARY_PROTECTION: _l("Temporary protection"),
        LegalStatus.STATELESS: _l("Stateless person"),
        LegalStatus.TRAFFICKING_VICTIM: _l("Victim of trafficking, also potential"),
        LegalStatus.MIGRANT: _l("Migrant with a residence permit"),
        LegalStatus.IRREGULAR: _l("Without papers"),
        LegalStatus.REJECTED: _l("Asylum finally refused"),
        LegalStatus.HOST_COMMUNITY: _l("Resident of Albania"),
        LegalStatus.UNKNOWN: _l("Not known yet"),
    }
)

SEXES: Mapping[Sex, LazyText] = MappingProxyType(
    {
        Sex.FEMALE: _l("Female"),
        Sex.MALE: _l("Male"),
        Sex.OTHER: _l("Other"),
        Sex.NOT_SAID: _l("Not said"),
    }
)

WHO_MAY_ANSWER: Mapping[WhoMayAnswer, LazyText] = MappingProxyType(
    {
        WhoMayAnswer.ONLY_PERSON: _l("Only the person"),
        WhoMayAnswer.FAMILY: _l("The person or the family"),
        WhoMayAnswer.ANYONE: _l("Anyone"),
    }
)

NOTE_KINDS: Mapping[NoteKind, LazyText] = MappingProxyType(
    {
        NoteKind.VIOLENCE: _l("Violence"),
        NoteKind.TRAFFICKING: _l("Trafficking"),
        NoteKind.HEALTH: _l("Health"),
    }
)

FINDINGS: Mapping[Finding, LazyText] = MappingProxyType(
    {
        Finding.JUSTIFIED: _l("It was right to open the note"),
        Finding.NOT_JUSTIFIED: _l("It was not right to open the note"),
    }
)

# The form asks one question, the record keeps two answers: whether, and whom.
INTERPRETERS: Mapping[str, LazyText] = MappingProxyType(
    {
        "none": _l("No interpreter needed"),
        "any": _l("An interpreter"),
        "woman": _l("A woman as interpreter"),
        "man": _l("A man as interpreter"),
    }
)

SHARED_FIELDS: Mapping[SharedField, LazyText] = MappingProxyType(
    {
        SharedField.NAME: _l("Name"),
        SharedField.PHONE: _l("Phone"),
        SharedField.LANGUAGES: _l("Languages"),
        SharedField.INTERPRETER: _l("Interpreter"),
        SharedField.NEED: _l("Need"),
        SharedField.AGE: _l("Age"),
        SharedField.SEX: _l("Sex"),
        SharedField.LEGAL_STATUS: _l("Legal status"),
        SharedField.NATIONALITY: _l("Nationality"),
        SharedField.FAMILY: _l("Family"),
        SharedField.DOCUMENTS: _l("Documents"),
        SharedField.ADDRESS: _l("Address"),
    }
)

CONSENT_MEDIA: Mapping[ConsentMedium, LazyText] = MappingProxyType(
    {
        ConsentMedium.SIGNED: _l("Signed"),
        ConsentMedium.THUMB: _l("Thumbprint"),
        ConsentMedium.ORAL_WITNESSED: _l("Spoken, with a witness"),
    }
)

GIVEN_BY: Mapping[GivenBy, LazyText] = MappingProxyType(
    {GivenBy.PERSON: _l("The person"), GivenBy.GUARDIAN: _l("The guardian")}
)

SHARE_BASES: Mapping[ShareBasis, LazyText] = MappingProxyType(
    {
        ShareBasis.CONSENT: _l("With consent"),
        ShareBasis.VITAL_INTEREST: _l("To protect life"),
        ShareBasis.PUBLIC_TASK: _l("By law"),
    }
)

# Most asylum-seekers here came from these countries (INSTAT 2019 to 2023); they stand first in the list.
_COMMONEST = ("AF", "SY", "IQ", "IR", "PS", "UA", "PK", "BD", "MA", "DZ", "TR", "XK")
_STATELESS_NAME = _l("Stateless")


def nationality_name(code: str) -> str:
    """The name of a country in the reader's language, or `Stateless`."""
    if code == STATELESS:
        return str(_STATELESS_NAME)
    return _countries(_reader()).get(code, code)


def nationality_choices() -> list[tuple[str, str]]:
    """Nobody's, the commonest countries and then all of them by name."""
    names = _countries(_reader())
    first = [(code, names[code]) for code in _COMMONEST]
    rest = sorted((pair for pair in names.items() if pair[0] not in _COMMONEST), key=lambda pair: pair[1])
    return [("", str(_l("Not known yet"))), (STATELESS, str(_STATELESS_NAME)), *first, *rest]


def _reader() -> str:
    return "en" if current_locale().startswith("en") else "sq"


@cache
def _countries(reader: str) -> Mapping[str, str]:
    territories = Locale(reader).territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}
    }
