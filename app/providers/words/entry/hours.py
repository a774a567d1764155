"""When a service is open, in words: now, in the week, and on the days that are not like the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby, islice

from app.kernel import clock
from app.kernel.holidays import holiday_name, is_holiday
from app.kernel.i18n import current_locale
from app.kernel.i18n import gettext as _
from app.providers.domain import ExceptionDays, Stretch, hours_on
from app.providers.domain.hours import Hours, IsHoliday, Opening, opening_at
from app.providers.domain.opening import DAY, DAYS_AHEAD, clock_text
from app.providers.words.entry.calendar import day_name, day_text, days_range, time_text

HOLIDAYS_TOLD_FOR = timedelta(days=30)
MOST_HOLIDAYS = 3
_MONDAY = date(2024, 1, 1)
_TODAY, _TOMORROW, _LAST_NAMED_DAY = 0, 1, 6

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Days with the same hours; each of `hours` is one stretch, none is closed."""

    days: str
    hours: tuple[str, ...]
    is_today: bool


@dataclass(frozen=True, slots=True)
class DayNote:
    """A day, or some, that are not like the others."""

    text: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class ShownHours:
    """The hours of a service, or of a service at one place. `status` is how it stands now."""

    status: str
    is_open: bool
    rows: tuple[HoursRow, ...]
    notes: tuple[DayNote, ...]


def show_hours(
    lines: Sequence[str], exceptions: Sequence[str], now: datetime, *, observes_holidays: bool
) -> ShownHours | None:
    """None where nobody entered hours, or where they cannot be read."""
    kept = Hours.read("\n".join(lines), "\n".join(exceptions), observes_holidays=observes_holidays)
    if not kept.stretches:
        return None
    moment = clock.local(now)
    state, today = opening_at(kept, moment, is_holiday), moment.date()
    rests: IsHoliday = is_holiday if observes_holidays else _never
    notes = (
        *_exception_notes(kept.exceptions, today),
        *_holiday_notes(kept.stretches, kept.exceptions, today, rests),
    )
    return ShownHours(
        status=opening_text(state, moment),
        is_open=state.is_open,
        rows=tuple(week_rows(kept.stretches, today.weekday())),
        notes=tuple(sorted(notes, key=lambda note: not note.is_today)),
    )


def opening_text(state: Opening, now_local: datetime) -> str:
    """`Open now, until 16:00`, `Closed now, opens Monday 08:00`."""
    if state.until is None:
        return _closed_text(state.opens, now_local)
    ahead = (state.until.date() - now_local.date()).days
    if ahead >= DAYS_AHEAD:
        return _("Open day and night")
    time = time_text(state.until)
    if ahead == _TODAY:
        return _("Open now, until %(time)s", time=time)
    if ahead == _TOMORROW:
        if time == "00:00":
            return _("Open now, until %(time)s", time="24:00")
        return _("Open now, until %(time)s tomorrow", time=time)
    return _("Open now, until %(day)s, %(time)s", day=day_name(state.until.weekday(), "wide"), time=time)


def week_rows(week: Sequence[Stretch], today: int) -> Iterator[HoursRow]:
    """The week with equal days side by side in one row; `today` is the weekday that is marked."""
    spans = [tuple(_spans_on(weekday, week)) for weekday in range(7)]
    for hours, found in groupby(range(7), key=lambda weekday: spans[weekday]):
        days = list(found)
        name = _("Every day") if len(days) == len(spans) else days_range(days[0], days[-1])
        yield HoursRow(name, tuple(span_text(span) for span in hours), today in days)


def span_text(span: Span) -> str:
    """`08:00–16:00`; what ends after midnight says so."""
    opens, closes = span
    if span == (0, DAY):
        return _("day and night")
    if closes > DAY:
        return _("%(opens)s to %(closes)s the next day", opens=clock_text(opens), closes=clock_text(closes))
    return f"{clock_text(opens)}–{'24:00' if closes == DAY else clock_text(closes)}"


def _closed_text(opens: datetime | None, now_local: datetime) -> str:
    if opens is None:
        return _("Closed now")
    ahead, time = (opens.date() - now_local.date()).days, time_text(opens)
    if ahead == _TODAY:
        return _("Closed now, opens today at %(time)s", time=time)
    if ahead == _TOMORROW:
        return _("Closed now, opens tomorrow at %(time)s", time=time)
    day = day_name(opens.weekday(), "wide")
    if ahead <= _LAST_NAMED_DAY:
        return _("Closed now, opens %(day)s %(time)s", day=day, time=time)
    return _("Closed now, opens %(day)s %(date)s, %(time)s", day=day, date=day_text(opens), time=time)


def _spans_on(weekday: int, week: Sequence[Stretch]) -> list[Span]:
    return hours_on(_MONDAY + timedelta(days=weekday), week, (), is_holiday=False)


def _exception_notes(exceptions: Sequence[ExceptionDays], today: date) -> Iterator[DayNote]:
    coming = (days for days in exceptions if days.last_day >= today)
    for (first, last), found in groupby(coming, key=lambda days: (days.first_day, days.last_day)):
        spans = [
            (days.opens, days.closes) for days in found if days.opens is not None and days.closes is not None
        ]
        hours = ", ".join(span_text(span) for span in spans) or _("closed")
        yield DayNote(_days_text(first, last, hours), first <= today <= last)


def _days_text(first: date, last: date, hours: str) -> str:
    if first == last:
        return _("%(date)s: %(hours)s", date=day_text(first), hours=hours)
    return _("%(first)s to %(last)s: %(hours)s", first=day_text(first), last=day_text(last), hours=hours)


def _holiday_notes(
    week: Sequence[Stretch], exceptions: Sequence[ExceptionDays], today: date, is_free: IsHoliday
) -> list[DayNote]:
    """The public holidays to come on which it would be open otherwise."""
    days = (today + timedelta(days=ahead) for ahead in range(HOLIDAYS_TOLD_FOR.days + 1))
    closed = (
        day
        for day in days
        if is_free(day)
        and _spans_on(day.weekday(), week)
        and not any(special.covers(day) for special in exceptions)
    )
    notes = (
        DayNote(
            _(
                "%(date)s, %(name)s: closed",
                date=day_text(day),
                name=holiday_name(day, current_locale()) or "",
            ),
            day == today,
        )
        for day in closed
    )
    return list(islice(notes, MOST_HOLIDAYS))


def _never(_day: date) -> bool:
    return False
