"""Plausible histories of a referral: every step follows the transition table, in ascending time, none in the future."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from random import Random
from types import MappingProxyType

from app.demo.tables import rows_of
from app.referrals.domain import OTHER as OTHER_REASON
from app.referrals.domain import (
    REASONS,
    TRANSITIONS,
    Channel,
    Event,
    Priority,
    Proposal,
    ReasonSet,
    Side,
    Snapshot,
    Status,
    decide,
)

_PACE_OF_PRIORITY = MappingProxyType({Priority.EMERGENCY: 0.08, Priority.URGENT: 0.4, Priority.NORMAL: 1.0})
_UNHURRIED = frozenset({Event.NO_WORD_IN_14_DAYS, Event.EXPIRE})
_SIDE_ORDER = (Side.PROVIDER, Side.REFERRER, Side.SUPERVISOR, Side.SYSTEM)
_ATTEMPTS = frozenset({Channel.PHONE.value, Channel.MESSAGE.value})
_SHORTEST = timedelta(minutes=2)
_DAY_BEGINS, _WORKING_DAY, _DAY = timedelta(hours=7), timedelta(hours=9), timedelta(days=1)
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened. `due` is the date that was said along with it."""

    event: Event
    before: Status
    after: Status
    at: datetime
    side: Side
    reason: str | None
    due: datetime | None
    renews_burden: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How common a status is, and for how many days a referral usually rests in it (0: it is over)."""

    weight: int
    rest_days: float


@cache
def get_standings() -> Mapping[Status, Standing]:
    rows = rows_of("standing")
    return {Status(row["status"]): Standing(int(row["weight"]), float(row["rest_days"] or 0)) for row in rows}


@cache
def list_paths(status: Status) -> tuple[tuple[int, tuple[Event, ...]], ...]:
    """The ways that lead to a status, each with its weight."""
    return tuple(
        (int(row["weight"]), tuple(Event(word) for word in row["events"].split()))
        for row in rows_of("paths")
        if row["status"] == status
    )


@cache
def _pace() -> Mapping[Event, tuple[float, float]]:
    return {
        Event(row["event"]): (float(row["from_hours"]), float(row["to_hours"])) for row in rows_of("pace")
    }


def draw_timeline(
    random: Random,
    target: Status,
    priority: Priority,
    earliest: datetime,
    now: datetime,
    *,
    is_child: bool = False,
) -> tuple[datetime, list[Step]]:
    """When the referral was written down, and what happened until it reached `target`.

    A child referral begins exactly at `earliest`: the moment in which its parent was given up.
    """
    path = _choose_path(random, target, now - earliest)
    hurry = _PACE_OF_PRIORITY[priority]
    hours = [random.uniform(*_pace()[event]) * (1 if event in _UNHURRIED else hurry) for event in path]
    created, moments = _place(random, target, hours, earliest, now, is_child=is_child)
    return created, _walk(random, path, moments, priority, now)


def _choose_path(random: Random, target: Status, window: timedelta) -> tuple[Event, ...]:
    ways = list_paths(target)
    roomy = [way for way in ways if timedelta(hours=sum(_pace()[event][0] for event in way[1])) < window]
    if not roomy:
        return min((way[1] for way in ways), key=lambda path: sum(_pace()[event][0] for event in path))
    return random.choices([way[1] for way in roomy], [way[0] for way in roomy])[0]


def _place(
    random: Random,
    target: Status,
    hours: Sequence[float],
    earliest: datetime,
    now: datetime,
    *,
    is_child: bool,
) -> tuple[datetime, list[datetime]]:
    """The moments of a path: it ends as long ago as the status rests, and is pressed together where it must be."""
    window = now - earliest
    length = timedelta(hours=sum(hours))
    room = max(window - length, timedelta())
    start = earliest if is_child else max(earliest, now - _rest(random, target, room) - length)
    press = min(1.0, (now - start) / length) if length else 1.0
    clock, moments = start, []
    for delay in hours:
        clock += timedelta(hours=delay * press)
        moments.append(clock)
    return _in_working_hours([start, *moments], now, keeps_first=is_child)


def _rest(random: Random, target: Status, room: timedelta) -> timedelta:
    usual = get_standings()[target].rest_days
    if not usual:
        return room * random.random()
    return min(room, _SHORTEST + timedelta(days=min(random.expovariate(1 / usual), usual * 4)))


def in_working_hours(moment: datetime, now: datetime) -> datetime:
    """The same working day between morning and evening; today stays as it is, so that nothing lies in the future.

    The order of moments is kept.
    """
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if midnight.date() == now.date():
        return moment.replace(microsecond=0)
    # Friday stands for the three days until Monday.
    late = max(0, midnight.weekday() - _FRIDAY)
    first_day = midnight - _DAY * late
    length = _DAY * 3 if first_day.weekday() == _FRIDAY else _DAY
    return (first_day + _DAY_BEGINS + _WORKING_DAY * ((moment - first_day) / length)).replace(microsecond=0)


def _in_working_hours(
    moments: Sequence[datetime], now: datetime, *, keeps_first: bool
) -> tuple[datetime, list[datetime]]:
    shown = [moments[0] if keeps_first else min(in_working_hours(moments[0], now), now)]
    for moment in moments[1:]:
        at = min(in_working_hours(moment, now), now)
        shown.append(at if at > shown[-1] else min(shown[-1] + timedelta(seconds=20), now))
    return shown[0], shown[1:]


def _walk(
    random: Random, path: Sequence[Event], moments: Sequence[datetime], priority: Priority, now: datetime
) -> list[Step]:
    snapshot = Snapshot(
        Status.DRAFT,
        priority,
        consent_valid=True,
        service_open=True,
        preview_confirmed=True,
        call_logged=True,
        attempts=len(_ATTEMPTS) + 1,
        channels=_ATTEMPTS,
    )
    steps = []
    for number, event in enumerate(path):
        at = moments[number]
        said = Proposal(
            reason=_reason(random, snapshot.status, event),
            words="-",
            at=_due(random, number, path, moments, now),
        )
        side = _side(snapshot.status, event)
        decision = decide(snapshot, event, side, said)
        due = said.at if event in _DATED else None
        steps.append(
            Step(event, snapshot.status, decision.to, at, side, said.reason, due, decision.renews_burden)
        )
        no_shows = snapshot.no_shows + (event is Event.NO_SHOW)
        snapshot = replace(snapshot, status=decision.to, no_shows=no_shows)
    return steps


_DATED = frozenset({Event.FIX_APPOINTMENT, Event.MOVE_APPOINTMENT, Event.PUT_ON_WAITING_LIST, Event.PAUSE})


def _side(status: Status, event: Event) -> Side:
    allowed = TRANSITIONS[status, event].by
    return next(side for side in _SIDE_ORDER if side in allowed)


def _reason(random: Random, status: Status, event: Event) -> str | None:
    reason_set = TRANSITIONS[status, event].reason_set
    return None if reason_set is None else random.choice(_reasons(reason_set))


@cache
def _reasons(reason_set: ReasonSet) -> tuple[str, ...]:
    # A reason in one's own words would need words, and nobody dies in demo data.
    return tuple(code for code in REASONS[reason_set] if code not in {OTHER_REASON, "deceased"})


def _due(
    random: Random, number: int, path: Sequence[Event], moments: Sequence[datetime], now: datetime
) -> datetime:
    """The date said with an event: when the next thing did happen, or else some days ahead."""
    if number + 1 < len(path) and path[number] in {Event.FIX_APPOINTMENT, Event.MOVE_APPOINTMENT}:
        return moments[number + 1].replace(minute=0, second=0) + timedelta(minutes=random.choice((0, 30)))
    ahead = max(moments[number], now) if number + 1 == len(path) else moments[number]
    days = random.randint(1, 9) if path[number] in {Event.FIX_APPOINTMENT, Event.MOVE_APPOINTMENT} else 30
    day = ahead.replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=days)
    if day.weekday() > _FRIDAY:
        day += _DAY * (7 - day.weekday())
    return day + timedelta(minutes=30 * random.randint(0, 12))
