"""Periodic work is done once a turn, whoever asks, and what was missed is caught up."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.cli import run_periodic
from app.kernel import clock, periodic
from app.kernel.actor import SYSTEM
from app.kernel.db import db
from app.kernel.periodic import LEASE, RETRY_AFTER, Periodic, PeriodicRun
from app.kernel.uow import unit
from tests.support.browsing import settle
from tests.support.databases import Database

pytestmark = pytest.mark.usefixtures("database")
NAME = "test.daily"
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """When the work was done; nothing else is in the table of periodic work."""
    turns: list[datetime] = []
    work = Periodic(NAME, lambda: turns.append(clock.now()), daily_at=8)
    monkeypatch.setattr(periodic, "_table", {NAME: work})
    settle()
    db.session.remove()
    return turns


def run_at(moment: datetime) -> list[str]:
    with clock.set_to(moment):
        return periodic.run_due()


def read(column: InstrumentedAttribute[Any]) -> list[Any]:
    with unit(SYSTEM, read_only=True) as session:
        return list(session.scalars(select(column)))


def test_a_turn_is_done_once_however_often_the_worker_looks(done: list[datetime]) -> None:
    assert run_at(NOON) == [NAME]
    assert run_at(NOON + timedelta(minutes=1)) == []
    assert run_at(NOON + timedelta(days=1)) == [NAME]
    assert done == [NOON, NOON + timedelta(days=1)]


def test_days_without_a_worker_are_caught_up_by_one_turn(done: list[datetime]) -> None:
    run_at(NOON)
    run_at(NOON + timedelta(days=5, hours=3))
    run_at(NOON + timedelta(days=5, hours=4))
    assert len(done) == 2


def test_a_second_worker_leaves_alone_what_the_first_has_begun(
    done: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen_by_the_second: list[list[str]] = []
    work = Periodic(NAME, lambda: seen_by_the_second.append(periodic.run_due()), daily_at=8)
    monkeypatch.setattr(periodic, "_table", {NAME: work})
    run_at(NOON)
    assert seen_by_the_second == [[]]


def test_work_that_a_dead_worker_held_is_taken_over_when_its_time_is_up(done: list[datetime]) -> None:
    with clock.set_to(NOON):
        assert periodic._claim(NAME, periodic.latest_due(periodic._table[NAME], NOON))
    assert run_at(NOON + timedelta(minutes=1)) == []
    assert run_at(NOON + LEASE + timedelta(minutes=1)) == [NAME]


def test_work_that_failed_is_noted_without_its_words_and_tried_again(
    done: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ValueError("Amina Rasuli")

    whole = periodic._table[NAME]
    monkeypatch.setattr(periodic, "_table", {NAME: Periodic(NAME, fail, daily_at=8)})
    assert run_at(NOON) == []
    assert read(PeriodicRun.last_error) == ["ValueError"]
    monkeypatch.setattr(periodic, "_table", {NAME: whole})
    assert run_at(NOON + timedelta(minutes=1)) == []
    assert run_at(NOON + RETRY_AFTER + timedelta(minutes=1)) == [NAME]


def test_by_hand_it_is_done_at_once_and_remembered(done: list[datetime]) -> None:
    run_at(NOON)
    with clock.set_to(NOON + timedelta(minutes=5)):
        periodic.run_now(NAME)
        assert periodic.last_finished() == {NAME: NOON + timedelta(minutes=5)}
    with pytest.raises(LookupError):
        periodic.run_now("test.unknown")


def test_old_turns_are_forgotten(done: list[datetime]) -> None:
    run_at(NOON)
    run_at(NOON + periodic.KEPT_FOR + timedelta(days=2))
    assert len(read(PeriodicRun.due_at)) == 1


def test_the_command_lists_what_there_is_and_does_it(database: Database) -> None:
    settle()
    db.session.remove()
    runner = database.app.test_cli_runner()
    listed = runner.invoke(run_periodic, [])
    assert "providers.follow_closures" in listed.output
    assert "last done: never" in listed.output
    assert runner.invoke(run_periodic, ["providers.follow_closures"]).exit_code == 0
    assert "providers.follow_closures" in periodic.last_finished()
    assert runner.invoke(run_periodic, ["nonsense"]).exit_code != 0
