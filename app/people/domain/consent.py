"""Consent: to whom, for what, which fields, until when; it can be shown later and taken back."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from app.kernel.errors import Invalid
from app.people.domain.names import clean_text
from app.people.domain.sharing import BASICS, SharedField

CONSENT_MONTHS = 12
# Law 124/2024: below this age a parent or guardian agrees.
ADULT_CONSENT_AGE = 16


class ConsentMedium(StrEnum):
    SIGNED = "signed"
    THUMB = "thumb"
    ORAL_WITNESSED = "oral_witnessed"


class GivenBy(StrEnum):
    PERSON = "person"
    GUARDIAN = "guardian"


class ConsentFacts(Protocol):
    """What the rule needs to know of a consent."""

    @property
    def organisation_id(self) -> UUID: ...
    @property
    def given_at(self) -> datetime: ...
    @property
    def expires_at(self) -> datetime: ...
    @property
    def withdrawn_at(self) -> datetime | None: ...


@dataclass(frozen=True, kw_only=True)
class ConsentGiven:
    """A person agreed that one organisation sees these fields, for one kind of help."""

    person_id: UUID
    organisation_id: UUID
    catalogue_code: str
    fields: Collection[SharedField]
    text_version: str
    language: str
    medium: ConsentMedium
    purpose: str = "referral"
    # The names of recipient and help as they were read to her: they may change later, her consent does not.
    organisation_name: str = ""
    service_name: str = ""
    given_by: GivenBy = GivenBy.PERSON
    interpreter_name: str = ""
    witness_name: str = ""
    guardian_name: str = ""


def consent_expiry(given_at: datetime, months: int = CONSENT_MONTHS) -> datetime:
    """The same moment so many months later; 29 February becomes the 28th."""
    years, month0 = divmod(given_at.month - 1 + months, 12)
    year = given_at.year + years
    day = min(given_at.day, monthrange(year, month0 + 1)[1])
    return given_at.replace(year=year, month=month0 + 1, day=day)


def is_consent_valid(consent: ConsentFacts, organisation_id: UUID, at: datetime) -> bool:
    """Whether a consent lets this organisation see the person at this moment."""
    return (
        consent.organisation_id == organisation_id
        and consent.withdrawn_at is None
        and consent.given_at <= at < consent.expires_at
    )


def check_consent(given: ConsentGiven, age: int | None) -> ConsentGiven:
    """A consent as it is kept; one that could not be shown to be one is refused. Raises Invalid."""
    names = ("interpreter_name", "witness_name", "guardian_name")
    cleaned: dict[str, Any] = {field: clean_text(getattr(given, field), field) for field in names}
    given = replace(given, **cleaned)
    wrong: dict[str, str] = {}
    if given.medium is ConsentMedium.ORAL_WITNESSED and not given.witness_name:
        wrong["witness_name"] = "witness_missing"
    if given.given_by is GivenBy.PERSON and age is not None and age < ADULT_CONSENT_AGE:
        wrong["given_by"] = "guardian_needed"
    if given.given_by is GivenBy.GUARDIAN and not given.guardian_name:
        wrong["guardian_name"] = "guardian_name_missing"
    if not BASICS.intersection(given.fields):
        wrong["fields"] = "fields_missing"
    if wrong:
        raise Invalid(wrong)
    return given
