"""What a worker writes down about a person, and what makes it acceptable; no ID number, no claim."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from app.kernel.errors import Invalid
from app.people.domain.birth import BirthDate, check_birth
from app.people.domain.contact import ContactRule, clean_phone
from app.people.domain.names import clean_name, clean_text, shown_name
from app.people.domain.status import STATELESS, InterpreterGender, LegalStatus, Sex

MAX_LANGUAGES = 8
_NAMES = frozenset({"given_name", "family_name", "name_original_script"})
_NOT_KNOWN = BirthDate()
_CAREFUL = ContactRule()
_Details = TypeVar("_Details", bound="PersonDetails")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """Everything that may be known; one name is enough."""

    given_name: str = ""
    family_name: str = ""
    name_original_script: str = ""
    birth: BirthDate = _NOT_KNOWN
    sex: Sex = Sex.NOT_SAID
    nationality: str = ""
    legal_status: LegalStatus = LegalStatus.UNKNOWN
    legal_status_since: date | None = None
    legal_status_until: date | None = None
    asylum_application_date: date | None = None
    languages: tuple[str, ...] = ()
    interpreter_wanted: bool = False
    interpreter_gender: InterpreterGender = InterpreterGender.ANY
    phone: str = ""
    contact: ContactRule = _CAREFUL


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(PersonDetails):
    """A worker meets a person for the first time."""


@dataclass(frozen=True, kw_only=True)
class PersonChanged(PersonDetails):
    """A worker corrects what is known; every detail is given, also those that stay."""


def check_details(details: _Details, today: date) -> _Details:
    """The details as they are kept; raises Invalid that names every field which is wrong."""
    wrong, contact = _Wrong(), details.contact
    given = wrong.gather(lambda: clean_name(details.given_name, "given_name"))
    family = wrong.gather(lambda: clean_name(details.family_name, "family_name"))
    original = wrong.gather(lambda: clean_name(details.name_original_script, "name_original_script"))
    name_to_use = wrong.gather(lambda: clean_name(contact.name_to_use, "name_to_use"))
    best_time = wrong.gather(lambda: clean_text(contact.best_time, "best_time"))
    phone = wrong.gather(lambda: clean_phone(details.phone))
    if not wrong.fields.keys() & _NAMES and not shown_name(given, family, original):
        wrong.fields["given_name"] = "name_missing"
    if code := check_birth(details.birth, today):
        wrong.fields["birth_date"] = code
    wrong.fields |= _wrong_dates(details, today) | _wrong_codes(details)
    if wrong.fields:
        raise Invalid(wrong.fields)
    return replace(
        details,
        given_name=given,
        family_name=family,
        name_original_script=original,
        phone=phone,
        contact=replace(contact, name_to_use=name_to_use, best_time=best_time),
    )


class _Wrong:
    """Gathers what each rule says, so that a form is corrected once and not field by field."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}

    def gather(self, clean: Callable[[], str]) -> str:
        try:
            return clean()
        except Invalid as wrong:
            self.fields |= wrong.fields
            return ""


def _wrong_dates(details: PersonDetails, today: date) -> dict[str, str]:
    wrong = {}
    since, until = details.legal_status_since, details.legal_status_until
    if since and until and until < since:
        wrong["legal_status_until"] = "status_ends_before_it_begins"
    for field in ("legal_status_since", "asylum_application_date"):
        day = getattr(details, field)
        if day and day > today:
            wrong[field] = "date_in_future"
        elif day and details.birth.year and day.year < details.birth.year:
            wrong[field] = "date_before_birth"
    return wrong


def _wrong_codes(details: PersonDetails) -> dict[str, str]:
    wrong = {}
    if details.nationality not in {"", STATELESS} and not _COUNTRY.fullmatch(details.nationality):
        wrong["nationality"] = "nationality_unknown"
    if len(details.languages) > MAX_LANGUAGES:
        wrong["languages"] = "languages_too_many"
    elif any(not _LANGUAGE.fullmatch(code) for code in details.languages):
        wrong["languages"] = "language_unknown"
    return wrong
