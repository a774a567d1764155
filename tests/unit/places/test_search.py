import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.text import fold
from app.places.domain import PlaceKind
from app.places.queries import MunicipalityRow, PlaceHit, search_places
from app.places.queries import atlas as atlas_room
from tests.factories import KORCE
from tests.factories.places import DIMAL, make_atlas

MUNICIPALITIES = sorted(make_atlas().municipalities.values(), key=lambda row: row.code)
municipalities = st.sampled_from(MUNICIPALITIES)
letters = st.sampled_from(string.ascii_lowercase)
known_names = st.sampled_from(make_atlas().index.sorted_names)


@st.composite
def mistyped(draw: st.DrawFn) -> tuple[MunicipalityRow, str]:
    """A municipality of four letters or more, and its name with one letter changed, missing, added or swapped."""
    row = draw(municipalities.filter(lambda row: len(row.name_sq) > 3))
    name = fold(row.name_sq)
    at = draw(st.integers(0, len(name) - 1))
    letter = draw(letters)
    change = draw(st.sampled_from(("change", "miss", "add", "swap")))
    if change == "miss":
        return row, name[:at] + name[at + 1 :]
    if change == "add":
        return row, name[:at] + letter + name[at:]
    if change == "swap":
        return row, name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
    return row, name[:at] + letter + name[at + 1 :]


def is_top(row: MunicipalityRow, hits: list[PlaceHit]) -> bool:
    return bool(hits) and hits[0].kind is PlaceKind.MUNICIPALITY and hits[0].code == row.code


@pytest.mark.parametrize("row", MUNICIPALITIES, ids=lambda row: row.name_sq)
def test_a_municipality_is_the_top_hit_by_every_form_of_its_name(row: MunicipalityRow) -> None:
    forms = {row.name_sq, row.name_definite, fold(row.name_sq), fold(row.name_definite).upper()}
    forms |= {f"Bashkia {form}" for form in forms} | {f"  {row.name_sq.upper()} "}
    assert [form for form in forms if not is_top(row, search_places(form))] == []


@given(mistyped())
def test_one_wrong_letter_finds_it_among_the_first_five(case: tuple[MunicipalityRow, str]) -> None:
    row, typed = case
    assert row.code in [hit.code for hit in search_places(typed)[:5] if hit.kind is PlaceKind.MUNICIPALITY]


@given(known_names)
def test_every_known_name_finds_something(name: str) -> None:
    assert search_places(name)


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    assert len(search_places(text)) <= 8


@given(municipalities, st.integers(3, 12))
def test_a_beginning_finds_the_municipality(row: MunicipalityRow, length: int) -> None:
    assert row.code in [hit.code for hit in search_places(row.name_sq[:length])]


@pytest.mark.parametrize(
    ("typed", "code", "also_known_as"),
    [
        ("Ura Vajgurore", DIMAL, "Ura Vajgurore"),
        ("Korca", KORCE, None),
        ("Scutari", "48", "Scutari"),
        ("Peshkopia", "07", "Peshkopia"),
        ("Liqenas", "38", "Liqenas"),
        ("Bajram Curri", "41", "Bajram Curri"),
    ],
)
def test_former_and_foreign_names_find_the_municipality(
    typed: str, code: str, also_known_as: str | None
) -> None:
    first = search_places(typed)[0]
    assert (first.kind, first.code, first.also_known_as) == (PlaceKind.MUNICIPALITY, code, also_known_as)


def test_a_town_named_like_its_municipality_is_not_listed_beside_it() -> None:
    assert [hit.kind for hit in search_places("Korçë")] == [PlaceKind.MUNICIPALITY]


def test_villages_of_one_name_are_listed_each_with_its_municipality() -> None:
    hits = [hit for hit in search_places("Novoselë") if hit.name == "Novoselë"]
    assert len(hits) > 1
    assert len({hit.municipality_code for hit in hits}) == len(hits)


def test_a_village_without_a_known_municipality_keeps_it_open() -> None:
    hit = search_places("Kakavija")[0]
    assert (hit.name, hit.municipality_code, hit.municipality_name) == ("Kakavijë", None, None)
    assert hit.county_name == "Gjirokastër"


@pytest.mark.parametrize("typed", ["", "   ", "!!", "zzzzzz", "Αθήνα"])
def test_what_names_nothing_finds_nothing(typed: str) -> None:
    assert search_places(typed) == []


def test_no_more_than_the_limit_is_listed() -> None:
    assert len(search_places("fus", limit=3)) == 3


def test_a_place_comes_once() -> None:
    hits = search_places("dibra")
    assert len({(hit.kind, hit.code) for hit in hits}) == len(hits)


def test_the_copy_in_memory_can_be_dropped() -> None:
    atlas_room.forget_atlas()
    assert atlas_room._kept == []
