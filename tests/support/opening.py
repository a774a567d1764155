"""Opening hours for tests: asked of the application's own rules, and reckoned a second time by plain counting."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from app.providers.domain import ExceptionDays, Stretch
from app.providers.domain.hours import Hours, opening_at
from app.providers.domain.opening import DAY, WEEK


def is_open_at(
    stretches: Iterable[Stretch],
    exceptions: Iterable[ExceptionDays],
    moment_local: datetime,
    *,
    is_holiday: bool,
    was_holiday: bool = False,
) -> bool:
    """What the application says of a moment; `was_holiday`: the day before."""

    def asked(day: date) -> bool:
        free = {moment_local.date(): is_holiday, moment_local.date() - timedelta(days=1): was_holiday}
        return free.get(day, False)

    return opening_at(Hours(tuple(stretches), tuple(exceptions)), moment_local, asked).is_open


def week_intervals(stretches: Iterable[Stretch]) -> list[tuple[int, int]]:
    """When the week is open, in minutes from Monday 0:00: in order, joined where they touch, cut at the week's end."""
    minutes = {
        (found.weekday * DAY + minute) % WEEK
        for found in stretches
        for minute in range(found.opens, found.closes)
    }
    starts = sorted(minute for minute in minutes if minute == 0 or minute - 1 not in minutes)
    ends = sorted(minute + 1 for minute in minutes if minute + 1 == WEEK or minute + 1 not in minutes)
    return list(zip(starts, ends, strict=True))
