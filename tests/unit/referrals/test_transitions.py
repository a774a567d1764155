"""The table of moves, cell by cell, against the agreed one."""

import itertools

import pytest

from app.kernel.errors import Refused
from app.referrals.domain import (
    REASONS,
    TERMINAL,
    TRANSITIONS,
    Event,
    Side,
    Status,
    ball_of,
    decide,
    is_terminal,
)
from tests.unit.referrals.tables import AGREED, complete, ready, rows

CELLS = list(itertools.product(Status, Event))


@pytest.mark.parametrize(("status", "event"), CELLS)
def test_every_cell_moves_for_the_agreed_sides_and_refuses_all_others(status: Status, event: Event) -> None:
    agreed = AGREED.get((status, event))
    for side in Side:
        if agreed and side in agreed["by"].split():
            assert decide(ready(status), event, side, complete(status, event)).to == agreed["to"]
            continue
        with pytest.raises(Refused) as refusal:
            decide(ready(status), event, side, complete(status, event))
        assert refusal.value.code == ("wrong_side" if agreed else "not_from_here")


def test_the_table_has_the_agreed_moves_and_no_other() -> None:
    assert {(status.value, event.value) for status, event in TRANSITIONS} == set(AGREED)


@pytest.mark.parametrize(("status", "event"), list(TRANSITIONS))
def test_each_move_asks_for_the_agreed_reason_and_tells_the_agreed_parties(
    status: Status, event: Event
) -> None:
    agreed, transition = AGREED[status, event], TRANSITIONS[status, event]
    assert (transition.reason_set or "") == agreed["reason_set"]
    assert set(transition.notify) == set(agreed["notify"].split())


def test_every_event_has_a_place_in_the_table() -> None:
    assert {event for _, event in TRANSITIONS} == set(Event)


def test_statuses_their_holders_and_their_ends_are_the_agreed_ones() -> None:
    agreed = {row["status"]: (row["ball"], row["terminal"] == "1") for row in rows("states.csv")}
    assert {status.value: (ball_of(status).value, is_terminal(status)) for status in Status} == agreed


def test_reasons_are_the_agreed_ones() -> None:
    agreed = {row["set"]: tuple(row["codes"].split()) for row in rows("reasons.csv")}
    assert {name.value: codes for name, codes in REASONS.items()} == agreed


@pytest.mark.parametrize("status", [status for status in Status if status not in TERMINAL])
def test_every_open_status_can_reach_an_end(status: Status) -> None:
    reached = {status}
    while further := {move.to for (source, _), move in TRANSITIONS.items() if source in reached} - reached:
        reached |= further
    assert reached & TERMINAL - {Status.ERROR}, "a way out that is not an error"


@pytest.mark.parametrize("status", sorted(TERMINAL))
def test_an_end_is_left_only_as_an_error_and_only_by_a_supervisor(status: Status) -> None:
    ways_out = {event: move for (source, event), move in TRANSITIONS.items() if source is status}
    assert set(ways_out) <= {Event.ENTERED_IN_ERROR}
    assert all(move.by == {Side.SUPERVISOR} for move in ways_out.values())


@pytest.mark.parametrize("status", [status for status in Status if status not in TERMINAL])
def test_whoever_holds_the_ball_has_something_to_do(status: Status) -> None:
    holder = Side(ball_of(status).value)
    assert any(holder in move.by for (source, _), move in TRANSITIONS.items() if source is status)
