"""The statements of a search from a place: ordered by flat distance, in three bands that follow one another.

What is near, what reaches the place from wherever it stands, what is far. Each band is looked for in growing
circles, so that a big table is not read as a whole. The statements are built once for each shape of search.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Float, Integer, Row, Select, and_, bindparam, func, or_, select

from app.kernel.db import db
from app.kernel.scope import prepared
from app.providers.domain import KM_PER_DEGREE, Point
from app.providers.models import ServiceListing as Listing
from app.providers.queries.cards import CARD_COLUMNS, Reach
from app.providers.queries.filters import WIDE, Shape, clauses_of

NEAR_KM = 30.0

AnyRow = Row[*tuple[Any, ...]]
LatLon = tuple[float, float]
AnySelect = Select[*tuple[Any, ...]]
Values = Mapping[str, Any]

# Searches differ in which clauses they have; only so many combinations are ever in use.
SHAPES_REMEMBERED = 500


def _number(name: str) -> Any:
    return bindparam(name, type_=Float)


_NORTH = Listing.latitude - _number("start_latitude")
_EAST = (Listing.longitude - _number("start_longitude")) * _number("shrink")
# The squared distance in degrees of latitude, as if the country were flat.
_FLAT = _NORTH * _NORTH + _EAST * _EAST
# The square around the circle is said too, because an index can use that.
_IN_CIRCLE = and_(
    Listing.latitude.between(_number("south"), _number("north")),
    Listing.longitude.between(_number("west"), _number("east")),
    _number("circle") >= _FLAT,
)
_NOT_NEAR = or_(Listing.latitude.is_(None), _number("near") < _FLAT)
_ORDERED = (
    select(*CARD_COLUMNS)
    .order_by(Listing.latitude.is_(None), _FLAT, Listing.sort_name, Listing.id)
    .limit(bindparam("count", type_=Integer))
    .offset(bindparam("skip", type_=Integer))
)


@dataclass(frozen=True, slots=True)
class Band:
    """Rows that are ranked together. `rings`: the circles, in kilometres, in which to look first; None is no circle."""

    reach: Reach
    clause: ColumnElement[bool]
    rings: tuple[float | None, ...]


BANDS = (
    Band(Reach.NEAR, _IN_CIRCLE, (1.0, 6.0, NEAR_KM)),
    Band(Reach.WIDE, and_(_NOT_NEAR, WIDE), (None,)),
    Band(Reach.FAR, and_(_NOT_NEAR, ~WIDE), (90.0, None)),
)


_IN_BAND = {band.reach: band for band in BANDS}


@lru_cache(maxsize=SHAPES_REMEMBERED)
def _fetching(shape: Shape, reach: Reach, *, in_ring: bool) -> AnySelect:
    return _narrowed(_ORDERED, shape, _IN_BAND[reach], in_ring=in_ring)


@lru_cache(maxsize=SHAPES_REMEMBERED)
def _counting(shape: Shape, reach: Reach, *, in_ring: bool) -> AnySelect:
    return _narrowed(select(func.count(Listing.id)), shape, _IN_BAND[reach], in_ring=in_ring)


def _narrowed(wanted: AnySelect, shape: Shape, band: Band, *, in_ring: bool) -> AnySelect:
    narrowed = wanted.where(*clauses_of(shape), band.clause)
    if in_ring and band.clause is not _IN_CIRCLE:
        narrowed = narrowed.where(_IN_CIRCLE)
    return prepared(narrowed)


@dataclass(frozen=True, slots=True)
class Search:
    """One search from one place: what must hold, and the values of the statements."""

    shape: Shape
    origin: Point
    values: Values

    @classmethod
    def around(cls, shape: Shape, values: Values, origin: Point) -> "Search":
        here = {
            "start_latitude": origin.latitude,
            "start_longitude": origin.longitude,
            "shrink": origin.shrink,
            "near": _squared(NEAR_KM),
        }
        return cls(shape, origin, {**values, **here})

    def fetch(self, band: Band, skip: int, count: int) -> Sequence[AnyRow]:
        rows: Sequence[AnyRow] = ()
        for km in band.rings:
            wanted = _fetching(self.shape, band.reach, in_ring=km is not None)
            values = {**self._values_in(km), "skip": skip, "count": count}
            rows = db.session.execute(wanted, values).all()
            if len(rows) == count:
                break
        return rows

    def count(self, band: Band) -> int:
        widest = band.rings[-1]
        wanted = _counting(self.shape, band.reach, in_ring=widest is not None)
        return int(db.session.execute(wanted, self._values_in(widest)).scalar_one())

    def _values_in(self, km: float | None) -> Values:
        return self.values if km is None else {**self.values, **_circle(self.origin, km)}


def _squared(km: float) -> float:
    return (km / KM_PER_DEGREE) ** 2


def _circle(origin: Point, km: float) -> dict[str, float]:
    south, north, west, east = origin.box(km)
    return {"south": south, "north": north, "west": west, "east": east, "circle": _squared(km)}
