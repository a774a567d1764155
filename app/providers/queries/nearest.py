"""The order of hits: nearest first from a place, else by name; only as many are put in order as are wanted."""

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from app.kernel.pages import PageRequest
from app.places.queries import MunicipalityRow, distance_km
from app.providers.domain import Point
from app.providers.queries.cards import Reach
from app.providers.queries.filters import Standpoint, wide
from app.providers.queries.memory import Index
from app.providers.queries.memory.bits import among, members, slots_of

NEAR_KM = 30.0
# The flat order may swap neighbours at nearly equal distances: so many more are measured on either side of a page.
MARGIN = 5
# So few hits are sorted as they are; of more, the places are walked from the nearest on until a page is full.
_FEW = 250

LatLon = tuple[float, float]
Ordered = Iterator[tuple[float, int]]
"""Kilometres as if the country were flat (infinite without a point) and slots."""


class Hit(NamedTuple):
    """A row in the order of its parts: how it is within reach, kilometres (infinite without a point), rank, slot."""

    band: int
    km: float
    rank: str
    slot: int

    @property
    def reach(self) -> Reach:
        return _REACHES[self.band]


_REACHES = tuple(Reach)
_BANDS = {reach: band for band, reach in enumerate(_REACHES)}


def choose_page(index: Index, hits: int, stand: Standpoint, page: PageRequest) -> list[Hit]:
    """The hits of a page in their order. `hits`: the set of all of them."""
    if stand.start is None:
        named = islice(_by_rank(index, hits), page.offset, page.offset + page.size)
        return [Hit(_BANDS[Reach.UNPLACED], km, index.rank_of(slot), slot) for km, slot in named]
    first = max(page.offset - MARGIN, 0)
    skipped = page.offset - first
    window = islice(
        _in_bands(index, hits, stand.start, stand.home), first, first + skipped + page.size + MARGIN
    )
    measured = sorted(_measure(index, stand.start, _BANDS[reach], slot) for reach, slot in window)
    return measured[skipped : skipped + page.size]


def _in_bands(
    index: Index, hits: int, start: LatLon, home: MunicipalityRow | None
) -> Iterator[tuple[Reach, int]]:
    """What is near, then what is there for the people of the place wherever it stands, then the rest."""
    for_home = wide(index, home)
    for _km, slot in _placed(index, hits, start, -1.0, NEAR_KM):
        yield Reach.NEAR, slot
    for reach, some in ((Reach.WIDE, hits & for_home), (Reach.FAR, hits & ~for_home)):
        unplaced = some & ~index.having("is", "placed")
        for _km, slot in chain(_placed(index, some, start, NEAR_KM, math.inf), _by_rank(index, unplaced)):
            yield reach, slot


def _placed(index: Index, hits: int, start: LatLon, beyond: float, up_to: float) -> Ordered:
    """Those that have a point between two circles, nearest first."""
    placed = hits & index.having("is", "placed")
    if not placed:
        return
    if placed.bit_count() <= _FEW:
        origin = Point(*start)
        measured = ((origin.flat_km(*index.point_of(slot)), slot) for slot in slots_of(placed))
        yield from sorted(
            (one for one in measured if beyond < one[0] <= up_to),
            key=lambda one: (one[0], index.rank_of(one[1])),
        )
        return
    held, end = members(placed)
    for km, slots in index.spots.walk(start, beyond, up_to):
        here = [slot for slot in slots if slot < end and held[slot >> 3] >> (slot & 7) & 1]
        if len(here) > 1:
            here.sort(key=index.rank_of)
        for slot in here:
            yield km, slot


def _by_rank(index: Index, hits: int) -> Ordered:
    if hits.bit_count() <= _FEW:
        slots: Iterable[int] = _ranked(index, slots_of(hits))
    else:
        slots = among(hits, index.by_rank)
    yield from ((math.inf, slot) for slot in slots)


def _ranked(index: Index, slots: Iterable[int]) -> list[int]:
    return sorted(slots, key=index.rank_of)


def _measure(index: Index, start: LatLon, band: int, slot: int) -> Hit:
    entry = index.at(slot)
    point = entry.card.point
    return Hit(band, measured_km(start, point) if point else math.inf, entry.rank, slot)


# Many services share a place and most searches start from a seat: an exact measure costs more than its memory.
@lru_cache(maxsize=20_000)
def measured_km(start: LatLon, end: LatLon) -> float:
    """Kilometres in a straight line, remembered."""
    return distance_km(start, end)
