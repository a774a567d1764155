"""Weekly hours in the manner of RFC 5545: days with the same hours together, and the days on which others hold."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.providers.domain import ExceptionDays, Stretch, parse_exceptions, parse_hours

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EVERY_DAY = ",".join(WEEKDAYS)
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Some days of the week with one stretch: `byday` is `MO,TU`, times are `08:00`. A late end is on the next day."""

    byday: str
    opens_at: str
    closes_at: str
    ends_next_day: bool


@dataclass(frozen=True, slots=True)
class OtherHours:
    """Days with other hours, both included; without times it is closed."""

    first_day: date
    last_day: date
    opens_at: str
    closes_at: str


def weekly_hours(lines: Iterable[str]) -> list[WeeklyHours]:
    """In the order of the week; lines that cannot be read are nothing."""
    try:
        stretches = parse_hours(lines)
    except ValueError:
        return []
    days: defaultdict[tuple[int, int], list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        days[stretch.opens, stretch.closes].append(stretch)
    return [
        WeeklyHours(
            ",".join(WEEKDAYS[stretch.weekday] for stretch in same),
            _clock(opens),
            _clock(closes),
            closes > _DAY,
        )
        for (opens, closes), same in sorted(days.items(), key=lambda item: (item[1][0].weekday, item[0]))
    ]


def other_hours(lines: Iterable[str], today: date) -> list[OtherHours]:
    """The exceptions that are not over yet; lines that cannot be read are nothing."""
    try:
        exceptions = parse_exceptions(lines)
    except ValueError:
        return []
    return [_other(days) for days in exceptions if days.last_day >= today]


def _other(days: ExceptionDays) -> OtherHours:
    if days.opens is None or days.closes is None:
        return OtherHours(days.first_day, days.last_day, "", "")
    return OtherHours(days.first_day, days.last_day, _clock(days.opens), _clock(days.closes))


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
