"""How fast, how late, which colour."""

from datetime import timedelta

import pytest

from app.referrals.domain import SPANS, Priority, Status, Tone, is_late, tone_of
from tests.unit.referrals.tables import NOW


def test_the_three_priorities_have_the_spans_of_the_referral_form() -> None:
    assert {priority.value: span for priority, span in SPANS.items()} == {
        "emergency": timedelta(hours=24),
        "urgent": timedelta(hours=72),
        "normal": timedelta(weeks=2),
    }


@pytest.mark.parametrize("priority", Priority)
def test_a_burden_is_late_only_after_its_span(priority: Priority) -> None:
    since = NOW - SPANS[priority]
    assert not is_late(Status.SENT, priority, since, NOW)
    assert is_late(Status.SENT, priority, since, NOW + timedelta(seconds=1))


def test_a_running_service_is_asked_about_after_a_month() -> None:
    assert not is_late(Status.IN_SERVICE, Priority.EMERGENCY, NOW - timedelta(days=30), NOW)
    assert is_late(Status.IN_SERVICE, Priority.EMERGENCY, NOW - timedelta(days=31), NOW)


def test_what_is_over_is_never_late() -> None:
    assert not is_late(Status.CLOSED, Priority.EMERGENCY, NOW - timedelta(days=4000), NOW)


@pytest.mark.parametrize(
    ("status", "age", "tone"),
    [
        (Status.SENT, timedelta(hours=1), Tone.LAKE),
        (Status.SENT, timedelta(hours=40), Tone.AMBER),
        (Status.SENT, timedelta(hours=73), Tone.RED),
        (Status.DECLINED, timedelta(minutes=1), Tone.RED),
        (Status.IN_SERVICE, timedelta(hours=1), Tone.OLIVE),
        (Status.CLOSED, timedelta(days=400), Tone.LAKE),
    ],
)
def test_the_colour_says_late_soon_well_or_as_it_should_be(
    status: Status, age: timedelta, tone: Tone
) -> None:
    assert tone_of(status, Priority.URGENT, NOW - age, NOW) is tone
