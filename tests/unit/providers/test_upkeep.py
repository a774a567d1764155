"""When an organisation is asked again, how a closure begins and ends, and what stands in a history."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.providers.domain import ServiceStatus, check_closure, is_closed_on, status_on
from app.providers.domain.upkeep import (
    ASKED_AT_MOST_EVERY,
    RESTS_FOR,
    SILENT_AFTER,
    is_silent,
    may_ask,
)
from app.providers.services.history import NOTHING, as_text, differences

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
TODAY = date(2026, 5, 4)
DAYS = st.dates(date(2025, 1, 1), date(2028, 1, 1))


@pytest.mark.parametrize(
    ("days_ago", "unanswered", "may"),
    [
        (13, 1, False),
        (14, 1, True),
        (14, 2, True),
        (14, 3, False),
        (89, 3, False),
        (90, 3, True),
        (90, 9, True),
    ],
)
def test_mails_keep_a_distance_and_rest_after_three_without_answer(
    days_ago: int, unanswered: int, may: bool
) -> None:
    assert may_ask(NOW - timedelta(days=days_ago), unanswered, NOW) is may


def test_whoever_was_never_asked_may_be_asked() -> None:
    assert may_ask(None, 0, NOW)


@given(st.integers(0, 400), st.integers(0, 10))
def test_nobody_is_mailed_twice_within_a_fortnight(hours: int, unanswered: int) -> None:
    asked = NOW - timedelta(hours=hours)
    if may_ask(asked, unanswered, NOW):
        assert NOW - asked >= (RESTS_FOR if is_silent(unanswered) else ASKED_AT_MOST_EVERY)
    assert is_silent(unanswered) is (unanswered >= SILENT_AFTER)


@pytest.mark.parametrize(
    ("begins", "ends", "day", "closed"),
    [
        (date(2026, 5, 4), date(2026, 5, 8), date(2026, 5, 3), False),
        (date(2026, 5, 4), date(2026, 5, 8), date(2026, 5, 4), True),
        (date(2026, 5, 4), date(2026, 5, 8), date(2026, 5, 8), True),
        (date(2026, 5, 4), date(2026, 5, 8), date(2026, 5, 9), False),
        (date(2026, 5, 4), None, date(2027, 5, 4), True),
        (None, date(2026, 5, 8), date(2026, 5, 1), True),
        (None, None, date(2026, 5, 1), False),
    ],
)
def test_a_closure_holds_on_both_its_days_and_between(
    begins: date | None, ends: date | None, day: date, closed: bool
) -> None:
    assert is_closed_on(begins, ends, day) is closed
    expected = ServiceStatus.TEMPORARILY_CLOSED if closed else ServiceStatus.ACTIVE
    assert status_on(ServiceStatus.ACTIVE, begins, ends, day) is expected


@given(st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS), DAYS)
def test_what_is_closed_for_good_stays_so(begins: date | None, ends: date | None, day: date) -> None:
    assert status_on(ServiceStatus.CLOSED, begins, ends, day) is ServiceStatus.CLOSED


def test_a_closure_without_dates_lasts_and_one_with_dates_ends_by_itself() -> None:
    closed = ServiceStatus.TEMPORARILY_CLOSED
    assert status_on(closed, None, None, TODAY) is closed
    assert (
        status_on(closed, TODAY, TODAY + timedelta(days=3), TODAY + timedelta(days=4)) is ServiceStatus.ACTIVE
    )


@pytest.mark.parametrize(
    ("begins", "ends", "wrong"),
    [
        (TODAY, TODAY, {}),
        (TODAY, None, {}),
        (TODAY - timedelta(days=3), TODAY + timedelta(days=1), {}),
        (TODAY, TODAY - timedelta(days=1), {"closed_until": "ends_before_start"}),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), {"closed_until": "in_the_past"}),
        (date(2126, 5, 4), None, {"closed_from": "too_far_off"}),
        (TODAY, date(2126, 5, 4), {"closed_until": "too_far_off"}),
    ],
)
def test_dates_that_cannot_be_are_told(begins: date, ends: date | None, wrong: dict[str, str]) -> None:
    assert check_closure(begins, ends, TODAY) == wrong


def test_a_history_holds_only_what_differs() -> None:
    before = {"phone": "1", "name": "A", "email": ""}
    assert differences(before, before | {"phone": "2"}) == {"phone": ["1", "2"]}
    assert differences(before, dict(before)) == {}
    assert differences(NOTHING, {"name": "A", "email": ""}) == {"name": ["", "A"]}
    assert differences({"name": "A"}, {}) == {"name": ["A", ""]}


def test_values_stand_in_a_history_as_people_read_them() -> None:
    assert as_text(["sq", "ar"]) == "sq, ar"
    assert as_text(date(2026, 5, 4)) == "2026-05-04"
    assert as_text(True) == "yes"
    assert as_text(False) == "no"
    assert as_text(None) == ""
    assert as_text(41.32754) == "41.32754"
    assert as_text(ServiceStatus.ACTIVE) == "active"
