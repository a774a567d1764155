"""Public holidays: those of Albania, in the reader's language."""

from datetime import date

import pytest

from app.kernel.holidays import holiday_name, is_holiday

FLAG_DAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    "day", [FLAG_DAY, date(2026, 11, 29), date(2027, 1, 1), date(2026, 5, 1), date(2026, 12, 25)]
)
def test_a_day_that_the_law_names_is_a_holiday(day: date) -> None:
    assert is_holiday(day)


def test_a_holiday_at_the_weekend_takes_the_working_day_after_it() -> None:
    assert is_holiday(date(2026, 11, 30))
    assert not is_holiday(date(2026, 11, 24))


def test_a_holiday_has_a_name_in_the_language_of_the_reader() -> None:
    assert holiday_name(FLAG_DAY, "sq") == "Dita Flamurit dhe e Pavarësisë"
    assert holiday_name(FLAG_DAY, "en") == "Flag and Independence Day"
    assert holiday_name(date(2026, 11, 24), "en") is None
