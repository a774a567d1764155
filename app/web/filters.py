"""How dates, spans of time and telephone numbers are written on every page, in the reader's language."""

import re
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_timedelta

from app.kernel import clock
from app.kernel.i18n import current_locale

_MOBILE = re.compile(r"\+355(6\d)(\d{3})(\d{4})")
_TIRANE = re.compile(r"\+355(4)(\d{3})(\d{4})")
_ELSEWHERE = re.compile(r"\+355(\d{2,3})(\d{3})(\d{3})")


def _locale() -> Locale:
    return Locale.parse(current_locale().partition("_")[0])


def _day(value: date) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value


def date_text(value: date | None) -> str:
    """`23.11.2026`; a moment counts as its day in Albania, None as nothing."""
    return f"{_day(value):%d.%m.%Y}" if value else ""


def datetime_text(value: datetime | None) -> str:
    """`23.11.2026, 16:00`, by the clock on the wall in Albania."""
    return f"{clock.local(value):%d.%m.%Y, %H:%M}" if value else ""


def weekday(value: date) -> str:
    """`e hënë`, `Monday`."""
    return format_date(_day(value), "EEEE", locale=_locale())


def since(value: datetime) -> str:
    """How long ago, or how far ahead, in one unit: `2 days`."""
    span = abs(clock.now() - value)
    return format_timedelta(span, granularity="minute", threshold=1.5, locale=_locale())


def phone(number: str) -> str:
    """`+355 69 234 5678`; a number of another country, or an odd one, stays as it is."""
    bare = re.sub(r"[\s()/-]", "", number)
    for shape in (_MOBILE, _TIRANE, _ELSEWHERE):
        if match := shape.fullmatch(bare):
            return " ".join(("+355", *match.groups()))
    return number
