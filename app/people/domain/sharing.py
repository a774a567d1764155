"""What a provider may see of a person: the basics, what the service declares, and never a word more."""

from collections.abc import Collection
from enum import StrEnum


class SharedField(StrEnum):
    """What a referral may disclose, in the order in which it is read to the person."""

    NAME = "name"
    PHONE = "phone"
    LANGUAGES = "languages"
    INTERPRETER = "interpreter"
    NEED = "need"
    AGE = "age"
    SEX = "sex"
    LEGAL_STATUS = "legal_status"
    NATIONALITY = "nationality"
    FAMILY = "family"
    DOCUMENTS = "documents"
    ADDRESS = "address"


BASICS = frozenset(
    {
        SharedField.NAME,
        SharedField.PHONE,
        SharedField.LANGUAGES,
        SharedField.INTERPRETER,
        SharedField.NEED,
    }
)


class ShareBasis(StrEnum):
    """Why an organisation may see a person (Law 124/2024, art. 7)."""

    CONSENT = "consent"
    VITAL_INTEREST = "vital_interest"
    PUBLIC_TASK = "public_task"


class ShareEnd(StrEnum):
    """Why an organisation may not see a person any more."""

    CONSENT_WITHDRAWN = "consent_withdrawn"
    REFERRAL_ENDED = "referral_ended"
    REFERRAL_RECALLED = "referral_recalled"
    REFERRAL_DECLINED = "referral_declined"


def fields_for(asks_for: Collection[str]) -> tuple[SharedField, ...]:
    """The basics and what the service declares that it needs; a code that is not known shares nothing."""
    return tuple(field for field in SharedField if field in BASICS or field.value in asks_for)


def hidden_fields(fields: Collection[str]) -> tuple[SharedField, ...]:
    """The other half of the promise: what will not be seen."""
    return tuple(field for field in SharedField if field.value not in fields)
