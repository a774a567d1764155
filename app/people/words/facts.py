"""A person's details as rows of label and text, and the sentences about contact and consent."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from app.kernel import clock
from app.kernel.i18n import LazyText, current_locale, gettext
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.languages import language_name
from app.people.domain import (
    BirthDate,
    BirthPrecision,
    ContactAdvice,
    LegalStatus,
    PersonDetails,
    Sex,
    contact_advice,
)
from app.people.queries import ConsentRow
from app.people.words.labels import (
    CONSENT_MEDIA,
    INTERPRETERS,
    LEGAL_STATUSES,
    SEXES,
    WHO_MAY_ANSWER,
    nationality_name,
)

ADVICE: Mapping[ContactAdvice, LazyText] = MappingProxyType(
    {
        ContactAdvice.DO_NOT_CONTACT: _l("Do not contact this person in any way."),
        ContactAdvice.NO_PHONE: _l("No phone number is known."),
        ContactAdvice.NOT_SAFE: _l(
            "It has not been said that a call or a message is safe: do not use the number."
        ),
        ContactAdvice.CALL_AND_TEXT: _l("Calls and messages are safe."),
        ContactAdvice.CALL_ONLY: _l("Calls are safe. Do not send messages."),
        ContactAdvice.TEXT_ONLY: _l("Messages are safe. Do not call."),
    }
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known about a person; `text` is None where it is not known."""

    field: str
    label: LazyText
    text: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two people filled in differently at the same time."""

    label: LazyText
    theirs: str
    yours: str


def contact_sentence(details: PersonDetails) -> str:
    """How she may be reached, in one sentence."""
    return str(ADVICE[contact_advice(details.contact, details.phone)])


def consent_sentence(consent: ConsentRow) -> str:
    """How a consent was given."""
    medium = str(CONSENT_MEDIA[consent.medium])
    if consent.witness_name:
        return gettext("%(medium)s. Witness: %(witness)s.", medium=medium, witness=consent.witness_name)
    return medium


def facts(details: PersonDetails) -> list[Fact]:
    """Everything that a file says, in the order in which it is asked."""
    return [Fact(field, label, tell(details) or None) for field, (label, tell) in _FACTS.items()]


def known_facts(details: PersonDetails) -> list[Fact]:
    """What is known besides the name in the heading; a number that must not be used is not shown."""
    hidden = {"given_name", "family_name", "safe"}
    if details.contact.do_not_contact or not details.phone:
        hidden |= {"phone", "who_may_answer"}
    return [fact for fact in facts(details) if fact.text is not None and fact.field not in hidden]


def differences(theirs: PersonDetails, yours: PersonDetails) -> list[Difference]:
    """What two versions of one file say differently, field by field."""
    nothing = gettext("nothing")
    return [
        Difference(before.label, before.text or nothing, after.text or nothing)
        for before, after in zip(facts(theirs), facts(yours), strict=True)
        if before.text != after.text
    ]


def language_names(codes: Iterable[str]) -> list[str]:
    """Languages as the reader calls them."""
    return [language_name(code, current_locale()) for code in codes]


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _birth(birth: BirthDate) -> str:
    if birth.day is None:
        return ""
    age = birth.age_at(clock.today())
    if birth.precision is BirthPrecision.FULL:
        return gettext("%(date)s, aged %(age)s", date=_day(birth.day), age=age)
    if birth.precision is BirthPrecision.YEAR:
        return gettext("%(year)s, aged at least %(age)s", year=birth.year, age=age)
    return gettext("about %(year)s (estimated), aged at least %(age)s", year=birth.year, age=age)


def _interpreter(details: PersonDetails) -> str:
    return str(INTERPRETERS[details.interpreter_gender.value]) if details.interpreter_wanted else ""


def _safe(details: PersonDetails) -> str:
    return contact_sentence(details) if details.phone or details.contact.do_not_contact else ""


Tell = Callable[[PersonDetails], str]
_FACTS: Mapping[str, tuple[LazyText, Tell]] = MappingProxyType(
    {
        "given_name": (_l("Given name"), lambda it: it.given_name),
        "family_name": (_l("Family name"), lambda it: it.family_name),
        "name_original_script": (_l("In own script"), lambda it: it.name_original_script),
        "phone": (_l("Phone"), lambda it: it.phone),
        "safe": (_l("Safe contact"), _safe),
        "who_may_answer": (_l("Who may answer"), lambda it: str(WHO_MAY_ANSWER[it.contact.who_may_answer])),
        "name_to_use": (_l("Name to ask for"), lambda it: it.contact.name_to_use),
        "best_time": (_l("Best time"), lambda it: it.contact.best_time),
        "languages": (_l("Languages"), lambda it: ", ".join(language_names(it.languages))),
        "interpreter": (_l("Interpreter"), _interpreter),
        "legal_status": (
            _l("Legal status"),
            lambda it: "" if it.legal_status is LegalStatus.UNKNOWN else str(LEGAL_STATUSES[it.legal_status]),
        ),
        "legal_status_since": (_l("Status since"), lambda it: _day(it.legal_status_since)),
        "legal_status_until": (_l("Status until"), lambda it: _day(it.legal_status_until)),
        "asylum_application_date": (_l("Asked for asylum on"), lambda it: _day(it.asylum_application_date)),
        "sex": (_l("Sex"), lambda it: "" if it.sex is Sex.NOT_SAID else str(SEXES[it.sex])),
        "birth_date": (_l("Born"), lambda it: _birth(it.birth)),
        "nationality": (
            _l("Nationality"),
            lambda it: nationality_name(it.nationality) if it.nationality else "",
        ),
    }
)
