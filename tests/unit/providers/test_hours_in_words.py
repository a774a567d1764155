"""What the page says of opening hours is what the rules hold, minute by minute."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel import clock
from app.kernel.clock import TIRANE
from app.kernel.i18n import use_locale
from app.providers.domain import Stretch, hours_lines
from app.providers.domain.opening import DAY, WEEK
from app.providers.words.entry.hours import ShownHours, show_hours, week_rows
from tests.support.opening import is_open_at, week_intervals

MONDAY = date(2026, 10, 5)
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
OFFICE = [f"{day} 08:00-16:00" for day in ("mon", "tue", "wed", "thu", "fri")]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with use_locale("en"):
        yield


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    """On quarters of an hour, so that ends often meet beginnings."""
    opens = draw(st.integers(0, 95)) * 15
    return Stretch(draw(st.integers(0, 6)), opens, opens + draw(st.integers(1, 96)) * 15)


def at(text: str, day: date = MONDAY) -> datetime:
    hour, minute = map(int, text.split(":"))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TIRANE)


FRIDAY = at("09:00", date(2026, 10, 9))


def shown(lines: list[str], moment: datetime, *exceptions: str, observes: bool = False) -> ShownHours:
    found = show_hours(lines, exceptions, moment, observes_holidays=observes)
    assert found is not None
    return found


def minutes_read(text: str) -> tuple[int, int]:
    """A stretch as a reader understands it: minutes after 0:00 of its day."""
    if text == "day and night":
        return 0, DAY
    times = [int(hour) * 60 + int(minute) for hour, minute in re.findall(r"(\d\d):(\d\d)", text)]
    return times[0], times[1] + (DAY if "next day" in text else 0)


def days_read(text: str) -> list[int]:
    if text == "Every day":
        return list(range(7))
    first, _dash, last = text.partition("–")
    return list(range(DAYS.index(first), DAYS.index(last or first) + 1))


@given(st.lists(stretches(), max_size=12))
@settings(max_examples=40)
def test_every_minute_of_the_week_is_said_open_if_and_only_if_it_is(week: list[Stretch]) -> None:
    said = set()
    for row in week_rows(week, 0):
        for weekday in days_read(row.days):
            for opens, closes in map(minutes_read, row.hours):
                said |= {minute % WEEK for minute in range(weekday * DAY + opens, weekday * DAY + closes)}
    start = at("00:00")
    # Nothing changes within a quarter of an hour: its first and its last minute stand for all.
    for minute in (quarter + edge for quarter in range(0, WEEK, 15) for edge in (0, 14)):
        moment = start + timedelta(minutes=minute)
        assert is_open_at(week, (), moment, is_holiday=False) is (minute in said), moment


@given(st.lists(stretches(), min_size=1, max_size=8), st.integers(0, WEEK - 1))
@settings(max_examples=100)
def test_what_is_said_of_now_agrees_with_the_rules_until_the_moment_it_names(
    week: list[Stretch], minute: int
) -> None:
    moment = at("00:00") + timedelta(minutes=minute)
    found = shown(hours_lines(week), moment)
    assert found.is_open is any(opens <= minute < closes for opens, closes in week_intervals(week))
    assert found.status.startswith("Open") is found.is_open


@given(st.lists(stretches(), min_size=1, max_size=8), st.integers(0, 6))
def test_the_row_of_today_is_marked_once(week: list[Stretch], today: int) -> None:
    marked = [row for row in week_rows(week, today) if row.is_today]
    assert len(marked) == 1
    assert today in days_read(marked[0].days)


@pytest.mark.parametrize(
    ("lines", "moment", "status"),
    [
        (OFFICE, at("09:00"), "Open now, until 16:00"),
        (OFFICE, at("07:59"), "Closed now, opens today at 08:00"),
        (OFFICE, at("16:00"), "Closed now, opens tomorrow at 08:00"),
        (OFFICE, at("16:00", date(2026, 10, 9)), "Closed now, opens Monday 08:00"),
        (["mon 20:00-02:00"], at("23:00"), "Open now, until 02:00 tomorrow"),
        (["mon 20:00-02:00"], at("01:30", date(2026, 10, 6)), "Open now, until 02:00"),
        (["mon 20:00-24:00"], at("23:00"), "Open now, until 24:00"),
        (["mon 20:00-24:00", "tue 00:00-03:00"], at("23:00"), "Open now, until 03:00 tomorrow"),
        (["fri 08:00-24:00", "sat 00:00-24:00", "sun 00:00-12:00"], FRIDAY, "Open now, until Sunday, 12:00"),
        ([f"{day.lower()} 00:00-24:00" for day in DAYS], at("03:00"), "Open day and night"),
        (["mon 08:00-09:00"], at("10:00"), "Closed now, opens Monday 12.10.2026, 08:00"),
    ],
)  # fmt: skip
def test_how_it_stands_now(lines: list[str], moment: datetime, status: str) -> None:
    assert shown(lines, moment).status == status


def test_equal_days_share_a_row_and_what_ends_after_midnight_says_so() -> None:
    rows = shown([*OFFICE, "sat 20:00-02:00"], at("09:00", date(2026, 10, 6))).rows
    assert [(row.days, row.hours, row.is_today) for row in rows] == [
        ("Mon–Fri", ("08:00–16:00",), True),
        ("Sat", ("20:00 to 02:00 the next day",), False),
        ("Sun", (), False),
    ]


def test_days_that_are_not_like_the_others_are_told_until_they_are_over() -> None:
    lines = (
        "2026-12-24/2026-12-31 closed",
        "2026-12-23/2026-12-23 09:00-12:00",
        "2026-10-01/2026-10-02 closed",
    )
    notes = shown(OFFICE, at("09:00", date(2026, 12, 23)), *lines).notes
    assert [(note.text, note.is_today) for note in notes] == [
        ("23.12.2026: 09:00–12:00", True),
        ("24.12.2026 to 31.12.2026: closed", False),
    ]


def test_a_public_holiday_closes_only_those_who_observe_it() -> None:
    moment = clock.local(datetime(2026, 12, 8, 9, 0, tzinfo=UTC))
    observing = shown(OFFICE, moment, observes=True)
    assert observing.status == "Closed now, opens tomorrow at 08:00"
    assert observing.notes[0].text == "08.12.2026, National Youth Day: closed"
    assert observing.notes[0].is_today
    working = shown(OFFICE, moment)
    assert working.is_open
    assert working.notes == ()


def test_days_are_named_in_albanian() -> None:
    with use_locale("sq"):
        rows = shown(OFFICE, at("09:00")).rows
    assert [row.days for row in rows] == ["Hën–pre", "Sht–die"]


@pytest.mark.parametrize("lines", [[], ["whenever"], ["mon 25:00-26:00"]])
def test_hours_that_nobody_told_or_can_read_are_not_shown(lines: list[str]) -> None:
    assert show_hours(lines, (), at("09:00"), observes_holidays=True) is None
