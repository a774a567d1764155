from datetime import UTC, date, datetime, timedelta

import pytest

from app.kernel import clock
from app.kernel.i18n import use_locale
from app.web.filters import date_text, datetime_text, phone, since, weekday

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_dates_are_written_day_first() -> None:
    assert date_text(date(2026, 3, 9)) == "09.03.2026"
    assert date_text(None) == ""


def test_a_moment_is_written_by_the_clock_on_the_wall_in_albania() -> None:
    assert datetime_text(NOON) == "23.11.2026, 13:00"
    assert datetime_text(None) == ""


def test_a_late_moment_belongs_to_the_next_day_in_albania() -> None:
    assert date_text(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "02.07.2026"


@pytest.mark.parametrize(("locale", "expected"), [("sq", "e hënë"), ("en", "Monday"), ("en_XA", "Monday")])
def test_weekdays_are_in_the_reader_s_language(locale: str, expected: str) -> None:
    with use_locale(locale):
        assert weekday(date(2026, 11, 23)) == expected


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        (timedelta(minutes=5), "5 minutes"),
        (timedelta(hours=3), "3 hours"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=-2), "2 days"),
    ],
)
def test_a_span_of_time_is_said_in_one_unit(ago: timedelta, expected: str) -> None:
    with clock.set_to(NOON), use_locale("en"):
        assert since(NOON - ago) == expected


def test_a_span_of_time_is_in_albanian_too() -> None:
    with clock.set_to(NOON), use_locale("sq"):
        assert since(NOON - timedelta(days=2)) == "2 ditë"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+355692345678", "+355 69 234 5678"),
        ("+355 69 2345678", "+355 69 234 5678"),
        ("+35542345678", "+355 4 234 5678"),
        ("+35582245678", "+355 82 245 678"),
        ("+38349123456", "+38349123456"),
        ("127", "127"),
    ],
)
def test_albanian_numbers_are_spaced_and_others_left_alone(number: str, expected: str) -> None:
    assert phone(number) == expected
