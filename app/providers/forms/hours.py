"""When a service is open: the week, days on which other hours hold, public holidays, a note."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput
from wtforms import BooleanField, Field

from app.kernel import clock
from app.kernel.i18n import lazy_gettext as _l
from app.providers.domain import (
    ExceptionDays,
    exception_lines,
    parse_exceptions,
)
from app.providers.domain.opening import DAY, clock_text
from app.providers.forms.fields import day, line
from app.providers.forms.week import WeekForm, blame, read_span, time_line, typed, week_data
from app.providers.queries import ServiceView
from app.providers.services import ServiceHours

SPECIAL_DAYS, EMPTY_ROWS = 24, 2
LONGEST_AHEAD = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class SpecialRow:
    """Some days of the form on which other hours hold."""

    number: int
    first: Field
    last: Field
    opens: Field
    closes: Field

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.first, self.last, self.opens, self.closes

    @property
    def is_used(self) -> bool:
        return any(typed(field) for field in self.fields)


class HoursForm(WeekForm):
    """The week, the days that are not like the others, and whether public holidays are kept."""

    observes_holidays = BooleanField(_l("Closed on public holidays"), widget=GovCheckboxInput(), default=True)
    opening = line(
        _l("A note about the hours"), 300, hint=_l("For instance: ring at the side door after 14:00.")
    )
    special: list[ExceptionDays]

    @classmethod
    def of(cls, service: ServiceView) -> "HoursForm":
        """Filled with what stands there; days that are over are left out."""
        facts: dict[str, Any] = {
            "version": service.version,
            "observes_holidays": service.observes_holidays,
            "opening": service.opening,
        }
        return cls(data=facts | week_data(service.opening_hours) | _special_data(service.opening_exceptions))

    def special_days(self) -> list[SpecialRow]:
        """The rows that are used, and two empty ones."""
        rows = [self._special(number) for number in range(1, SPECIAL_DAYS + 1)]
        used = [row for row in rows if row.is_used]
        empty = [row for row in rows if not row.is_used]
        return sorted([*used, *empty[:EMPTY_ROWS]], key=lambda row: row.number)

    def validate(self, extra_validators: Any = None) -> bool:
        """The same, and that the special days can be."""
        super().validate(extra_validators)
        rows = [row for row in self.special_days() if row.is_used]
        self.special = [days for row in rows if (days := _read_special(row))]
        return not self.errors

    def to_command(self) -> ServiceHours:
        return ServiceHours(
            opening_hours=self.week_lines(),
            opening_exceptions=tuple(exception_lines(self.special)),
            observes_holidays=self.observes_holidays.data,
            opening=self.opening.data,
        )

    def _special(self, number: int) -> SpecialRow:
        names = ("first", "last", "from", "to")
        return SpecialRow(number, *(self[f"days_{number}_{name}"] for name in names))


for _number in range(1, SPECIAL_DAYS + 1):
    setattr(HoursForm, f"days_{_number}_first", day(_l("First day")))
    setattr(HoursForm, f"days_{_number}_last", day(_l("Last day")))
    setattr(HoursForm, f"days_{_number}_from", time_line(_l("From")))
    setattr(HoursForm, f"days_{_number}_to", time_line(_l("Until")))


def _special_data(lines: Iterable[str]) -> dict[str, Any]:
    try:
        coming = [days for days in parse_exceptions(lines) if days.last_day >= clock.today()]
    except ValueError:
        return {}
    data: dict[str, Any] = {}
    for number, days in enumerate(coming[:SPECIAL_DAYS], start=1):
        data[f"days_{number}_first"], data[f"days_{number}_last"] = days.first_day, days.last_day
        if days.opens is not None and days.closes is not None:
            data[f"days_{number}_from"] = clock_text(days.opens)
            data[f"days_{number}_to"] = "24:00" if days.closes == DAY else clock_text(days.closes)
    return data


def _read_special(row: SpecialRow) -> ExceptionDays | None:
    span = read_span(row.opens, row.closes)
    first: date | None = row.first.data
    last: date | None = row.last.data or first
    if first is None or last is None:
        if not row.first.errors:
            blame(row.first, "day_missing")
        return None
    if last < first:
        blame(row.last, "days_swapped")
        return None
    if last - clock.today() > LONGEST_AHEAD:
        blame(row.last, "too_far_off")
        return None
    return ExceptionDays(first, last, *(span or (None, None)))
