"""Ages, places, numbers to touch and closures, in words."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.i18n import use_locale
from app.providers.domain import CapacityUnit, PhoneKind
from app.providers.words.entry.calendar import days_range
from app.providers.words.entry.capacity import free_text
from app.providers.words.entry.contacts import phone_link
from app.providers.words.entry.people import ages_text
from app.providers.words.entry.places import walking_minutes


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with use_locale("en"):
        yield


@pytest.mark.parametrize(
    ("youngest", "oldest", "text"),
    [
        (None, None, ""),
        (18, None, "From 18 years of age"),
        (1, None, "From 1 year of age"),
        (None, 17, "Up to 17 years of age"),
        (0, 17, "Up to 17 years of age"),
        (None, 0, "Up to 0 years of age"),
        (6, 17, "6 to 17 years of age"),
    ],
)
def test_ages(youngest: int | None, oldest: int | None, text: str) -> None:
    assert ages_text(youngest, oldest) == text


@pytest.mark.parametrize(
    ("unit", "number", "text"),
    [
        (CapacityUnit.PLACE, 1, "1 place free"),
        (CapacityUnit.BED, 2, "2 beds free"),
        (CapacityUnit.APPOINTMENT, 1, "1 appointment free"),
        (CapacityUnit.HOUR, 3, "3 hours free"),
        (CapacityUnit.FAMILY, 1, "Room for 1 family"),
        ("unheard of", 4, "4 places free"),
        (CapacityUnit.BED, 0, "No free place"),
    ],
)
def test_what_is_free_is_counted_in_its_unit(unit: str, number: int, text: str) -> None:
    assert free_text(unit, number) == text


@pytest.mark.parametrize(
    ("number", "kind", "extension", "href"),
    [
        ("+355692345678", PhoneKind.VOICE, "", "tel:+355692345678"),
        ("+35542223344", PhoneKind.VOICE, "12", "tel:+35542223344;ext=12"),
        ("+355692345678", PhoneKind.WHATSAPP, "", "https://wa.me/355692345678"),
        ("+355692345678", PhoneKind.SMS, "", "sms:+355692345678"),
        ("116117", PhoneKind.VOICE, "", "tel:116117"),
        ("+35542223344", PhoneKind.FAX, "", ""),
    ],
)
def test_a_number_becomes_the_link_that_a_phone_understands(
    number: str, kind: PhoneKind, extension: str, href: str
) -> None:
    link = phone_link(number, kind, extension)
    assert link is not None
    assert link.href == href


def test_no_number_is_no_link() -> None:
    assert phone_link(" ") is None


@given(st.floats(0, 5))
def test_walking_is_told_in_steps_of_five_minutes_and_never_as_nothing(km: float) -> None:
    minutes = walking_minutes(km)
    assert minutes >= 5
    assert minutes % 5 == 0
    assert minutes == 5 or abs(minutes - km * 1000 / 80) <= 2.5


@pytest.mark.parametrize(
    ("locale", "first", "last", "text"),
    [
        ("en", 0, 4, "Mon–Fri"),
        ("en", 5, 5, "Sat"),
        ("sq", 0, 4, "Hën–pre"),
        ("sq", 2, 2, "Mër"),
        ("en_XA", 0, 6, "Mon–Sun"),
    ],
)
def test_days_have_the_names_of_the_readers_language(locale: str, first: int, last: int, text: str) -> None:
    with use_locale(locale):
        assert days_range(first, last) == text
