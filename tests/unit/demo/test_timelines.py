from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.demo.generator.timelines import Step, draw_timeline, get_standings, in_working_hours, list_paths
from app.referrals.domain import TRANSITIONS, Event, Priority, Status

NOW = datetime(2026, 11, 23, 9, 17, 3, tzinfo=UTC)


def follows_the_table(steps: list[Step]) -> bool:
    """Every step is a cell of the table and begins where the one before ended; a third no-show fails."""
    status = Status.DRAFT
    for step in steps:
        cell = TRANSITIONS.get((step.before, step.event))
        fails = step.event is Event.NO_SHOW and step.after is Status.FAILED
        if (
            step.before is not status
            or cell is None
            or step.side not in cell.by
            or not (cell.to is step.after or fails)
        ):
            return False
        status = step.after
    return True


@given(
    seed=st.integers(0, 10**6),
    target=st.sampled_from(Status),
    priority=st.sampled_from(Priority),
    hours=st.floats(0.5, 9_000),
    is_child=st.booleans(),
)
def test_every_timeline_follows_the_table_in_ascending_time(
    seed: int, target: Status, priority: Priority, hours: float, is_child: bool
) -> None:
    earliest = NOW - timedelta(hours=hours)
    created, steps = draw_timeline(Random(seed), target, priority, earliest, NOW, is_child=is_child)
    moments = [created, *(step.at for step in steps)]
    assert follows_the_table(steps)
    assert (steps[-1].after if steps else Status.DRAFT) is target
    assert moments == sorted(moments)
    assert moments[-1] <= NOW
    assert created >= (earliest if is_child else in_working_hours(earliest, NOW))


@given(st.integers(0, 10**6), st.sampled_from(Status))
def test_the_same_seed_draws_the_same_timeline(seed: int, target: Status) -> None:
    year_ago = NOW - timedelta(days=365)
    first = draw_timeline(Random(seed), target, Priority.NORMAL, year_ago, NOW)
    assert first == draw_timeline(Random(seed), target, Priority.NORMAL, year_ago, NOW)


@given(st.lists(st.floats(0, 400), min_size=2))
def test_working_hours_keep_the_order_of_moments(days: list[float]) -> None:
    moments = sorted(NOW - timedelta(days=day) for day in days)
    shown = [in_working_hours(moment, NOW) for moment in moments]
    assert shown == sorted(shown)


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_way_and_a_weight(status: Status) -> None:
    assert list_paths(status)
    assert get_standings()[status].weight > 0


def test_every_event_of_the_table_happens_somewhere() -> None:
    told = {event for status in Status for _weight, path in list_paths(status) for event in path}
    assert told == set(Event)


def test_an_appointment_lies_ahead_or_was_kept() -> None:
    for seed in range(50):
        _created, steps = draw_timeline(
            Random(seed), Status.SCHEDULED, Priority.NORMAL, NOW - timedelta(days=200), NOW
        )
        assert steps[-1].due is not None
        assert steps[-1].due > steps[-1].at
