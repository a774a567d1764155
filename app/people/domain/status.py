"""The small sets of answers about a person; the words for them live in `words`."""

from enum import StrEnum

STATELESS = "stateless"


class LegalStatus(StrEnum):
    """Legal statuses as the catalogue of services writes them; only advice on rights hangs on them."""

    ASYLUM_SEEKER = "AS"
    REFUGEE = "REF"
    SUBSIDIARY_PROTECTION = "SP"
    TEMPORARY_PROTECTION = "TP"
    STATELESS = "STL"
    TRAFFICKING_VICTIM = "VOT"
    MIGRANT = "MIG"
    IRREGULAR = "IRR"
    REJECTED = "REJ"
    HOST_COMMUNITY = "HOST"
    UNKNOWN = "unknown"


def is_sealed_status(status: LegalStatus) -> bool:
    """Whether a status tells of violence: it travels on the mandated path only, never with a referral.

    Source: DCM 499/2018.
    """
    return status is LegalStatus.TRAFFICKING_VICTIM


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    NOT_SAID = "not_said"


class InterpreterGender(StrEnum):
    """Whom she wants as an interpreter."""

    WOMAN = "woman"
    MAN = "man"
    ANY = "any"
