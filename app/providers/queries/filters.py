"""What a search of the directory asks for, and the sets of rows that each part of it allows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.kernel import clock
from app.kernel.holidays import is_holiday
from app.places.queries import MunicipalityRow, get_municipality, list_municipalities
from app.providers.domain import CAPACITY_TRUE_FOR, Sector, is_closed_on, is_fresh
from app.providers.domain.hours import open_until
from app.providers.queries.memory import Index
from app.providers.queries.memory.bits import bits_of, slots_of
from app.providers.queries.memory.index import day_of

LatLon = tuple[float, float]


@dataclass(frozen=True, slots=True)
class DirectoryFilters:
    """All parts may be left out.

    `near` (latitude, longitude) or else the seat of `from_municipality` orders the hits. A filter by municipality,
    county or distance (`within_km`) keeps the services that reach there from elsewhere.
    """

    text: str = ""
    sector: Sector | None = None
    catalogue_code: str | None = None
    municipality_code: str | None = None
    county_code: str | None = None
    language: str | None = None
    legal_status: str | None = None
    has_places: bool = False
    is_open_now: bool = False
    is_remote: bool = False
    is_wheelchair_accessible: bool = False
    within_km: int | None = None
    near: LatLon | None = None
    from_municipality: str | None = None
    referable_only: bool = False

    @property
    def home(self) -> str | None:
        """The municipality from whose point of view the directory is read."""
        return self.municipality_code or self.from_municipality


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where a search is made: whose people are meant, and the point from which distances count."""

    home: MunicipalityRow | None
    start: LatLon | None

    @classmethod
    def of(cls, filters: DirectoryFilters, named: str | None) -> "Standpoint":
        """A filter by municipality comes first, then a place that the text names, then the reader's own."""
        code = filters.municipality_code or named or filters.from_municipality
        home = get_municipality(code) if code else None
        return cls(home, filters.near or (home.point if home else None))


def allowed_by(index: Index, filters: DirectoryFilters, stand: Standpoint) -> Iterator[int]:
    """One set of slots for each part of the filters; a hit is in all of them."""
    yield from _by_kind(index, filters)
    yield from _by_moment(index, filters)
    if filters.municipality_code:
        yield reaching(index, filters.municipality_code)
    if filters.county_code:
        yield _reaching_county(index, filters.county_code)
    if filters.within_km and stand.start:
        yield within(index, stand.start, filters.within_km) | wide(index, stand.home)


def _by_kind(index: Index, filters: DirectoryFilters) -> Iterator[int]:
    for name, value in (
        ("sector", filters.sector),
        ("code", filters.catalogue_code),
        ("language", filters.language),
    ):
        if value:
            yield index.having(name, value)
    if filters.legal_status:
        yield index.having_any("status", (filters.legal_status, "any"))
    if filters.is_wheelchair_accessible:
        yield index.having("is", "accessible")
    if filters.is_remote:
        yield index.having("is", "remote")


def _by_moment(index: Index, filters: DirectoryFilters) -> Iterator[int]:
    if not (filters.has_places or filters.is_open_now or filters.referable_only):
        return
    now = clock.now()
    yield ~_closed(index, now)
    if filters.referable_only:
        yield index.having("is", "referable")
    if filters.has_places:
        yield _free(index, now) & index.having("is", "open")
    if filters.is_open_now:
        yield _open(index, now) & index.having("is", "open")


def reaching(index: Index, municipality_code: str) -> int:
    """What stands in a municipality, and what is there for its people from wherever it stands."""
    return index.having("municipality", municipality_code) | _serving(
        index, get_municipality(municipality_code)
    )


def wide(index: Index, home: MunicipalityRow | None) -> int:
    """What is there for the people of a municipality however far its place is.

    Besides what serves a whole area or works from afar: what comes to them, and what stands there at a point that
    nobody noted.
    """
    if home is None:
        return index.having("is", "everywhere")
    comes = index.having("is", "mobile") | ~index.having("is", "placed")
    return _serving(index, home) | (index.having("municipality", home.code) & comes)


def within(index: Index, start: LatLon, km: float) -> int:
    """What stands in a circle."""

    def collect() -> int:
        return bits_of(slot for _km, slots in index.spots.walk(start, up_to=km) for slot in slots)

    return index.remembered(("within", start, km), collect)


def _serving(index: Index, municipality: MunicipalityRow | None) -> int:
    codes = (municipality.code, municipality.county_code) if municipality else ()
    return index.having("is", "everywhere") | index.having_any("serves", codes)


def _reaching_county(index: Index, county_code: str) -> int:
    inside = (row.code for row in list_municipalities() if row.county_code == county_code)
    serving = index.having_any("serves", (county_code, *inside))
    return index.having("county", county_code) | index.having("is", "everywhere") | serving


def _closed(index: Index, now: datetime) -> int:
    """What a closure with dates holds closed today."""
    day = clock.local(now).date()
    cards = ((slot, index.at(slot).card) for slot in slots_of(index.having("is", "closing")))
    return bits_of(slot for slot, card in cards if is_closed_on(card.closed_from, card.closed_until, day))


def _free(index: Index, now: datetime) -> int:
    """Where a place is free and somebody said so lately."""
    oldest = day_of(now - CAPACITY_TRUE_FOR)
    days = {day_of(now - timedelta(days=ago)) for ago in range(CAPACITY_TRUE_FOR.days)} - {oldest}
    found = index.having_any("free since", days)
    # Of the oldest day only the later part still counts.
    for slot in slots_of(index.having("free since", oldest)):
        if is_fresh(index.at(slot).card.capacity_confirmed_at, now, CAPACITY_TRUE_FOR):
            found |= 1 << slot
    return found


def _open(index: Index, now: datetime) -> int:
    """What is open at this minute; worked out for each kind of opening hours once a minute."""
    minute = clock.local(now).replace(second=0, microsecond=0)
    return index.remembered(("open", minute), lambda: _open_at(index, minute))


def _open_at(index: Index, minute: datetime) -> int:
    return bits_of(
        slot
        for hours, slots in index.hours.items()
        if slots and open_until(hours, minute, is_holiday) is not None
        for slot in slots
    )
