"""How the opening hours of a service stand at a moment: open and until when, or when it opens next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.providers.domain.opening import (
    DAY,
    DAYS_AHEAD,
    ExceptionDays,
    Stretch,
    hours_on,
    next_opening,
    parse_exceptions,
    parse_hours,
)

IsHoliday = Callable[[date], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Hours:
    """The opening hours of a service at a place. Without stretches and exceptions nobody has told them."""

    stretches: tuple[Stretch, ...] = ()
    exceptions: tuple[ExceptionDays, ...] = ()
    observes_holidays: bool = True

    @classmethod
    def read(cls, lines: str, exceptions: str, *, observes_holidays: bool) -> "Hours":
        """From lines as they are kept; hours that cannot be read are hours that nobody told."""
        try:
            return cls(
                parse_hours(lines.splitlines()), parse_exceptions(exceptions.splitlines()), observes_holidays
            )
        except ValueError:
            return cls()

    @property
    def are_known(self) -> bool:
        return bool(self.stretches or self.exceptions)


UNKNOWN_HOURS = Hours()


@dataclass(frozen=True, slots=True)
class Opening:
    """`until` when it is open now, or when it `opens` next; neither where nobody told or nothing is near."""

    until: datetime | None = None
    opens: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.until is not None


def opening_at(hours: Hours, moment_local: datetime, is_holiday: IsHoliday) -> Opening:
    """How the hours stand at a moment of the wall clock; what never closes is open for as far as one looks ahead."""
    until = open_until(hours, moment_local, is_holiday)
    if until is not None or not hours.are_known:
        return Opening(until=_goes_on(hours, until, is_holiday) if until else None)
    rests = is_holiday if hours.observes_holidays else _never
    return Opening(opens=next_opening(hours.stretches, hours.exceptions, moment_local, is_holiday=rests))


def open_until(hours: Hours, moment_local: datetime, is_holiday: IsHoliday) -> datetime | None:
    """The end of the stretch that a moment lies in, None when it is not open; one may run past midnight."""
    rests = is_holiday if hours.observes_holidays else _never
    minute = moment_local.hour * 60 + moment_local.minute
    for ago in (0, 1) if hours.are_known else ():
        day = moment_local.date() - timedelta(days=ago)
        begun = hours_on(day, hours.stretches, hours.exceptions, is_holiday=rests(day))
        for opens, closes in begun:
            if opens <= minute + ago * DAY < closes:
                midnight = datetime.combine(day, time(), moment_local.tzinfo)
                return midnight + timedelta(minutes=closes)
    return None


def _goes_on(hours: Hours, end: datetime, is_holiday: IsHoliday) -> datetime:
    """The end of what begins where another stretch ends: a day and night, or several."""
    farthest = end + timedelta(days=DAYS_AHEAD)
    until: datetime | None = end
    while until is not None and end < farthest:
        end = until
        until = open_until(hours, end, is_holiday)
    return end


def _never(_day: date) -> bool:
    return False
