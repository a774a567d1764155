from datetime import date

from app.feeds.domain.timetable import OtherHours, WeeklyHours, other_hours, weekly_hours

TODAY = date(2026, 11, 23)


def test_days_with_the_same_hours_stand_together() -> None:
    week = ["mon 08:00-12:00", "mon 13:00-16:00", "tue 08:00-12:00", "sat 09:00-11:00"]
    assert weekly_hours(week) == [
        WeeklyHours("MO,TU", "08:00", "12:00", ends_next_day=False),
        WeeklyHours("MO", "13:00", "16:00", ends_next_day=False),
        WeeklyHours("SA", "09:00", "11:00", ends_next_day=False),
    ]


def test_hours_past_midnight_end_on_the_next_day() -> None:
    assert weekly_hours(["fri 22:00-02:00"]) == [WeeklyHours("FR", "22:00", "02:00", ends_next_day=True)]


def test_a_whole_day_ends_at_midnight() -> None:
    assert weekly_hours(["sun 00:00-24:00"]) == [WeeklyHours("SU", "00:00", "00:00", ends_next_day=False)]


def test_what_cannot_be_read_is_no_timetable() -> None:
    assert weekly_hours(["mon whenever"]) == []
    assert other_hours(["at Christmas"], TODAY) == []


def test_days_that_are_over_are_not_told() -> None:
    lines = [
        "2026-01-01/2026-01-02 closed",
        "2026-12-24/2026-12-31 closed",
        "2026-11-23/2026-11-23 09:00-12:00",
    ]
    assert other_hours(lines, TODAY) == [
        OtherHours(date(2026, 11, 23), date(2026, 11, 23), "09:00", "12:00"),
        OtherHours(date(2026, 12, 24), date(2026, 12, 31), "", ""),
    ]
