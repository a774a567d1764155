"""Public holidays of Albania, from the library `holidays`; which services close on them is said in providers."""

from datetime import date
from functools import cache

import holidays

COUNTRY = "AL"
_LANGUAGES = {"sq": "sq", "en": "en_US"}


def is_holiday(day: date) -> bool:
    """Whether offices are closed by law; a holiday on a weekend also takes the working day after it."""
    return day in _holidays_of(day.year, "sq")


def holiday_name(day: date, locale: str = "sq") -> str | None:
    """What is celebrated, in the reader's language; None on any other day."""
    return _holidays_of(day.year, locale[:2]).get(day)


@cache
def _holidays_of(year: int, language: str) -> dict[date, str]:
    known = _LANGUAGES.get(language, "sq")
    return dict(holidays.country_holidays(COUNTRY, years=year, language=known))
