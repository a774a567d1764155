"""When periodic work is due: by the hour, and daily by the Albanian clock, also when the clock changes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel import clock
from app.kernel.periodic import Periodic, latest_due

DAILY = Periodic("test.daily", lambda: None, daily_at=8)
MOMENTS = st.integers(1_700_000_000, 1_950_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def test_daily_work_is_due_at_its_hour_in_albania() -> None:
    winter = datetime(2026, 1, 15, 7, 30, tzinfo=UTC)
    summer = datetime(2026, 7, 15, 7, 30, tzinfo=UTC)
    assert latest_due(DAILY, winter) == datetime(2026, 1, 15, 7, 0, tzinfo=UTC)
    assert latest_due(DAILY, summer) == datetime(2026, 7, 15, 6, 0, tzinfo=UTC)


def test_before_its_hour_the_turn_of_yesterday_counts() -> None:
    assert latest_due(DAILY, datetime(2026, 1, 15, 6, 59, tzinfo=UTC)) == datetime(2026, 1, 14, 7, tzinfo=UTC)


def test_the_turn_after_the_change_of_the_clock_keeps_its_hour() -> None:
    after = datetime(2026, 3, 29, 6, 30, tzinfo=UTC)
    assert latest_due(DAILY, after) == datetime(2026, 3, 29, 6, 0, tzinfo=UTC)


@given(MOMENTS, st.sampled_from([1, 2, 6, 24]))
def test_hourly_work_is_due_within_its_hours(moment: datetime, hours: int) -> None:
    due = latest_due(Periodic("test.hourly", lambda: None, every_hours=hours), moment)
    assert timedelta() <= moment - due < timedelta(hours=hours)


@given(MOMENTS)
def test_daily_work_is_never_due_later_than_now_nor_longer_ago_than_a_day(moment: datetime) -> None:
    due = latest_due(DAILY, moment)
    assert timedelta() <= moment - due <= timedelta(hours=25)
    assert clock.local(due).hour == 8


def test_work_says_one_rhythm() -> None:
    with pytest.raises(ValueError, match=r"test\.none"):
        Periodic("test.none", lambda: None)
    with pytest.raises(ValueError, match=r"test\.both"):
        Periodic("test.both", lambda: None, every_hours=1, daily_at=1)
