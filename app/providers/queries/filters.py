"""What a search of the directory asks for, and the clauses that it becomes."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, and_, bindparam, or_, select

from app.places.queries import get_municipality
from app.providers.domain import Area, Sector, typed_words
from app.providers.models import ServiceListing as Listing
from app.providers.models import ServiceListingToken as Token

_AFTER_ALL_LETTERS = "\x7f"

# That a service is there for people of the home municipality wherever it stands itself.
REACHES_HOME = or_(
    Listing.area == Area.NATIONAL,
    and_(Listing.area == Area.COUNTY, Listing.county_code == bindparam("home_county", type_=String)),
)
# The same, and what stands in the home municipality at a point that nobody noted.
WIDE = or_(
    REACHES_HOME,
    and_(
        Listing.latitude.is_(None),
        Listing.municipality_code == bindparam("home_municipality", type_=String),
    ),
)


@dataclass(frozen=True, slots=True)
class DirectoryFilters:
    """All parts may be left out.

    `near` (latitude, longitude) or else the seat of `from_municipality` orders the hits; a filter by municipality
    or county keeps the services that reach there from elsewhere.
    """

    text: str = ""
    sector: Sector | None = None
    catalogue_code: str | None = None
    municipality_code: str | None = None
    county_code: str | None = None
    language: str | None = None
    has_places: bool = False
    near: tuple[float, float] | None = None
    from_municipality: str | None = None
    referable_only: bool = False

    @property
    def home(self) -> str | None:
        """The municipality from whose point of view the directory is read."""
        return self.municipality_code or self.from_municipality

    @property
    def start(self) -> tuple[float, float] | None:
        """The point from which distances count."""
        if self.near is not None:
            return self.near
        municipality = get_municipality(self.home) if self.home else None
        return municipality.point if municipality else None


def clauses_of(filters: DirectoryFilters, words: list[str]) -> list[ColumnElement[bool]]:
    """Everything that a hit must fulfil."""
    clauses = [_has_word(word) for word in words]
    if filters.sector:
        clauses.append(Listing.sector == filters.sector)
    if filters.catalogue_code:
        clauses.append(Listing.catalogue_code == filters.catalogue_code)
    if filters.language:
        clauses.append(Listing.languages.contains(f" {filters.language} ", autoescape=True))
    if filters.has_places:
        clauses.append(Listing.places_free > 0)
    if filters.referable_only:
        clauses.append(Listing.hindrance == "")
    clauses.extend(_where(filters))
    return clauses


def _where(filters: DirectoryFilters) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    if filters.municipality_code:
        clauses.append(or_(Listing.municipality_code == filters.municipality_code, REACHES_HOME))
    if filters.county_code:
        clauses.append(or_(Listing.county_code == filters.county_code, Listing.area == Area.NATIONAL))
    return clauses


def home_of(filters: DirectoryFilters) -> dict[str, str]:
    """The values of REACHES_HOME and WIDE for the municipality from which the directory is read."""
    municipality = get_municipality(filters.home) if filters.home else None
    if municipality is None:
        return {"home_municipality": "", "home_county": ""}
    return {"home_municipality": municipality.code, "home_county": municipality.county_code}


def _has_word(word: str) -> ColumnElement[bool]:
    """That a word of the service begins with what was typed."""
    found = select(Token.service_id).where(Token.token >= word, Token.token < word + _AFTER_ALL_LETTERS)
    return Listing.service_id.in_(found)


def words_of(filters: DirectoryFilters) -> list[str]:
    return typed_words(filters.text)
