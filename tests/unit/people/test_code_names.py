import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.people.domain import CODE_ALPHABET, is_code_name, new_code_name, normalise_code_name, prefix_of

VOWELS = set("AEIOUY")
seeds = st.integers(min_value=0, max_value=2**32)


def make_code_name(seed: int) -> str:
    return new_code_name("TR", random.Random(seed).choice)


@given(seeds)
def test_a_code_name_has_the_shape_that_is_read_aloud(seed: int) -> None:
    assert re.fullmatch(r"TR-[2-9A-Z]{4}-[2-9A-Z]{2}", make_code_name(seed))


@given(seeds)
def test_a_code_name_never_spells_and_holds_nothing_ambiguous(seed: int) -> None:
    letters = set(make_code_name(seed).replace("-", ""))
    assert not letters & (VOWELS | set("01"))
    assert letters - set("TR") <= set(CODE_ALPHABET)


@given(seeds)
def test_a_new_code_name_is_right(seed: int) -> None:
    assert is_code_name(make_code_name(seed))


@given(seeds, st.data())
def test_one_wrong_character_is_found(seed: int, data: st.DataObject) -> None:
    letters = list(make_code_name(seed))
    place = data.draw(st.sampled_from([place for place, letter in enumerate(letters) if letter != "-"]))
    others = sorted(set("BCDFGHJKLMNPQRSTVWXZ23456789") - {letters[place]})
    letters[place] = data.draw(st.sampled_from(others))
    assert not is_code_name("".join(letters))


@given(seeds, st.data())
def test_two_characters_that_changed_places_are_found(seed: int, data: st.DataObject) -> None:
    letters = list(make_code_name(seed).replace("-", ""))
    first, second = data.draw(st.lists(st.integers(0, 7), min_size=2, max_size=2, unique=True))
    if letters[first] == letters[second]:
        return
    letters[first], letters[second] = letters[second], letters[first]
    assert not is_code_name("".join(letters))


def test_code_names_are_unique_enough() -> None:
    draw = random.Random(7)
    assert len({new_code_name("TR", draw.choice) for _ in range(2_000)}) >= 1_998


@given(seeds)
def test_a_code_name_is_understood_however_it_is_typed(seed: int) -> None:
    code_name = make_code_name(seed)
    assert normalise_code_name(code_name.lower().replace("-", " ")) == code_name
    assert normalise_code_name(f" {code_name.replace('-', '')} ") == code_name


@pytest.mark.parametrize("text", ["", "TR", "Amina Rasuli", "TR-7K4M-2Q-9", "TR-0K4M-2Q", "TR-AK4M-2Q"])
def test_what_is_no_code_name_is_none(text: str) -> None:
    assert normalise_code_name(text) is None
    assert not is_code_name(text)


def test_the_example_of_the_product_is_a_code_name() -> None:
    assert is_code_name("TR-7K4M-2Q")


@pytest.mark.parametrize(
    ("name", "prefix"),
    [("Tiranë", "TR"), ("Korçë", "KR"), ("Elbasan", "LB"), ("Has", "HS"), ("Çorovodë", "CR")],
)
def test_the_prefix_is_two_consonants_of_the_municipality(name: str, prefix: str) -> None:
    assert prefix_of(name) == prefix
