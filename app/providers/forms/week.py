"""The hours of a week as seven rows of times: reading them as people type them, and showing them again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from wtforms import Field, IntegerField
from wtforms.widgets import HiddenInput

from app.kernel.i18n import LazyText
from app.kernel.i18n import lazy_gettext as _l
from app.providers.domain import Stretch, hours_lines, parse_hours
from app.providers.domain.opening import DAY, WEEKDAYS, clock_text, minutes_span, parse_time
from app.providers.forms.fields import RegistryForm, line
from app.providers.words import field_error
from app.providers.words.entry.calendar import day_name

# A day has this many stretches at most; more than the first ones are shown only where they are used.
STRETCHES, ALWAYS_SHOWN = 4, 2
WORKDAYS = 5


@dataclass(frozen=True, slots=True)
class DayRow:
    """One weekday of the form: its name, the pairs of fields to show, and the times that end after midnight."""

    code: str
    name: str
    pairs: tuple[tuple[Field, Field], ...]
    next_day: tuple[str, ...]

    @property
    def error(self) -> str:
        return next((str(text) for pair in self.pairs for field in pair for text in field.errors), "")


class WeekForm(RegistryForm):
    """The hours of a week; the fields of the rows are `mon_1_from`, `mon_1_to` and so on."""

    version = IntegerField(widget=HiddenInput(), default=1)
    week: list[Stretch]

    def days(self) -> list[DayRow]:
        """The seven rows of the page."""
        return [self._row(weekday, code) for weekday, code in enumerate(WEEKDAYS)]

    def fill_workdays(self) -> None:
        """Put the times of Monday into the rows until Friday that are empty; what was typed stays."""
        monday = self._pairs(WEEKDAYS[0])
        for code in WEEKDAYS[1:WORKDAYS]:
            pairs = self._pairs(code)
            if any(typed(field) for pair in pairs for field in pair):
                continue
            for source, target in zip(monday, pairs, strict=True):
                for one, other in zip(source, target, strict=True):
                    other.data, other.raw_data = one.data, None

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape, and that every row can be read."""
        fits: bool = super().validate(extra_validators)
        self.week = []
        for weekday, code in enumerate(WEEKDAYS):
            found = [span for pair in self._pairs(code) if (span := read_span(*pair))]
            self.week += [Stretch(weekday, opens, closes) for opens, closes in found]
            if _overlap(found):
                blame(self._pairs(code)[0][0], "hours_overlap")
        return fits and not self.errors

    def week_lines(self) -> tuple[str, ...]:
        return tuple(hours_lines(self.week))

    def _pairs(self, code: str) -> list[tuple[Field, Field]]:
        return [(self[f"{code}_{n}_from"], self[f"{code}_{n}_to"]) for n in range(1, STRETCHES + 1)]

    def _row(self, weekday: int, code: str) -> DayRow:
        shown = [
            pair
            for place, pair in enumerate(self._pairs(code))
            if place < ALWAYS_SHOWN or any(typed(field) for field in pair)
        ]
        return DayRow(code, day_name(weekday, "wide").capitalize(), tuple(shown), tuple(_next_day(shown)))


def time_line(label: LazyText) -> Any:
    return line(label, 8, inputmode="numeric", autocomplete="off")


for _code in WEEKDAYS:
    for _number in range(1, STRETCHES + 1):
        setattr(WeekForm, f"{_code}_{_number}_from", time_line(_l("From")))
        setattr(WeekForm, f"{_code}_{_number}_to", time_line(_l("Until")))


def week_data(lines: Sequence[str]) -> dict[str, str]:
    """Field names to times for weekly hours as they are kept; hours that cannot be read are left out."""
    data: dict[str, str] = {}
    for code, found in _by_day(lines):
        for number, stretch in enumerate(found[:STRETCHES], start=1):
            data[f"{code}_{number}_from"] = clock_text(stretch.opens)
            data[f"{code}_{number}_to"] = "24:00" if stretch.closes == DAY else clock_text(stretch.closes)
    return data


def _by_day(lines: Sequence[str]) -> Iterator[tuple[str, list[Stretch]]]:
    try:
        week = parse_hours(lines)
    except ValueError:
        return
    for weekday, code in enumerate(WEEKDAYS):
        yield code, [stretch for stretch in week if stretch.weekday == weekday]


def typed(field: Field) -> str:
    """What stands in a field, whether it could be read or not."""
    return str(field.raw_data[0]).strip() if field.raw_data else str(field.data or "")


def read_span(opens: Field, closes: Field) -> tuple[int, int] | None:
    """Two times as minutes; None and a word at the field where they cannot be read, None where nothing stands."""
    if not typed(opens) and not typed(closes):
        return None
    for field in (opens, closes):
        if not typed(field):
            blame(field, "hours_half")
            return None
    try:
        return minutes_span(parse_time(typed(opens)), parse_time(typed(closes)))
    except ValueError as wrong:
        blame(closes if _is_time(opens) and not _is_time(closes) else opens, str(wrong))
        return None


def _is_time(field: Field) -> bool:
    try:
        parse_time(typed(field))
    except ValueError:
        return False
    return True


def blame(field: Field, code: str) -> None:
    field.errors = [*field.errors, field_error(code)]


def _overlap(spans: Iterable[tuple[int, int]]) -> bool:
    ordered = sorted(spans)
    return any(before[1] > after[0] for before, after in pairwise(ordered))


def _next_day(pairs: Iterable[tuple[Field, Field]]) -> Iterator[str]:
    for opens, closes in pairs:
        try:
            end = minutes_span(parse_time(typed(opens)), parse_time(typed(closes)))[1]
        except ValueError:
            continue
        if end > DAY:
            yield clock_text(end)
