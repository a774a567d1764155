"""The reference data as typed rows, read from the database once in a process; searching stands beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping, select

from app.kernel.db import db
from app.places.domain import Known, NameIndex, PlaceKind, stem_name
from app.places.models import County, Municipality, Place


@dataclass(frozen=True, slots=True)
class CountyRow:
    """A county; `lat` and `lon` are those of its seat."""

    code: str
    name_sq: str
    seat: str
    lat: float
    lon: float
    population: int


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """A municipality; `lat` and `lon` are those of its seat, `name_sq` is the indefinite form."""

    code: str
    name_sq: str
    county_code: str
    county_name: str
    lat: float
    lon: float
    population: int
    population_basis: str
    name_definite: str
    former_names: tuple[str, ...]
    seat: str
    seat_geonameid: int | None
    pilot_from: date | None
    pilot_to: date | None

    @property
    def point(self) -> tuple[float, float]:
        return (self.lat, self.lon)

    def is_pilot_on(self, day: date) -> bool:
        """Whether it takes part in the pilot on a day; both ends count."""
        if self.pilot_from is None or day < self.pilot_from:
            return False
        return self.pilot_to is None or day <= self.pilot_to


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A town or village; `municipality_code` is None where the source does not say."""

    geonameid: int
    name: str
    other_names: tuple[str, ...]
    lat: float
    lon: float
    population: int
    county_code: str
    municipality_code: str | None


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything at once, and the index to find it by name."""

    counties: Mapping[str, CountyRow]
    municipalities: Mapping[str, MunicipalityRow]
    places: Mapping[str, PlaceRow]
    index: NameIndex
    twins: Mapping[str, str]

    @classmethod
    def of(
        cls,
        counties: Mapping[str, CountyRow],
        municipalities: Mapping[str, MunicipalityRow],
        places: Mapping[str, PlaceRow],
    ) -> "Atlas":
        known = [_known_municipality(row, places) for row in municipalities.values()]
        known += [_known_place(key, row) for key, row in places.items()]
        return cls(counties, municipalities, places, NameIndex.of(known), _twins(municipalities, places))


_kept: list[Atlas] = []


def atlas() -> Atlas:
    """The copy of this process; read at the first call. An empty database is not remembered."""
    for kept in _kept:
        return kept
    read = _read()
    if read.municipalities:
        _kept[:] = [read]
    return read


def forget_atlas() -> None:
    """Read the database again at the next call. Other processes see a change when they are restarted."""
    _kept.clear()


def list_counties() -> tuple[CountyRow, ...]:
    """All counties by name."""
    return tuple(atlas().counties.values())


def list_municipalities() -> tuple[MunicipalityRow, ...]:
    """All municipalities by code."""
    return tuple(atlas().municipalities.values())


def get_municipality(code: str) -> MunicipalityRow | None:
    """One municipality, or None for an unknown code."""
    return atlas().municipalities.get(code)


def list_places() -> tuple[PlaceRow, ...]:
    """All towns and villages by name."""
    return tuple(atlas().places.values())


def _read() -> Atlas:
    counties = {row["code"]: CountyRow(**row) for row in db.session.execute(_COUNTIES).mappings()}
    municipalities = {
        row["code"]: _municipality(row) for row in db.session.execute(_MUNICIPALITIES).mappings()
    }
    places = {str(row["geonameid"]): _place(row) for row in db.session.execute(_PLACES).mappings()}
    return Atlas.of(counties, municipalities, places)


def _municipality(row: RowMapping) -> MunicipalityRow:
    return MunicipalityRow(**{**row, "former_names": tuple(row["former_names"])})


def _place(row: RowMapping) -> PlaceRow:
    return PlaceRow(**{**row, "other_names": tuple(row["other_names"])})


def _known_municipality(row: MunicipalityRow, places: Mapping[str, PlaceRow]) -> Known:
    # Many know a municipality by the name of its seat, in other languages too: Scutari for Shkodër.
    seat = places.get(str(row.seat_geonameid))
    others = (*row.former_names, row.seat, *(seat.other_names if seat else ()))
    return Known(PlaceKind.MUNICIPALITY, row.code, (row.name_sq, row.name_definite), others, row.population)


def _known_place(key: str, row: PlaceRow) -> Known:
    return Known(PlaceKind.PLACE, key, (row.name,), row.other_names, row.population)


def _twins(municipalities: Mapping[str, MunicipalityRow], places: Mapping[str, PlaceRow]) -> dict[str, str]:
    return {
        str(row.seat_geonameid): row.code
        for row in municipalities.values()
        if (seat := places.get(str(row.seat_geonameid))) and stem_name(seat.name) == stem_name(row.name_sq)
    }


_COUNTIES = select(
    County.code, County.name_sq, County.seat, County.lat, County.lon, County.population
).order_by(County.name_sq, County.code)
_MUNICIPALITIES = (
    select(
        Municipality.code,
        Municipality.name_sq,
        Municipality.county_code,
        County.name_sq.label("county_name"),
        Municipality.lat,
        Municipality.lon,
        Municipality.population,
        Municipality.population_basis,
        Municipality.name_definite,
        Municipality.former_names,
        Municipality.seat,
        Municipality.seat_geonameid,
        Municipality.pilot_from,
        Municipality.pilot_to,
    )
    .join(County, County.code == Municipality.county_code)
    .order_by(Municipality.code)
)
_PLACES = select(
    Place.geonameid,
    Place.name,
    Place.other_names,
    Place.lat,
    Place.lon,
    Place.population,
    Place.county_code,
    Place.municipality_code,
).order_by(Place.name, Place.geonameid)
