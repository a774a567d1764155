"""What the forms of people are made of: text that a page can show, dates that keep what was typed."""

import unicodedata
from datetime import date
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovDateInput
from wtforms import Field

from app.kernel.errors import Invalid
from app.people.domain import BirthDate, BirthPrecision, birth_from_parts
from app.people.words import problem

_BOXES = 3
_MAX_DIGITS = 4


def printable(text: str | None) -> str:
    """The text without what no page can show: control characters become blanks, the rest falls away."""
    kept = ((sign, unicodedata.category(sign)) for sign in text or "")
    return "".join(
        " " if category == "Cc" else sign for sign, category in kept if category not in {"Cn", "Cs"}
    )


class _ThreeBoxes(Field):
    """Day, month and year; `raw_data` always holds what stands in the three boxes."""

    widget = GovDateInput()
    raw_data: list[str] | None
    not_real = "date_not_real"

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        super().process(formdata, data, extra_filters)
        typed = self.raw_data if formdata is not None else self._written(self.data)
        self.raw_data = [*(typed or []), "", "", ""][:_BOXES]

    def process_formdata(self, valuelist: list[str]) -> None:
        parts = [text.strip() for text in [*valuelist, "", "", ""][:_BOXES]]
        if any(part and not (part.isdecimal() and len(part) <= _MAX_DIGITS) for part in parts):
            raise ValueError(problem(self.not_real))
        day, month, year = (int(part) if part else None for part in parts)
        self.data = self._read(day, month, year)

    def _value(self) -> str:
        return ""

    def _read(self, day: int | None, month: int | None, year: int | None) -> Any:
        raise NotImplementedError

    def _written(self, data: Any) -> list[str]:
        raise NotImplementedError


class DayField(_ThreeBoxes):
    """A whole date or nothing."""

    def _read(self, day: int | None, month: int | None, year: int | None) -> date | None:
        if day is None and month is None and year is None:
            return None
        if day is None or month is None or year is None:
            raise ValueError(problem("date_incomplete"))
        try:
            return date(year, month, day)
        except ValueError:
            raise ValueError(problem(self.not_real)) from None

    def _written(self, data: date | None) -> list[str]:
        return [str(data.day), str(data.month), str(data.year)] if data else []


class BirthField(_ThreeBoxes):
    """A birth date of which the year alone is enough."""

    not_real = "birth_date_not_real"

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        super().process(formdata, data, extra_filters)
        self.data = self.data or BirthDate()

    def _read(self, day: int | None, month: int | None, year: int | None) -> BirthDate:
        try:
            return birth_from_parts(day, month, year)
        except Invalid as wrong:
            raise ValueError(problem(wrong.fields["birth_date"])) from None

    def _written(self, data: BirthDate | None) -> list[str]:
        if data is None or data.day is None:
            return []
        if data.precision is BirthPrecision.FULL:
            return [str(data.day.day), str(data.day.month), str(data.day.year)]
        return ["", "", str(data.day.year)]
