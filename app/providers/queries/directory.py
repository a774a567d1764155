"""The search of the directory: words, filters, nearest first, a page at a time. All of it happens in memory."""

import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from operator import and_

from app.kernel import clock
from app.kernel.db import db
from app.kernel.pages import Page, PageRequest
from app.kernel.scope import current_scope
from app.providers.queries.cards import Reach, ServiceCard
from app.providers.queries.filters import DirectoryFilters, Standpoint, allowed_by
from app.providers.queries.memory import Index, Seen, seen_by
from app.providers.queries.nearest import choose_page
from app.providers.queries.reading import Reading, read

_CARDS_REMEMBERED = 4000

__all__ = [
    "DirectoryFilters",
    "DirectoryResult",
    "count_services",
    "search_directory",
    "search_services",
]


@dataclass(frozen=True, slots=True)
class DirectoryResult:
    """A page of hits; its total is exact.

    `read_as` holds the words that were searched for instead of misspelt ones, `home` the municipality from whose
    point of view the hits are ordered: asked for, named in the text, or the reader's own.
    """

    page: Page[ServiceCard]
    read_as: tuple[str, ...] = ()
    home: str | None = None


def search_services(filters: DirectoryFilters, wanted: PageRequest) -> Page[ServiceCard]:
    """The hits alone, for screens that do not tell how a text was read."""
    return search_directory(filters, wanted).page


def search_directory(filters: DirectoryFilters, wanted: PageRequest) -> DirectoryResult:
    """Services that fulfil the filters: nearest first, or by name where no place is known."""
    seen = seen_by(current_scope(db.session()))
    reading = read(seen, filters.text)
    stand = Standpoint.of(filters, reading.place)
    hits = _hits(seen, filters, reading, stand)
    cards = _cards(seen.index, hits, stand, wanted) if hits else []
    total = hits.bit_count()
    return DirectoryResult(
        page=Page(cards, wanted.number, wanted.offset + len(cards) < total and bool(cards), total),
        read_as=reading.words if reading.is_corrected else (),
        home=stand.home.code if stand.home else None,
    )


def count_services(filters: DirectoryFilters) -> int:
    """How many hits a search has."""
    seen = seen_by(current_scope(db.session()))
    reading = read(seen, filters.text)
    return _hits(seen, filters, reading, Standpoint.of(filters, reading.place)).bit_count()


def _hits(seen: Seen, filters: DirectoryFilters, reading: Reading, stand: Standpoint) -> int:
    return reduce(and_, allowed_by(seen.index, filters, stand), reading.slots)


def _cards(index: Index, hits: int, stand: Standpoint, wanted: PageRequest) -> list[ServiceCard]:
    day = clock.today()
    return [
        _found(index.at(hit.slot).card, hit.reach, hit.km if hit.km < math.inf else None, day)
        for hit in choose_page(index, hits, stand, wanted)
    ]


@lru_cache(maxsize=_CARDS_REMEMBERED)
def _found(card: ServiceCard, reach: Reach, km: float | None, day: date) -> ServiceCard:
    """A card as a hit; the same one for the same hit, so that what is drawn from it is found again."""
    return card.on_day(day).found(reach, km)
