"""Folding: what is typed without accents finds what is written with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.text import fold, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Shkodër ", "shkoder"),
        ("KORÇË", "korce"),
        ("Yıldız", "yildiz"),
        ("Straße", "strasse"),
        ("Đorđe-Ł", "dorde l"),
    ],
)
def test_accents_case_and_signs_fold_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_only_plain_letters_digits_and_single_blanks_remain(text: str) -> None:
    folded = fold(text)
    assert folded.isascii()
    assert folded == " ".join(folded.split())
    assert all(letter.isalnum() or letter == " " for letter in folded)


def test_each_word_stands_once_and_in_order() -> None:
    assert tokens("Kurs i gjuhës, kurs") == ["kurs", "i", "gjuhes"]
