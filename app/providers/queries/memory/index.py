"""The directory in the memory of a process: cards in numbered slots, and for each fact the slots of which it holds."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from app.kernel import clock
from app.providers.domain import Area
from app.providers.domain.hours import Hours
from app.providers.queries.cards import ServiceCard
from app.providers.queries.memory.bits import bits_of
from app.providers.queries.memory.spots import Spots
from app.providers.queries.memory.words import Words

_REMEMBERED = 100

Worked = TypeVar("Worked")

Fact = tuple[str, str]
"""A name and a value: `("sector", "legal")`, `("is", "remote")`."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One row of the directory. `rank` orders rows that nothing else orders; `words` are those it is found by."""

    card: ServiceCard
    rank: str
    words: str


class Index:
    """All rows, guarded ones too: whoever reads it says for whom (`memory.held`)."""

    def __init__(self) -> None:
        self.entries: list[Entry | None] = []
        self.by_rank: list[int] = []
        self.words = Words()
        self.spots = Spots()
        self.hours: dict[Hours, set[int]] = defaultdict(set)
        self._remembered: dict[Hashable, Any] = {}
        self._facts: dict[Fact, int] = {}
        self._organisations: dict[UUID, list[int]] = defaultdict(list)
        self._services: dict[UUID, list[int]] = defaultdict(list)
        self._free: list[int] = []

    def __len__(self) -> int:
        return len(self.by_rank)

    def having(self, name: str, value: str) -> int:
        """The slots of which a fact holds."""
        return self._facts.get((name, value), 0)

    def having_any(self, name: str, values: Iterable[str]) -> int:
        found = 0
        for value in values:
            found |= self.having(name, value)
        return found

    def of_organisation(self, organisation_id: UUID) -> int:
        return bits_of(self._organisations.get(organisation_id, ()))

    def remembered(self, key: Hashable, work_out: Callable[[], Worked]) -> Worked:
        """What is asked for again and again until something changes, worked out once."""
        if key not in self._remembered:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = work_out()
        found: Worked = self._remembered[key]
        return found

    def at(self, slot: int) -> Entry:
        """What stands in a slot that is in use."""
        entry = self.entries[slot]
        if entry is None:
            raise KeyError(slot)
        return entry

    def point_of(self, slot: int) -> tuple[float, float]:
        """The point of a row that has one."""
        point = self.at(slot).card.point
        if point is None:
            raise KeyError(slot)
        return point

    def rank_of(self, slot: int) -> str:
        return self.at(slot).rank

    def add(self, entries: Sequence[Entry]) -> None:
        """Put rows into slots, many at once."""
        self._remembered.clear()
        facts: dict[Fact, list[int]] = defaultdict(list)
        words: dict[str, list[int]] = defaultdict(list)
        placed = [(self._seat(entry), entry) for entry in entries]
        for slot, entry in placed:
            for fact in facts_of(entry.card):
                facts[fact].append(slot)
            for word in entry.words.split():
                words[word].append(slot)
            self._organisations[entry.card.organisation_id].append(slot)
            if entry.card.hours.are_known:
                self.hours[entry.card.hours].add(slot)
            if entry.card.point:
                self.spots.add(entry.card.point, slot)
        for fact, slots in facts.items():
            self._facts[fact] = self._facts.get(fact, 0) | bits_of(slots)
        self.words.add(words)
        self._rank([slot for slot, _entry in placed])

    def remove(self, service_ids: Iterable[UUID]) -> None:
        """Take the rows of services out; their slots are used again."""
        self._remembered.clear()
        for service_id in service_ids:
            for slot in self._services.pop(service_id, ()):
                self._take_out(slot, self.at(slot))

    def _seat(self, entry: Entry) -> int:
        if self._free:
            slot = self._free.pop()
            self.entries[slot] = entry
        else:
            slot = len(self.entries)
            self.entries.append(entry)
        self._services[entry.card.service_id].append(slot)
        return slot

    def _rank(self, slots: Sequence[int]) -> None:
        if len(slots) > len(self.by_rank) // 8:
            self.by_rank = sorted([*self.by_rank, *slots], key=self.rank_of)
            return
        for slot in slots:
            insort(self.by_rank, slot, key=self.rank_of)

    def _take_out(self, slot: int, entry: Entry) -> None:
        del self.by_rank[bisect_left(self.by_rank, entry.rank, key=self.rank_of)]
        for fact in facts_of(entry.card):
            self._facts[fact] &= ~(1 << slot)
        self.words.remove(entry.words.split(), slot)
        self._organisations[entry.card.organisation_id].remove(slot)
        if entry.card.hours.are_known:
            self.hours[entry.card.hours].discard(slot)
        if entry.card.point:
            self.spots.remove(entry.card.point, slot)
        self.entries[slot] = None
        self._free.append(slot)


def facts_of(card: ServiceCard) -> Iterator[Fact]:
    """Everything of a row that a search can ask for, besides words and points."""
    yield "tier", card.tier
    yield "sector", card.sector
    yield "code", card.catalogue_code
    yield "municipality", card.municipality_code
    yield "county", card.county_code
    yield from (("language", code) for code in card.languages)
    yield from (("status", code) for code in card.legal_statuses or ("any",))
    yield from (("serves", code) for code in card.area_codes)
    if card.area is Area.COUNTY:
        yield "serves", card.county_code
    if card.places_free and card.capacity_confirmed_at:
        yield "free since", day_of(card.capacity_confirmed_at)
    yield from (("is", name) for name, holds in _traits(card) if holds)


def day_of(moment: datetime) -> str:
    """The day in Albania, as a fact names it."""
    return clock.local(moment).date().isoformat()


def _traits(card: ServiceCard) -> tuple[tuple[str, bool], ...]:
    return (
        ("everywhere", card.area is Area.NATIONAL or card.is_remote),
        ("remote", card.is_remote),
        ("mobile", card.is_mobile),
        ("open", card.is_open),
        ("referable", card.referable),
        ("closing", card.has_closure),
        ("accessible", card.is_wheelchair_accessible),
        ("placed", card.point is not None),
    )
