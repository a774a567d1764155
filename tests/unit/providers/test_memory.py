import csv
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.text import fold
from app.providers import domain
from app.providers.domain import Area, Point, Sector, Tier, search_words
from app.providers.queries.cards import ServiceCard
from app.providers.queries.memory.bits import among, bits_of, slots_of
from app.providers.queries.memory.index import Entry, Index, facts_of
from app.providers.queries.memory.spots import Spots
from app.providers.queries.memory.words import Words

DATA = Path(domain.__file__).parents[1] / "data"
SEAT = (41.33, 19.82)
points = st.tuples(st.floats(39.7, 42.6), st.floats(19.3, 21.0))
slot_sets = st.sets(st.integers(0, 300))


def make_entry(
    number: int, words: str, point: tuple[float, float] | None, sector: Sector, area: Area = Area.MUNICIPALITY
) -> Entry:
    card = ServiceCard(
        service_id=UUID(int=number),
        organisation_id=UUID(int=number % 3),
        location_id=None,
        organisation_name=f"Qendra {number}",
        name_sq="Kurs",
        name_en="Course",
        sector=sector,
        catalogue_code="EMP-08",
        municipality_code="53",
        county_code="AL-11",
        tier=Tier.NETWORK,
        is_open=True,
        reason=None,
        languages=("sq",),
        has_interpreter=False,
        asks_for=(),
        places_free=None,
        last_confirmed_at=None,
        area=area,
        is_remote=False,
        point=point,
    )
    return Entry(card, f"qendra {number:05}", words)


@given(slot_sets, slot_sets)
def test_sets_as_numbers_join_like_sets(left: set[int], right: set[int]) -> None:
    assert set(slots_of(bits_of(left) & bits_of(right))) == left & right
    assert set(slots_of(bits_of(left) | bits_of(right))) == left | right
    assert bits_of(left).bit_count() == len(left)
    assert list(among(bits_of(left), range(302))) == sorted(left)


@given(st.dictionaries(st.text("abcde", min_size=1, max_size=4), slot_sets, max_size=12), st.text("abcde"))
def test_a_beginning_finds_every_slot_of_every_word_with_it(held: dict[str, set[int]], start: str) -> None:
    words = Words()
    words.add({word: sorted(slots) for word, slots in held.items()})
    wanted = {slot for word, slots in held.items() if word.startswith(start) for slot in slots}
    assert set(slots_of(words.find(start))) == wanted


def test_a_common_word_is_found_like_a_rare_one_and_forgotten_like_one() -> None:
    words = Words()
    words.add({"qendr": list(range(1000)), "kurs": [3]})
    words.remove(["kurs"], 3)
    for slot in range(1000):
        words.remove(["qendr"], slot)
    assert words.sorted == []
    assert words.find("q") == words.find("k") == 0


@given(st.lists(points, min_size=1, max_size=40), points, st.data())
def test_points_are_walked_from_the_nearest_on(
    places: list[tuple[float, float]], start: tuple[float, float], data: st.DataObject
) -> None:
    spots = Spots()
    list(spots.walk(start))
    for slot, place in enumerate(places):
        spots.add(place, slot)
    gone = data.draw(st.sets(st.sampled_from(range(len(places)))))
    for slot in gone:
        spots.remove(places[slot], slot)
    walked = list(spots.walk(start))
    assert sorted(slot for _km, slots in walked for slot in slots) == sorted(set(range(len(places))) - gone)
    assert [km for km, _slots in walked] == sorted(km for km, _slots in walked)
    for km, slots in walked:
        assert all(km == pytest.approx(Point(*start).flat_km(*places[slot])) for slot in slots)


entries = st.builds(
    lambda words, point, sector, area: (words, point, sector, area),
    st.lists(st.sampled_from(["kurs", "qendr", "mjek", "pun"]), unique=True).map(" ".join),
    st.none() | points,
    st.sampled_from(Sector),
    st.sampled_from(Area),
)


@given(st.lists(st.tuples(st.lists(entries, max_size=6), st.sets(st.integers(0, 30))), max_size=6))
def test_an_index_that_changed_again_and_again_is_like_one_that_was_read_anew(
    steps: list[tuple[list[tuple[str, tuple[float, float] | None, Sector, Area]], set[int]]],
) -> None:
    numbers, held, changed = count(), dict[int, Entry](), Index()
    for fresh, gone in steps:
        added = {number: make_entry(number, *each) for each, number in zip(fresh, numbers, strict=False)}
        held |= added
        changed.add(list(added.values()))
        changed.remove([UUID(int=number) for number in gone])
        held = {number: entry for number, entry in held.items() if number not in gone}
    anew = Index()
    anew.add(list(held.values()))
    assert _describe(changed, changed.by_rank) == _describe(anew, anew.by_rank)
    for name, value in {fact for entry in held.values() for fact in facts_of(entry.card)}:
        assert _ids(changed, changed.having(name, value)) == _ids(anew, anew.having(name, value))
    for word in ("k", "kurs", "qe", "mjek", "pun", "x"):
        assert _ids(changed, changed.words.find(word)) == _ids(anew, anew.words.find(word))
    assert changed.words.sorted == anew.words.sorted
    assert _walked(changed) == _walked(anew)
    assert _ids(changed, changed.of_organisation(UUID(int=1))) == _ids(
        anew, anew.of_organisation(UUID(int=1))
    )


def _describe(index: Index, slots: list[int]) -> list[UUID]:
    return [index.at(slot).card.service_id for slot in slots]


def _ids(index: Index, bits: int) -> set[UUID]:
    return set(_describe(index, list(slots_of(bits))))


def _walked(index: Index) -> list[tuple[float, list[UUID]]]:
    return [(km, sorted(_describe(index, slots))) for km, slots in index.spots.walk(SEAT)]


def _synonyms() -> Iterator[dict[str, str]]:
    with (DATA / "synonyms.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def test_synonyms_mean_kinds_of_service_that_there_are() -> None:
    with (DATA / "services.csv").open(encoding="utf-8") as file:
        known = {row["code"] for row in csv.DictReader(file)}
    for row in _synonyms():
        assert row["codes"].split(), row
        assert set(row["codes"].split()) <= known, row


def test_each_synonym_is_one_word_in_both_languages() -> None:
    for row in _synonyms():
        words = row["words"].split()
        assert len(words) == len(set(words)), row
        assert len(search_words(row["words"])) > 1, row
        for word in words:
            assert " " not in fold(word), word
