"""When a service is open: weekly hours, other hours on some days, holidays; pure rules over an Albanian wall clock.

Hours are kept as lines: `mon 08:00-16:00` for every week, `2026-12-24/2026-12-31 closed` or
`2026-12-24/2026-12-24 09:00-12:00` for some days. An end at or before its start lies on the next day.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
WEEK = 7 * DAY
CLOSED = "closed"
DAYS_AHEAD = 14

_HOURS = r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})"
_WEEKLY = re.compile(rf"([a-z]{{3}})\s+{_HOURS}")
_TIME = re.compile(r"(\d{1,2})[:.,h ]?(\d{2})?")
_ON_DAYS = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})(?:/(\d{{4}}-\d{{2}}-\d{{2}}))?\s+(?:({CLOSED})|{_HOURS})")

IsHoliday = Callable[[date], bool]


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Open on a weekday (0 is Monday) from and to minutes after 0:00; `closes` may lie on the next day."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class ExceptionDays:
    """Days on which other hours hold, both ends included; without hours it is closed."""

    first_day: date
    last_day: date
    opens: int | None = None
    closes: int | None = None

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def parse_hours(lines: Iterable[str]) -> tuple[Stretch, ...]:
    """Weekly hours from their lines, in the order of the week. Raises ValueError(`hours_unreadable`)."""
    return tuple(sorted({_stretch(line) for line in lines if line.strip()}))


def parse_exceptions(lines: Iterable[str]) -> tuple[ExceptionDays, ...]:
    """Other hours from their lines, by day. Raises ValueError(`hours_unreadable`, `days_swapped`)."""
    found = {_exception(line) for line in lines if line.strip()}
    return tuple(sorted(found, key=_order_of_days))


def hours_lines(stretches: Iterable[Stretch]) -> list[str]:
    """The lines that `parse_hours` reads back."""
    return [
        f"{WEEKDAYS[found.weekday]} {hours_text(found.opens, found.closes)}" for found in sorted(stretches)
    ]


def exception_lines(exceptions: Iterable[ExceptionDays]) -> list[str]:
    """The lines that `parse_exceptions` reads back."""
    return [
        f"{days.first_day.isoformat()}/{days.last_day.isoformat()} "
        + (CLOSED if days.opens is None or days.closes is None else hours_text(days.opens, days.closes))
        for days in exceptions
    ]


def hours_text(opens: int, closes: int) -> str:
    """`08:00-16:00`; an end on the next day is written as its time there."""
    return f"{clock_text(opens)}-{'24:00' if closes == DAY else clock_text(closes)}"


def clock_text(minutes: int) -> str:
    """Minutes after 0:00 as a time of day, on whichever day they lie."""
    return f"{minutes % DAY // 60:02d}:{minutes % 60:02d}"


def parse_time(typed: str) -> tuple[int, int]:
    """`8`, `8:00`, `8.30` or `0830` as hour and minute. Raises ValueError(`hours_unreadable`)."""
    read = _TIME.fullmatch(typed.strip())
    if read is None:
        raise ValueError("hours_unreadable")
    hour, minute = int(read[1]), int(read[2] or 0)
    _minutes(hour, minute)
    return hour, minute


def minutes_span(opens: tuple[int, int], closes: tuple[int, int]) -> tuple[int, int]:
    """Two times of day as minutes after 0:00, the second after the first. Raises ValueError(`hours_unreadable`)."""
    start, end = _minutes(*opens), _minutes(*closes)
    if start == DAY:
        raise ValueError("hours_unreadable")
    return start, end if end > start else end + DAY


def next_opening(
    stretches: Iterable[Stretch],
    exceptions: Iterable[ExceptionDays],
    moment_local: datetime,
    *,
    is_holiday: IsHoliday,
) -> datetime | None:
    """When it opens next after a moment, within fourteen days; None if it does not."""
    week, days = tuple(stretches), tuple(exceptions)
    for ahead in range(DAYS_AHEAD + 1):
        day = moment_local.date() + timedelta(days=ahead)
        for opens, _closes in hours_on(day, week, days, is_holiday=is_holiday(day)):
            start = datetime.combine(day, time(opens // 60, opens % 60), moment_local.tzinfo)
            if start > moment_local:
                return start
    return None


def hours_on(
    day: date, stretches: Iterable[Stretch], exceptions: Iterable[ExceptionDays], *, is_holiday: bool
) -> list[tuple[int, int]]:
    """What begins on a day, joined where it touches: its exceptions, else nothing on a holiday, else the week's."""
    special = [days for days in exceptions if days.covers(day)]
    if special:
        # Hours beside a closed span are an opening within it.
        return _joined(
            sorted(
                (days.opens, days.closes)
                for days in special
                if days.opens is not None and days.closes is not None
            )
        )
    if is_holiday:
        return []
    return _joined(sorted((it.opens, it.closes) for it in stretches if it.weekday == day.weekday()))


def _order_of_days(days: ExceptionDays) -> tuple[date, date, int, int]:
    return (
        days.first_day,
        days.last_day,
        *((-1, -1) if days.opens is None else (days.opens, days.closes or 0)),
    )


def _stretch(line: str) -> Stretch:
    read = _WEEKLY.fullmatch(line.strip().lower())
    if read is None or read[1] not in WEEKDAYS:
        raise ValueError("hours_unreadable")
    return Stretch(WEEKDAYS.index(read[1]), *_span(read.groups()[1:]))


def _exception(line: str) -> ExceptionDays:
    read = _ON_DAYS.fullmatch(line.strip().lower())
    if read is None:
        raise ValueError("hours_unreadable")
    first, last = _day(read[1]), _day(read[2] or read[1])
    if last < first:
        raise ValueError("days_swapped")
    if read[3]:
        return ExceptionDays(first, last)
    return ExceptionDays(first, last, *_span(read.groups()[3:]))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise ValueError("hours_unreadable") from wrong


def _span(parts: Iterable[str]) -> tuple[int, int]:
    from_hour, from_minute, to_hour, to_minute = (int(part) for part in parts)
    return minutes_span((from_hour, from_minute), (to_hour, to_minute))


def _minutes(hour: int, minute: int) -> int:
    total = hour * 60 + minute
    if minute > 59 or total > DAY:
        raise ValueError("hours_unreadable")
    return total


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return list(_join(spans))


def _join(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    held: tuple[int, int] | None = None
    for start, end in spans:
        if held is not None and start <= held[1]:
            held = (held[0], max(held[1], end))
            continue
        if held is not None:
            yield held
        held = (start, end)
    if held is not None:
        yield held
