import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Invalid
from app.people.domain import (
    NAME_KEY_LENGTH,
    NAME_LENGTH,
    clean_name,
    name_key,
    namesake_keys,
    search_words,
    shown_name,
)

HIDDEN = "\u200b\u200d\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u00ad"


def code_for(text: str) -> str:
    with pytest.raises(Invalid) as refused:
        clean_name(text, "given_name")
    return refused.value.fields["given_name"]


@given(st.text(max_size=150))
def test_a_name_is_clean_or_refused(text: str) -> None:
    try:
        name = clean_name(text, "given_name")
    except Invalid:
        return
    assert len(name) <= NAME_LENGTH
    assert name == unicodedata.normalize("NFC", name) == name.strip()
    assert not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in name)
    assert not set(name) & set(HIDDEN)


@given(st.text(max_size=150))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    try:
        name = clean_name(text, "given_name")
    except Invalid:
        return
    assert clean_name(name, "given_name") == name


@pytest.mark.parametrize("sign", HIDDEN)
def test_a_sign_that_shows_nothing_is_removed(sign: str) -> None:
    assert clean_name(f"Ami{sign}na", "given_name") == "Amina"


def test_the_non_joiner_that_persian_needs_stays_between_letters() -> None:
    assert clean_name("نور\u200cالله", "given_name") == "نور\u200cالله"
    assert clean_name("\u200cنور\u200c", "given_name") == "نور"


def test_letters_are_composed() -> None:
    assert clean_name("Zoe\u0308", "given_name") == "Zoë"


@pytest.mark.parametrize(
    "name", ["X Æ A-12", "O’Brien", "Nguyễn", "Anne-Marie", "محمد", "Сергій", "佐藤", "d'Arc"]
)
def test_names_of_the_world_are_taken_as_they_are(name: str) -> None:
    assert clean_name(name, "given_name") == unicodedata.normalize("NFC", name)


def test_a_very_long_name_is_refused() -> None:
    assert code_for("a" * 10_000) == "text_too_long"


def test_control_characters_are_refused() -> None:
    assert code_for("Ami\x00na") == "text_characters"


@pytest.mark.parametrize("text", ["---", "12345", "😀"])
def test_a_name_needs_a_letter(text: str) -> None:
    assert code_for(text) == "name_without_letter"


def test_nothing_is_no_name_and_no_error() -> None:
    assert clean_name(" \u200b ", "given_name") == ""


def test_one_name_in_any_script_is_shown() -> None:
    assert shown_name("Amina", "", "") == "Amina"
    assert shown_name("", "Rasuli", "") == "Rasuli"
    assert shown_name("", "", "امینه") == "امینه"
    assert shown_name("Amina", "Rasuli", "امینه") == "Amina Rasuli"


def test_a_name_is_found_without_its_accents() -> None:
    assert name_key("Zoë", "Çela", "") == "zoe cela"
    assert search_words("ÇEL") == ["cel"]


def test_a_name_is_found_in_its_own_script() -> None:
    assert search_words("امینه") == name_key("Amina", "", "امینه").split(" | ")[1].split()


@given(st.text(max_size=100), st.text(max_size=100), st.text(max_size=100))
def test_a_name_key_fits_its_column(given_name: str, family_name: str, original: str) -> None:
    assert len(name_key(given_name, family_name, original)) <= NAME_KEY_LENGTH


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Amina", "Rasuli", ""), ("amina", "rasuli", "")),
        (("Amina", "Rasuli", ""), ("Rasuli", "Amina", "")),
        (("Zoë", "", ""), ("Zoe", "", "")),
        (("", "", "امینه"), ("", "", "امینه")),
    ],
)
def test_a_namesake_is_recognised(first: tuple[str, str, str], second: tuple[str, str, str]) -> None:
    assert name_key(*first) in namesake_keys(*second)


def test_another_name_is_no_namesake() -> None:
    assert name_key("Amina", "Rasuli", "") not in namesake_keys("Amina", "", "")
