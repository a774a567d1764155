"""What the address of the directory asks for, read and written: parts that make no sense are left out."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from flask import request

from app.kernel.actor import Actor
from app.kernel.i18n import current_locale
from app.kernel.i18n import gettext as _
from app.kernel.languages import is_language, language_name
from app.places.queries import get_municipality, list_counties
from app.providers import queries
from app.providers.domain import LegalStatusCode, Sector
from app.providers.queries import DirectoryFilters
from app.providers.words import SECTORS
from app.providers.words.directory import within_text
from app.providers.words.facts import LEGAL_STATUSES

LONGEST_TEXT = 200
CIRCLES_KM = (5, 10, 25, 50)

Asked = dict[str, str]
"""Name and value of each part of the query, in the order in which the page shows them."""

_SECTORS, _STATUSES = frozenset(Sector), frozenset(LegalStatusCode)
_CIRCLES = frozenset(str(km) for km in CIRCLES_KM)
# Each part of the query and whether a value of it makes sense. The last is dropped first when nothing is found.
_MAKES_SENSE: Mapping[str, Callable[[str], bool]] = {
    "q": bool,
    "service": queries.is_catalogue_code,
    "sector": _SECTORS.__contains__,
    "municipality": lambda code: get_municipality(code) is not None,
    "county": lambda code: any(county.code == code for county in list_counties()),
    "within": _CIRCLES.__contains__,
    "status": _STATUSES.__contains__,
    "language": is_language,
    "wheelchair": lambda value: value == "1",
    "remote": lambda value: value == "1",
    "places": lambda value: value == "1",
    "open": lambda value: value == "1",
}
PARTS = tuple(_MAKES_SENSE)


def read_asked() -> Asked:
    """The parts of this request's address that make sense."""
    given = {name: request.args[name].strip() for name in PARTS if request.args.get(name)}
    if "q" in given:
        given["q"] = given["q"][:LONGEST_TEXT]
    return {name: value for name, value in given.items() if value and _MAKES_SENSE[name](value)}


def filters_of(asked: Mapping[str, str], actor: Actor) -> DirectoryFilters:
    """The search that a query asks for, from where the reader works."""
    return DirectoryFilters(
        text=asked.get("q", ""),
        sector=Sector(asked["sector"]) if "sector" in asked else None,
        catalogue_code=asked.get("service"),
        municipality_code=asked.get("municipality"),
        county_code=asked.get("county"),
        language=asked.get("language"),
        legal_status=asked.get("status"),
        has_places="places" in asked,
        is_open_now="open" in asked,
        is_remote="remote" in asked,
        is_wheelchair_accessible="wheelchair" in asked,
        within_km=int(asked["within"]) if "within" in asked else None,
        from_municipality=actor.municipality_code,
    )


def name_part(name: str, value: str) -> str:
    """What a part of the query is called on the page, in the reader's language."""
    return _named(name, value, current_locale())


@lru_cache(maxsize=2000)
def _named(name: str, value: str, locale: str) -> str:
    if name == "q":
        return value
    if name == "service":
        entry = queries.get_catalogue_entry(value)
        return entry.name(locale) if entry else value
    return _NAMES[name](value, locale)


def _municipality_name(code: str, _locale: str) -> str:
    municipality = get_municipality(code)
    return municipality.name_sq if municipality else code


def _county_name(code: str, _locale: str) -> str:
    return next((_("County %(name)s", name=row.name_sq) for row in list_counties() if row.code == code), code)


_NAMES: Mapping[str, Callable[[str, str], str]] = {
    "sector": lambda value, _locale: str(SECTORS[Sector(value)]),
    "municipality": _municipality_name,
    "county": _county_name,
    "within": lambda value, _locale: within_text(int(value)),
    "status": lambda value, _locale: str(LEGAL_STATUSES[LegalStatusCode(value)]),
    "language": language_name,
    "wheelchair": lambda _value, _locale: _("Wheelchair access"),
    "remote": lambda _value, _locale: _("By telephone or online"),
    "places": lambda _value, _locale: _("A place is free"),
    "open": lambda _value, _locale: _("Open now"),
}
