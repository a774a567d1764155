"""Whether what was filled in about a service can be so; each rule answers with field names and codes."""

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum

from app.kernel.errors import Invalid
from app.kernel.languages import is_language
from app.places.queries import get_municipality, is_on_land, list_counties
from app.providers.domain import (
    CapacityUnit,
    CostKind,
    InterpreterGender,
    LegalStatusCode,
    RequiredDocument,
    check_coordinates,
    check_places,
    exception_lines,
    hours_lines,
    parse_exceptions,
    parse_hours,
)
from app.providers.domain.eligibility import check_rules
from app.providers.services.commands import (
    ServiceBasics,
    ServiceCapacity,
    ServiceHours,
    ServicePart,
    ServicePeople,
)

Problems = dict[str, str]
MOST_TAGS = 20
LONGEST_TAG = 60


def check_point(latitude: float | None, longitude: float | None) -> str | None:
    """The code of what is wrong with a point: half, swapped, outside, in the sea; None when it can be."""
    wrong = check_coordinates(latitude, longitude)
    if wrong or latitude is None or longitude is None:
        return wrong
    return None if is_on_land(latitude, longitude) else "coordinates_in_sea"


def check_service(details: ServicePart) -> None:
    """Raise Invalid with everything that cannot be so in the parts that are given."""
    problems: Problems = {}
    if isinstance(details, ServiceBasics):
        problems |= _basics(details)
    if isinstance(details, ServiceHours):
        problems |= _hours(details)
    if isinstance(details, ServicePeople):
        problems |= _people(details)
    if isinstance(details, ServiceCapacity):
        problems |= _capacity(details)
    if problems:
        raise Invalid(problems)


def read_hours(lines: Iterable[str]) -> list[str]:
    """Weekly hours in the one way in which they are kept. Raises Invalid."""
    return _read(lambda: hours_lines(parse_hours(lines)), "opening_hours")


def read_exceptions(lines: Iterable[str]) -> list[str]:
    """Other hours in the one way in which they are kept. Raises Invalid."""
    return _read(lambda: exception_lines(parse_exceptions(lines)), "opening_exceptions")


def clean_tags(tags: Iterable[str]) -> list[str]:
    """Project tags without blanks around them and without repetition. Raises Invalid for too many or too long."""
    kept = list(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
    if len(kept) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in kept):
        raise Invalid({"project_tags": "tags_too_many"})
    return kept


def are_codes(vocabulary: type[StrEnum], codes: Collection[str]) -> bool:
    """Whether all are codes of a vocabulary."""
    return set(codes) <= {member.value for member in vocabulary}


def _read(read: Callable[[], list[str]], field: str) -> list[str]:
    try:
        return read()
    except ValueError as wrong:
        raise Invalid({field: str(wrong)}) from wrong


def _basics(details: ServiceBasics) -> Problems:
    counties = {county.code for county in list_counties()}
    known = all(code in counties or get_municipality(code) for code in details.area_codes)
    return {} if known else {"area_codes": "unknown_area"}


def _hours(details: ServiceHours) -> Problems:
    problems: Problems = {}
    for read, lines in (
        (read_hours, details.opening_hours),
        (read_exceptions, details.opening_exceptions),
    ):
        try:
            read(lines)
        except Invalid as wrong:
            problems |= wrong.fields
    return problems


def _people(details: ServicePeople) -> Problems:
    problems = _unknown_codes(
        {
            "legal_statuses": (LegalStatusCode, details.legal_statuses),
            "required_documents": (RequiredDocument, details.required_documents),
            "interpreter_genders": (InterpreterGender, details.interpreter_genders),
            "cost_kind": (CostKind, [details.cost_kind] if details.cost_kind else []),
        }
    )
    for field in ("languages", "interpreter_languages"):
        if not all(is_language(code) for code in getattr(details, field)):
            problems[field] = "unknown_language"
    if details.cost_in_lek is not None and details.cost_in_lek < 0:
        problems["cost_in_lek"] = "negative"
    return problems | check_rules(details)


def _capacity(details: ServiceCapacity) -> Problems:
    problems = check_places(details.capacity_total, details.places_free)
    if not are_codes(CapacityUnit, [details.capacity_unit]):
        problems["capacity_unit"] = "unknown_code"
    for field in ("capacity_total", "waiting_days"):
        if (getattr(details, field) or 0) < 0:
            problems[field] = "negative"
    return problems


def _unknown_codes(chosen: Mapping[str, tuple[type[StrEnum], Collection[str]]]) -> Problems:
    return {field: "unknown_code" for field, (kind, codes) in chosen.items() if not are_codes(kind, codes)}
