from datetime import date, datetime

import pytest

from app.kernel.clock import TIRANE
from app.providers.domain.hours import UNKNOWN_HOURS, Hours, open_until, opening_at

WEEK = Hours.read("mon 08:00-16:00\ntue 08:00-16:00\nfri 20:00-02:00", "", observes_holidays=True)
MONDAY = date(2026, 11, 23)


def at(*parts: int) -> datetime:
    """A moment by the clock on the wall."""
    year, month, day, hour, minute = parts
    return datetime(year, month, day, hour, minute, tzinfo=TIRANE)


def _never(_day: date) -> bool:
    return False


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        (at(2026, 11, 23, 7, 59), None),
        (at(2026, 11, 23, 8, 0), at(2026, 11, 23, 16, 0)),
        (at(2026, 11, 23, 16, 0), None),
        (at(2026, 11, 27, 23, 0), at(2026, 11, 28, 2, 0)),
        (at(2026, 11, 28, 1, 59), at(2026, 11, 28, 2, 0)),
        (at(2026, 11, 28, 2, 0), None),
    ],
)
def test_it_is_open_until_the_end_of_the_stretch_also_past_midnight(
    moment: datetime, until: datetime | None
) -> None:
    assert open_until(WEEK, moment, _never) == until


def test_a_holiday_closes_whoever_observes_it() -> None:
    at_work = at(2026, 11, 23, 10, 0)
    assert open_until(WEEK, at_work, lambda day: day == MONDAY) is None
    always = Hours.read("mon 08:00-16:00", "", observes_holidays=False)
    assert open_until(always, at_work, lambda day: day == MONDAY) is not None


def test_exceptions_win_over_the_week_and_over_holidays() -> None:
    special = Hours.read("mon 08:00-16:00", "2026-11-23/2026-11-23 09:00-11:00", observes_holidays=True)
    assert open_until(special, at(2026, 11, 23, 10, 0), lambda _day: True) == at(2026, 11, 23, 11, 0)
    assert open_until(special, at(2026, 11, 23, 12, 0), _never) is None


def test_hours_that_nobody_told_or_that_cannot_be_read_are_never_open() -> None:
    assert not opening_at(UNKNOWN_HOURS, at(2026, 11, 23, 10, 0), _never).is_open
    assert not Hours.read("every day", "", observes_holidays=True).are_known


def test_what_is_closed_says_when_it_opens_next() -> None:
    state = opening_at(WEEK, at(2026, 11, 24, 17, 0), _never)
    assert (state.is_open, state.opens) == (False, at(2026, 11, 27, 20, 0))
