"""Tax numbers: one way of writing them, and a doubt that is said and never refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.tax_number import doubt_about_tax_number, normalise_tax_number


@pytest.mark.parametrize(
    "number", ["J91402501L", "K22218003V", "AL K52224002A", "(AL) L 42307014 K", "", "  "]
)
def test_numbers_that_follow_the_rule_are_not_doubted(number: str) -> None:
    assert doubt_about_tax_number(number) is None


@pytest.mark.parametrize(
    ("number", "doubt"),
    [
        ("J91402501M", "tax_number_letter"),
        ("I05101999Q", "tax_number_letter"),
        ("J9140250L", "tax_number_form"),
        ("Z22218003V", "tax_number_form"),
        ("=cmd()", "tax_number_form"),
    ],
)
def test_a_doubt_is_named(number: str, doubt: str) -> None:
    assert doubt_about_tax_number(number) == doubt


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("al j 91402501 l", "J91402501L"), (" not yet given ", "not yet given"), ("", "")],
)
def test_a_number_is_written_in_one_way_and_anything_else_is_kept_as_typed(typed: str, kept: str) -> None:
    assert normalise_tax_number(typed) == kept


@given(st.text(max_size=30))
def test_whatever_is_typed_can_be_judged_and_writing_it_twice_changes_nothing(typed: str) -> None:
    doubt_about_tax_number(typed)
    kept = normalise_tax_number(typed)
    assert normalise_tax_number(kept) == kept
