"""Referrals with their timelines, consents, shares and gaps; what is possible is decided by the transition table."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from app.demo.content import list_starters
from app.demo.generator.accounts import Staff
from app.demo.generator.choosing import Choice, Chooser
from app.demo.generator.timelines import Step, draw_timeline, get_standings
from app.demo.generator.traces import Trace, attempt_rows, consent_row, event_row, gap_row, share_row
from app.demo.generator.world import World
from app.demo.tables import rows_of
from app.providers.domain import Sector
from app.referrals.domain import Event, Priority, Status

Row = dict[str, Any]

_PRIORITIES = (Priority.NORMAL, Priority.URGENT, Priority.EMERGENCY)
_PRIORITY_WEIGHTS = (70, 24, 6)
_NOTED = 0.7
_EMERGENCIES_IN = frozenset({Sector.SHELTER, Sector.HEALTH, Sector.PROTECTION, Sector.CASH})


@dataclass(frozen=True, slots=True)
class _Errand:
    """What the next referral is to become; `parent` is the one that it carries on."""

    target: Status
    choice: Choice
    parent: Trace | None = None


@dataclass(slots=True)
class ReferralRows:
    """One referral with everything that hangs on it."""

    referral: Row
    events: list[Row] = field(default_factory=list)
    consents: list[Row] = field(default_factory=list)
    shares: list[Row] = field(default_factory=list)
    gaps: list[Row] = field(default_factory=list)


class ReferralMaker:
    """Draws referrals one after the other; a re-referred one is followed at once by the one that carries it on."""

    def __init__(self, world: World, chooser: Chooser, staff: Staff) -> None:
        self._world, self._chooser, self._staff = world, chooser, staff
        self._random, self._ids = world.random("referrals"), world.ids("referrals")
        standings = get_standings()
        self._targets = list(standings)
        self._weights = [standing.weight for standing in standings.values()]
        self._parents: deque[tuple[Choice, Trace]] = deque()

    def make(self, wanted: int) -> Iterator[ReferralRows]:
        starters = iter(list_starters())
        for number in range(wanted):
            is_last = number + 1 == wanted
            errand = self._carry_on(is_last) if self._parents else None
            if errand is None:
                starter = next(starters, None)
                target = Status(starter.status) if starter else self._target()
                choice = self._chooser.draw(starter)
                errand = _Errand(Status.UNMET if is_last and target is Status.REREFERRED else target, choice)
            yield self._rows(errand)

    def _target(self) -> Status:
        return self._random.choices(self._targets, self._weights)[0]

    def _carry_on(self, is_last: bool) -> _Errand:
        choice, parent = self._parents.popleft()
        target = self._target()
        # A child thrown away would leave the need without an answer; a chain must end with the last number.
        if target is Status.ERROR or (is_last and target is Status.REREFERRED):
            target = Status.SENT
        return _Errand(target, self._chooser.draw_again(choice), parent)

    def _rows(self, errand: _Errand) -> ReferralRows:
        trace = self._trace(errand)
        rows = ReferralRows(self._referral(trace))
        rows.events = [event_row(self._random, self._ids, trace, step) for step in trace.steps]
        rows.events += attempt_rows(self._ids, trace)
        if trace.sent_at is not None:
            consent = consent_row(self._random, self._ids, trace)
            rows.consents = [consent]
            rows.shares = [share_row(self._ids, trace, consent)]
        rows.gaps = [gap_row(self._ids, trace, step) for step in trace.steps if step.after is Status.UNMET]
        if errand.target is Status.REREFERRED:
            self._parents.append((errand.choice, trace))
        return rows

    def _trace(self, errand: _Errand) -> Trace:
        person, service = errand.choice.person, errand.choice.service
        parent = errand.parent
        priority = parent.priority if parent else self._priority(service.sector)
        earliest = parent.ended_at if parent else person.known_since + timedelta(minutes=30)
        created, steps = draw_timeline(
            self._random,
            errand.target,
            priority,
            earliest,
            self._world.now,
            is_child=parent is not None,
        )
        return Trace(
            id=self._ids.new(created),
            person=person,
            service=service,
            priority=priority,
            note=parent.note if parent and parent.service.code == service.code else self._note(service.code),
            created_at=created,
            steps=tuple(self._with_fitting_outcome(step, service.code) for step in steps),
            parent_id=parent.id if parent else None,
            worker=self._staff.workers[person.municipality_code],
            coordinator=self._staff.coordinators[person.municipality_code],
            provider=self._staff.answering_for(service.organisation_id, service.organisation_name),
        )

    def _referral(self, trace: Trace) -> Row:
        person, service = trace.person, trace.service
        is_emergency = trace.priority is Priority.EMERGENCY and trace.sent_at is not None
        answered = trace.provider if trace.opened_at is not None else None
        return {
            "id": trace.id,
            "version": len(trace.steps) + 1,
            "municipality_code": person.municipality_code,
            "person_id": person.id,
            "person_code": person.code_name,
            **_recipient(trace),
            "catalogue_code": service.code,
            "sector": service.sector,
            "priority": trace.priority.value,
            "need_note": trace.note,
            "language": person.language,
            "call_with": trace.provider.name if is_emergency else "",
            "called_at": _before(trace.sent_at) if is_emergency else None,
            "draft": {},
            "parent_id": trace.parent_id,
            **trace.standing(),
            "referrer_id": trace.worker.id,
            "referrer_name": trace.worker.name,
            "provider_person_id": answered.id if answered else None,
            "provider_person_name": answered.name if answered else "",
        }

    def _note(self, code: str) -> str:
        return self._random.choice(_fitting("notes", code)) if self._random.random() < _NOTED else ""

    def _with_fitting_outcome(self, step: Step, code: str) -> Step:
        if step.event is not Event.FINISH:
            return step
        return replace(step, reason=self._random.choice(_fitting("outcomes", code)))

    def _priority(self, sector: str) -> Priority:
        drawn = self._random.choices(_PRIORITIES, _PRIORITY_WEIGHTS)[0]
        is_too_much = drawn is Priority.EMERGENCY and sector not in _EMERGENCIES_IN
        return Priority.URGENT if is_too_much else drawn


@cache
def _fitting(table: str, code: str) -> tuple[str, ...]:
    """The texts of a table whose prefix of the code is the longest one that fits."""
    rows = [row for row in rows_of(table) if code.startswith(row["code_prefix"])]
    longest = max(len(row["code_prefix"]) for row in rows)
    return tuple(row["text"] for row in rows if len(row["code_prefix"]) == longest)


def _recipient(trace: Trace) -> Row:
    """To whom it goes; the draft that follows a re-referral still has to be given a provider."""
    service = None if trace.parent_id and trace.status is Status.DRAFT else trace.service
    return {
        "service_id": service.id if service else None,
        "service_name_sq": service.name_sq if service else "",
        "service_name_en": service.name_en if service else "",
        "organisation_id": service.organisation_id if service else None,
        "organisation_name": service.organisation_name if service else "",
    }


def _before(moment: datetime | None) -> datetime | None:
    return moment - timedelta(minutes=10) if moment else None
