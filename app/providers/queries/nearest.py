"""Nearest first: the flat order chooses the rows of a page, the ellipsoid ranks and measures them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from app.kernel.db import db
from app.kernel.pages import PageRequest
from app.kernel.scope import prepared
from app.places.queries import distance_km
from app.providers.domain import Area, Point
from app.providers.queries.bands import (
    BANDS,
    NEAR_KM,
    SHAPES_REMEMBERED,
    AnyRow,
    AnySelect,
    LatLon,
    Search,
    Values,
)
from app.providers.queries.cards import CARD_COLUMNS, Reach, ServiceCard, card_of
from app.providers.queries.filters import Shape, clauses_of

# The flat order may swap neighbours at nearly equal distances: so many rows more are measured on either side.
MARGIN = 5


def list_nearest(
    shape: Shape, values: Values, start: LatLon, page: PageRequest, *, are_few: bool
) -> tuple[list[ServiceCard], bool]:
    """The cards of a page, nearest first, and whether more follow.

    `values`: those of the clauses. `are_few`: there are at most as many hits as can be read at once and ranked here,
    which needs one statement instead of one for each band.
    """
    origin = Point(*start)
    first = max(page.offset - MARGIN, 0)
    skipped = page.offset - first
    count = skipped + page.size + MARGIN
    if are_few:
        hits = _by_flat_distance(db.session.execute(_listing_all(shape), values).all(), origin, values)[
            first : first + count
        ]
    else:
        hits = _walk(Search.around(shape, values, origin), first, count)
    ranked = sorted((_measured(hit, start) for hit in hits), key=_rank)
    cards = [card_of(hit.row, hit.reach, hit.km) for hit in ranked[skipped : skipped + page.size]]
    return cards, len(ranked) > skipped + page.size


@dataclass(frozen=True, slots=True)
class _Hit:
    """A row in its band; `km` is the flat distance until it is measured."""

    reach: Reach
    row: AnyRow
    km: float | None = None


@lru_cache(maxsize=SHAPES_REMEMBERED)
def _listing_all(shape: Shape) -> AnySelect:
    return prepared(select(*CARD_COLUMNS).where(*clauses_of(shape)))


def _by_flat_distance(rows: Sequence[AnyRow], origin: Point, home: Values) -> list[_Hit]:
    hits = [_banded(row, origin, home) for row in rows]
    return sorted(hits, key=lambda hit: (*_rank(hit), hit.row.id))


def _banded(row: AnyRow, origin: Point, home: Values) -> _Hit:
    placed = row.latitude is not None and row.longitude is not None
    km = origin.flat_km(row.latitude, row.longitude) if placed else None
    if km is not None and km <= NEAR_KM:
        return _Hit(Reach.NEAR, row, km)
    return _Hit(Reach.WIDE if _is_wide(row, home) else Reach.FAR, row, km)


def _is_wide(row: AnyRow, home: Values) -> bool:
    """What the clause WIDE says, for a row at hand."""
    if row.area == Area.NATIONAL or (row.area == Area.COUNTY and row.county_code == home["home_county"]):
        return True
    return row.latitude is None and row.municipality_code == home["home_municipality"]


def _walk(search: Search, skip: int, count: int) -> list[_Hit]:
    hits: list[_Hit] = []
    for band in BANDS:
        rows = search.fetch(band, skip, count - len(hits))
        hits.extend(_Hit(band.reach, row) for row in rows)
        if len(hits) >= count:
            break
        if skip:
            skip = 0 if rows else skip - search.count(band)
    return hits


def _measured(hit: _Hit, start: LatLon) -> _Hit:
    if hit.row.latitude is None or hit.row.longitude is None:
        return _Hit(hit.reach, hit.row)
    return _Hit(hit.reach, hit.row, measured_km(start, (hit.row.latitude, hit.row.longitude)))


# Many services share a place and most searches start from a seat: an exact measure costs more than its memory.
@lru_cache(maxsize=50_000)
def measured_km(start: LatLon, end: LatLon) -> float:
    """Kilometres in a straight line, remembered."""
    return distance_km(start, end)


_ORDER = {reach: number for number, reach in enumerate(Reach)}


def _rank(hit: _Hit) -> tuple[int, float, str, str]:
    far = math.inf if hit.km is None else hit.km
    return _ORDER[hit.reach], far, hit.row.sort_name, hit.row.service_id.hex
