"""What is asked before a move, and what follows from it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Refused
from app.referrals.domain import (
    TRANSITIONS,
    Ball,
    Event,
    Priority,
    Proposal,
    ReasonSet,
    Side,
    Snapshot,
    Status,
    allowed,
    ball_of,
    decide,
    reasons_for,
)
from tests.unit.referrals.tables import NOW, complete, ready


def refusal(snapshot: Snapshot, event: Event, side: Side, said: Proposal | None = None) -> str:
    with pytest.raises(Refused) as refused:
        decide(snapshot, event, side, said)
    return refused.value.code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"consent_valid": False}, "no_consent"),
        ({"service_open": False}, "service_closed"),
        ({"preview_confirmed": False}, "preview_required"),
        ({"has_open_duplicate": True}, "duplicate"),
        ({"call_logged": False}, "call_required"),
    ],
)
def test_nothing_is_sent_unless_every_condition_holds(change: dict[str, Any], code: str) -> None:
    assert refusal(replace(ready(Status.DRAFT), **change), Event.SEND, Side.REFERRER) == code


@pytest.mark.parametrize("priority", [Priority.NORMAL, Priority.URGENT])
def test_only_an_emergency_needs_a_logged_call(priority: Priority) -> None:
    draft = replace(ready(Status.DRAFT), priority=priority, call_logged=False)
    assert decide(draft, Event.SEND, Side.REFERRER).to is Status.SENT


@pytest.mark.parametrize("cell", [cell for cell, move in TRANSITIONS.items() if move.reason_set])
def test_a_move_that_wants_a_reason_is_refused_without_one_and_with_a_strange_one(
    cell: tuple[Status, Event],
) -> None:
    (status, event), side = cell, min(TRANSITIONS[cell].by)
    whole = complete(status, event)
    assert refusal(ready(status), event, side, replace(whole, reason=None)) == "reason_required"
    assert refusal(ready(status), event, side, replace(whole, reason="because")) == "reason_unknown"


def test_another_reason_needs_words() -> None:
    said = Proposal("other_text", "  ")
    assert refusal(ready(Status.SENT), Event.DECLINE, Side.PROVIDER, said) == "words_required"


@pytest.mark.parametrize(
    ("status", "event"),
    [
        (Status.RECEIVED, Event.PUT_ON_WAITING_LIST),
        (Status.ACCEPTED, Event.FIX_APPOINTMENT),
        (Status.SCHEDULED, Event.MOVE_APPOINTMENT),
        (Status.IN_SERVICE, Event.PAUSE),
    ],
)
def test_a_wait_has_a_date(status: Status, event: Event) -> None:
    said = replace(complete(status, event), at=None)
    assert refusal(ready(status), event, Side.PROVIDER, said) == "date_required"


@pytest.mark.parametrize(
    ("status", "event", "side"),
    [
        (Status.ACCEPTED, Event.FIX_APPOINTMENT, Side.PROVIDER),
        (Status.INFO_NEEDED, Event.ANSWER, Side.REFERRER),
    ],
)
def test_a_place_and_an_answer_need_words(status: Status, event: Event, side: Side) -> None:
    assert refusal(ready(status), event, side, Proposal(at=NOW)) == "words_required"


def test_there_is_no_waiting_list_where_the_service_has_none() -> None:
    referral = replace(ready(Status.RECEIVED), has_waiting_list=False)
    assert refusal(referral, Event.PUT_ON_WAITING_LIST, Side.PROVIDER, Proposal(at=NOW)) == "no_waiting_list"
    assert Event.PUT_ON_WAITING_LIST not in allowed(referral, {Side.PROVIDER})


@pytest.mark.parametrize("tried", [{"attempts": 2}, {"channels": frozenset({"phone"})}])
def test_giving_up_needs_three_attempts_on_two_channels(tried: dict[str, Any]) -> None:
    referral = replace(ready(Status.ACCEPTED), **tried)
    said = Proposal("unable_to_contact")
    assert refusal(referral, Event.GIVE_UP, Side.PROVIDER, said) == "too_few_attempts"
    assert Event.GIVE_UP not in allowed(referral, {Side.PROVIDER})


@pytest.mark.parametrize(("before", "to"), [(0, Status.ACCEPTED), (1, Status.ACCEPTED), (2, Status.FAILED)])
def test_the_third_no_show_fails_the_referral(before: int, to: Status) -> None:
    referral = replace(ready(Status.SCHEDULED), no_shows=before)
    decision = decide(referral, Event.NO_SHOW, Side.PROVIDER, Proposal("forgot"))
    assert (decision.to, decision.ball) == (to, ball_of(to))


def test_a_late_yes_comes_too_late_once_another_referral_is_open() -> None:
    referral = replace(ready(Status.EXPIRED), has_open_child=True)
    assert refusal(referral, Event.LATE_ACCEPT, Side.PROVIDER) == "other_referral_open"


def test_a_draft_that_carries_on_a_need_is_not_thrown_away_in_silence() -> None:
    draft = replace(ready(Status.DRAFT), is_rereferral=True)
    assert reasons_for(draft, Event.DISCARD) is ReasonSet.UNMET
    assert refusal(draft, Event.DISCARD, Side.REFERRER) == "reason_required"
    assert decide(draft, Event.DISCARD, Side.REFERRER, Proposal("cost")).leaves_gap


def test_whoever_acts_is_not_told_of_it() -> None:
    said = complete(Status.ACCEPTED, Event.FIX_APPOINTMENT)
    told = decide(ready(Status.ACCEPTED), Event.FIX_APPOINTMENT, Side.REFERRER, said).notify
    assert told == (Side.CLIENT,)


def test_what_was_shared_ends_with_the_task() -> None:
    ends = {
        move.to
        for (status, event), move in TRANSITIONS.items()
        if decide(ready(status), event, min(move.by), complete(status, event)).ends_share
    }
    assert Status.WITHDRAWN in ends
    assert Status.RECALLED in ends
    assert not ends & {Status.SENT, Status.ACCEPTED, Status.IN_SERVICE, Status.COMPLETED}


@given(st.lists(st.tuples(st.sampled_from(Event), st.sampled_from(Side)), max_size=60))
def test_a_random_walk_always_leaves_exactly_one_party_with_the_ball(
    steps: list[tuple[Event, Side]],
) -> None:
    referral = ready(Status.DRAFT)
    for event, side in steps:
        offered = event in allowed(referral, {side})
        try:
            decision = decide(referral, event, side, complete(referral.status, event))
        except Refused:
            assert not offered
            continue
        assert offered
        assert decision.ball is ball_of(decision.to)
        assert (decision.ball is Ball.NONE) == (not _has_a_way_on(decision.to))
        referral = replace(referral, status=decision.to)


def _has_a_way_on(status: Status) -> bool:
    return any(source is status and event is not Event.ENTERED_IN_ERROR for source, event in TRANSITIONS)


def test_opening_is_no_answer_and_does_not_stop_the_clock() -> None:
    assert not decide(ready(Status.SENT), Event.OPEN, Side.PROVIDER).renews_burden
    assert decide(ready(Status.SENT), Event.ACCEPT, Side.PROVIDER).renews_burden
