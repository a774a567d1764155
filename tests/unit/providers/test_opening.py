"""Opening hours: what is open when, and that lines say the same as what they were read from."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.clock import TIRANE
from app.providers.domain import (
    ExceptionDays,
    Stretch,
    exception_lines,
    hours_lines,
    next_opening,
    parse_exceptions,
    parse_hours,
)
from app.providers.domain.opening import DAY, WEEK, WEEKDAYS
from tests.support.opening import is_open_at, week_intervals

MONDAY = date(2026, 11, 23)
OFFICE = parse_hours(f"{day} 08:00-16:00" for day in WEEKDAYS[:5])


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TIRANE)


def never(_day: date) -> bool:
    return False


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    opens = draw(st.integers(0, DAY - 1))
    return Stretch(draw(st.integers(0, 6)), opens, opens + draw(st.integers(1, DAY)))


@st.composite
def exceptions(draw: st.DrawFn) -> ExceptionDays:
    first = draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    last = first + timedelta(days=draw(st.integers(0, 30)))
    if draw(st.booleans()):
        return ExceptionDays(first, last)
    opens = draw(st.integers(0, DAY - 1))
    return ExceptionDays(first, last, opens, opens + draw(st.integers(1, DAY)))


@given(st.lists(stretches()))
def test_the_lines_of_a_week_are_read_back_as_they_were(week: list[Stretch]) -> None:
    assert parse_hours(hours_lines(week)) == tuple(sorted(set(week)))


@given(st.lists(exceptions()))
def test_the_lines_of_exceptions_are_read_back_as_they_were(days: list[ExceptionDays]) -> None:
    read = parse_exceptions(exception_lines(days))
    assert set(read) == set(days)
    assert parse_exceptions(exception_lines(read)) == read


@given(st.lists(stretches()))
def test_intervals_of_a_week_are_in_order_apart_and_within_it(week: list[Stretch]) -> None:
    found = week_intervals(week)
    assert all(0 <= start < end <= WEEK for start, end in found)
    assert all(before[1] < after[0] for before, after in pairwise(found))


@given(st.lists(stretches()), st.integers(0, WEEK - 1))
def test_intervals_of_a_week_say_the_same_as_the_rule(week: list[Stretch], minute: int) -> None:
    moment = at(MONDAY, 0) + timedelta(minutes=minute)
    inside = any(start <= minute < end for start, end in week_intervals(week))
    assert is_open_at(week, [], moment, is_holiday=False) is inside


@given(st.lists(stretches(), min_size=1), st.integers(0, WEEK - 1))
def test_at_the_next_opening_it_is_open_and_it_lies_ahead(week: list[Stretch], minute: int) -> None:
    moment = at(MONDAY, 0) + timedelta(minutes=minute)
    opens = next_opening(week, [], moment, is_holiday=never)
    assert opens is not None
    assert moment < opens <= moment + timedelta(days=8)
    assert is_open_at(week, [], opens, is_holiday=False)


def test_the_end_is_not_open_any_more() -> None:
    assert is_open_at(OFFICE, [], at(MONDAY, 8), is_holiday=False)
    assert is_open_at(OFFICE, [], at(MONDAY, 15, 59), is_holiday=False)
    assert not is_open_at(OFFICE, [], at(MONDAY, 16), is_holiday=False)


def test_hours_past_midnight_belong_to_the_day_on_which_they_began() -> None:
    night = parse_hours(["fri 20:00-02:00"])
    friday = MONDAY + timedelta(days=4)
    assert night == (Stretch(4, 1200, 1560),)
    assert is_open_at(night, [], at(friday, 23), is_holiday=False)
    assert is_open_at(night, [], at(friday + timedelta(days=1), 1, 59), is_holiday=False)
    assert not is_open_at(night, [], at(friday, 1), is_holiday=False)


def test_a_night_from_sunday_runs_into_monday_of_the_next_week() -> None:
    night = parse_hours(["sun 22:00-03:00"])
    assert week_intervals(night) == [(0, 180), (6 * DAY + 1320, WEEK)]
    assert is_open_at(night, [], at(MONDAY, 2), is_holiday=False)


def test_twenty_four_hours_can_be_written_in_several_ways() -> None:
    assert parse_hours(["mon 00:00-24:00"]) == parse_hours(["mon 0:00-00:00"]) == (Stretch(0, 0, DAY),)
    always = parse_hours(f"{day} 00:00-24:00" for day in WEEKDAYS)
    assert week_intervals(always) == [(0, WEEK)]
    assert parse_hours(["tue 08:00-08:00"]) == (Stretch(1, 480, 480 + DAY),)


def test_a_holiday_closes_what_begins_on_it_and_not_the_night_before() -> None:
    night = parse_hours(["mon 20:00-02:00", "tue 20:00-02:00"])
    tuesday = MONDAY + timedelta(days=1)
    assert is_open_at(night, [], at(tuesday, 1), is_holiday=True)
    assert not is_open_at(night, [], at(tuesday, 21), is_holiday=True)
    assert not is_open_at(night, [], at(tuesday, 1), is_holiday=False, was_holiday=True)


def test_exceptions_win_over_holidays_and_over_the_week() -> None:
    open_then = parse_exceptions(["2026-11-23/2026-11-23 09:00-12:00"])
    assert is_open_at(OFFICE, open_then, at(MONDAY, 11), is_holiday=True)
    assert not is_open_at(OFFICE, open_then, at(MONDAY, 13), is_holiday=False)
    closed_then = parse_exceptions(["2026-11-20/2026-11-27 closed"])
    assert not is_open_at(OFFICE, closed_then, at(MONDAY, 11), is_holiday=False)


def test_hours_on_a_day_within_a_closed_span_are_an_opening() -> None:
    days = parse_exceptions(["2026-11-20/2026-11-27 closed", "2026-11-23 09:00-10:00"])
    assert is_open_at(OFFICE, days, at(MONDAY, 9, 30), is_holiday=False)
    assert not is_open_at(OFFICE, days, at(MONDAY + timedelta(days=1), 9, 30), is_holiday=False)


def test_the_next_opening_leaps_over_holidays_and_closed_days() -> None:
    def is_flag_day(day: date) -> bool:
        return day == MONDAY

    away = parse_exceptions(["2026-11-24 closed"])
    assert next_opening(OFFICE, away, at(MONDAY, 7), is_holiday=is_flag_day) == at(date(2026, 11, 25), 8)
    month = parse_exceptions(["2026-11-23/2026-12-23 closed"])
    assert next_opening(OFFICE, month, at(MONDAY, 7), is_holiday=never) is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "mon",
        "mon 8-16",
        "xyz 08:00-16:00",
        "mon 25:00-26:00",
        "mon 08:61-09:00",
        "mon 24:00-08:00",
        "=cmd()",
    ],
)
def test_a_line_that_says_no_hours_is_refused(line: str) -> None:
    if not line:
        assert parse_hours([line]) == ()
        return
    with pytest.raises(ValueError, match="hours_unreadable"):
        parse_hours([line])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2026-02-30 closed", "hours_unreadable"),
        ("2026-12-31/2026-12-24 closed", "days_swapped"),
        ("24.12.2026 closed", "hours_unreadable"),
    ],
)
def test_a_line_that_says_no_days_is_refused(line: str, code: str) -> None:
    with pytest.raises(ValueError, match=code):
        parse_exceptions([line])


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused_with_a_code(text: str) -> None:
    for read in (parse_hours, parse_exceptions):
        try:
            read([text])
        except ValueError as wrong:
            assert str(wrong) in {"hours_unreadable", "days_swapped"}  # noqa: PT017 any other code is a bug
