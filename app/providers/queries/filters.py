"""What a search of the directory asks for, and the clauses that it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, ColumnElement, String, and_, bindparam, or_, select

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


@dataclass(frozen=True, slots=True)
class Shape:
    """Which clauses a search has: what its statements look like, whatever their values are."""

    words: int
    sector: bool
    catalogue_code: bool
    language: bool
    has_places: bool
    referable_only: bool
    municipality: bool
    county: bool


def shape_of(filters: DirectoryFilters, words: Sequence[str]) -> Shape:
    return Shape(
        len(words),
        bool(filters.sector),
        bool(filters.catalogue_code),
        bool(filters.language),
        filters.has_places,
        filters.referable_only,
        bool(filters.municipality_code),
        bool(filters.county_code),
    )


def clauses_of(shape: Shape) -> list[ColumnElement[bool]]:
    """Everything that a hit must fulfil; the values come from values_of."""
    clauses = [_has_word(number) for number in range(shape.words)]
    optional = (
        (shape.sector, Listing.sector == _text("sector")),
        (shape.catalogue_code, Listing.catalogue_code == _text("catalogue_code")),
        (shape.language, Listing.languages.like(_text("language"), escape="/")),
        (shape.has_places, Listing.places_free > 0),
        (shape.referable_only, Listing.hindrance == ""),
        (shape.municipality, or_(Listing.municipality_code == _text("municipality_code"), REACHES_HOME)),
        (shape.county, or_(Listing.county_code == _text("county_code"), Listing.area == Area.NATIONAL)),
    )
    return clauses + [clause for wanted, clause in optional if wanted]


def values_of(filters: DirectoryFilters, words: Sequence[str]) -> dict[str, str]:
    """The values of the clauses."""
    spelt: dict[str, str] = {}
    for number, word in enumerate(words):
        spelt |= {f"word_{number}": word, f"word_{number}_end": word + _AFTER_ALL_LETTERS}
    language = (filters.language or "").replace("/", "//").replace("%", "/%").replace("_", "/_")
    return {
        **home_of(filters),
        **spelt,
        "sector": filters.sector or "",
        "catalogue_code": filters.catalogue_code or "",
        "language": f"% {language} %",
        "municipality_code": filters.municipality_code or "",
        "county_code": filters.county_code or "",
    }


def home_of(filters: DirectoryFilters) -> dict[str, str]:
    """The values of REACHES_HOME and WIDE for the municipality from which the directory is read."""
    municipality = get_municipality(filters.home) if filters.home else None
    if municipality is None:
        return {"home_municipality": "", "home_county": ""}
    return {"home_municipality": municipality.code, "home_county": municipality.county_code}


def _has_word(number: int) -> ColumnElement[bool]:
    """That a word of the service begins with what was typed."""
    found = select(Token.service_id).where(
        Token.token >= _text(f"word_{number}"), Token.token < _text(f"word_{number}_end")
    )
    return Listing.service_id.in_(found)


def _text(name: str) -> BindParameter[str]:
    return bindparam(name, type_=String)


def words_of(filters: DirectoryFilters) -> list[str]:
    return typed_words(filters.text)
