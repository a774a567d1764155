"""Names of days and ranges of them, in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Literal

from babel.dates import get_day_names

from app.kernel.i18n import current_locale

Width = Literal["abbreviated", "wide"]


def day_name(weekday: int, width: Width = "abbreviated") -> str:
    """`Mon`, `Monday`, `hën`, `e hënë`; 0 is Monday."""
    return _names(width, current_locale().partition("_")[0])[weekday]


@cache
def _names(width: Width, language: str) -> Mapping[int, str]:
    return get_day_names(width, "stand-alone", language)


def days_range(first: int, last: int) -> str:
    """`Mon–Fri`, `Hën–pre`; one day alone is `Sat`."""
    start = day_name(first)
    text = start if first == last else f"{start}–{day_name(last)}"
    return text[0].upper() + text[1:]


def day_text(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def time_text(moment: datetime) -> str:
    """By the clock of 24 hours."""
    return f"{moment:%H:%M}"
