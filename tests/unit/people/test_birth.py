from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Invalid
from app.people.domain import AgeBracket, BirthDate, BirthPrecision, birth_from_parts, check_birth

TODAY = date(2026, 11, 23)
days = st.dates(min_value=date(1907, 1, 1), max_value=TODAY)


def code_for(day: int | None, month: int | None, year: int | None) -> str:
    with pytest.raises(Invalid) as refused:
        birth_from_parts(day, month, year)
    return refused.value.fields["birth_date"]


@given(days)
def test_age_counts_birthdays(day: date) -> None:
    age = BirthDate(day, BirthPrecision.FULL).age_at(TODAY)
    assert age is not None
    had_it = (TODAY.month, TODAY.day) >= (day.month, day.day)
    assert age == TODAY.year - day.year - (0 if had_it else 1)


@given(days)
def test_who_may_still_be_a_child_is_counted_as_one(day: date) -> None:
    exact = BirthDate(day, BirthPrecision.FULL).age_at(TODAY)
    by_year = BirthDate(date(day.year, 1, 1), BirthPrecision.YEAR).age_at(TODAY)
    assert exact is not None
    assert by_year is not None
    assert max(0, exact - 1) <= by_year <= exact


@given(days)
def test_everybody_is_in_one_age_bracket(day: date) -> None:
    birth = BirthDate(day, BirthPrecision.FULL)
    assert birth.bracket_at(TODAY) is not AgeBracket.UNKNOWN


@pytest.mark.parametrize(
    ("age", "bracket"),
    [
        (0, "0-4"),
        (4, "0-4"),
        (5, "5-11"),
        (12, "12-17"),
        (17, "12-17"),
        (18, "18-24"),
        (25, "25-59"),
        (60, "60+"),
    ],
)
def test_age_brackets_are_those_of_the_reports(age: int, bracket: str) -> None:
    born = BirthDate(date(TODAY.year - age, 1, 1), BirthPrecision.FULL)
    assert born.bracket_at(TODAY) == bracket


def test_an_unknown_birth_date_has_no_age() -> None:
    assert BirthDate().age_at(TODAY) is None
    assert BirthDate().bracket_at(TODAY) is AgeBracket.UNKNOWN
    assert check_birth(BirthDate(), TODAY) is None


def test_the_year_alone_is_enough() -> None:
    assert birth_from_parts(None, None, 1997) == BirthDate(date(1997, 1, 1), BirthPrecision.YEAR)
    assert birth_from_parts(None, None, None) == BirthDate()
    assert birth_from_parts(29, 2, 2000) == BirthDate(date(2000, 2, 29), BirthPrecision.FULL)


def test_an_estimate_keeps_the_year() -> None:
    estimate = BirthDate(date(1997, 5, 3), BirthPrecision.FULL).as_estimate()
    assert estimate == BirthDate(date(1997, 1, 1), BirthPrecision.ESTIMATED)
    assert BirthDate().as_estimate() == BirthDate()


def test_half_a_date_is_refused() -> None:
    assert code_for(3, 5, None) == "birth_date_without_year"
    assert code_for(None, 5, 1997) == "birth_date_incomplete"
    assert code_for(30, 2, 1997) == "birth_date_not_real"


def test_nobody_is_born_tomorrow_or_120_years_ago() -> None:
    tomorrow = BirthDate(TODAY + timedelta(days=1), BirthPrecision.FULL)
    assert check_birth(tomorrow, TODAY) == "birth_date_in_future"
    assert check_birth(BirthDate(date(1905, 12, 31), BirthPrecision.FULL), TODAY) == "birth_date_too_long_ago"
    assert check_birth(BirthDate(TODAY, BirthPrecision.FULL), TODAY) is None
