"""What a referral leaves behind in the tables: its standing, its events, the consent, the share and the gap."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID

from app.demo.generator.ids import SeededIds
from app.demo.generator.people import PersonFact
from app.demo.generator.providers import ServiceFact
from app.demo.generator.timelines import Step
from app.demo.generator.world import StaffMember
from app.demo.tables import rows_of
from app.kernel.actor import SYSTEM
from app.people.domain import (
    ADULT_CONSENT_AGE,
    ConsentMedium,
    GivenBy,
    ShareBasis,
    ShareEnd,
    consent_expiry,
    fields_for,
    hidden_fields,
)
from app.referrals.domain import Event, Priority, ReasonSet, Side, Status, ball_of, is_terminal
from app.referrals.domain.transitions import SHARE_ENDS, TRANSITIONS
from app.referrals.services.attempts import ATTEMPT
from app.referrals.services.sending import CONSENT_TEXT

Row = dict[str, Any]

_INTERPRETERS = ("Përkthyese (demo)", "Përkthyes (demo)")
_WITNESS = "Dëshmitare (demo)"
_GUARDIAN = "Kujdestare (demo)"
_ATTEMPTED_IN = frozenset({Status.ACCEPTED, Status.SCHEDULED})
_CHANNELS = ("phone", "message", "phone")
_UNKNOWN_CONFIRMATION = "unknown"
_SHARE_ENDS = {
    Status.WITHDRAWN: ShareEnd.CONSENT_WITHDRAWN,
    Status.DECLINED: ShareEnd.REFERRAL_DECLINED,
    Status.RECALLED: ShareEnd.REFERRAL_RECALLED,
}


@dataclass(frozen=True, slots=True)
class Trace:
    """One referral from its first line to where it stands now."""

    id: UUID
    person: PersonFact
    service: ServiceFact
    priority: Priority
    note: str
    created_at: datetime
    steps: tuple[Step, ...]
    parent_id: UUID | None
    worker: StaffMember
    coordinator: StaffMember
    provider: StaffMember

    @property
    def status(self) -> Status:
        return self.steps[-1].after if self.steps else Status.DRAFT

    @property
    def ended_at(self) -> datetime:
        return self.steps[-1].at if self.steps else self.created_at

    @property
    def sent_at(self) -> datetime | None:
        return next((step.at for step in self.steps if step.event is Event.SEND), None)

    @property
    def opened_at(self) -> datetime | None:
        """When the provider first acted: opening is implied by answering."""
        return next((step.at for step in self.steps if step.side is Side.PROVIDER), None)

    @property
    def ball_since(self) -> datetime:
        return next((step.at for step in reversed(self.steps) if step.renews_burden), self.created_at)

    def standing(self) -> Row:
        """The columns that say where it stands."""
        ball = ball_of(self.status)
        return {
            "status": self.status.value,
            "status_since": self.ended_at,
            "ball": ball.value,
            "ball_since": self.ball_since,
            "created_at": self.created_at,
            "sent_at": self.sent_at,
            "opened_at": self.opened_at,
            "due_at": self.steps[-1].due if self.steps else None,
            "closed_at": self.ended_at if is_terminal(self.status) else None,
            "outcome_code": self._reason_of(ReasonSet.OUTCOME),
            "confirmation": self._confirmation(),
            "no_shows": sum(step.event is Event.NO_SHOW for step in self.steps),
            "attempts": len(self.attempts),
            "attempt_channels": sorted({channel for channel, _at in self.attempts}),
        }

    def _reason_of(self, reason_set: ReasonSet) -> str:
        reasons = [s.reason for s in self.steps if TRANSITIONS[s.before, s.event].reason_set is reason_set]
        return reasons[-1] or "" if reasons else ""

    def _confirmation(self) -> str:
        if any(step.event is Event.NO_WORD_IN_14_DAYS for step in self.steps):
            return _UNKNOWN_CONFIRMATION
        return self._reason_of(ReasonSet.CONFIRM)

    @property
    def attempts(self) -> list[tuple[str, datetime]]:
        """Whoever gives up before the service began has tried to reach the person: how, and when."""
        for previous, step in pairwise(self.steps):
            if step.event is Event.GIVE_UP and step.before in _ATTEMPTED_IN:
                wait = (step.at - previous.at) / (len(_CHANNELS) + 1)
                return [(channel, previous.at + wait * number) for number, channel in enumerate(_CHANNELS, 1)]
        return []


@cache
def _phrases(event: str) -> tuple[str, ...]:
    return tuple(row["sq"] for row in rows_of("phrases") if row["event"] == event)


def event_row(random: Random, ids: SeededIds, trace: Trace, step: Step) -> Row:
    """One line of the timeline."""
    actor = {
        Side.PROVIDER: trace.provider,
        Side.REFERRER: trace.worker,
        Side.SUPERVISOR: trace.coordinator,
    }.get(step.side, _SYSTEM)
    phrases = _phrases(step.event.value)
    return {
        "id": ids.new(step.at),
        "referral_id": trace.id,
        "event": step.event.value,
        "from_status": step.before.value,
        "to_status": step.after.value,
        "side": step.side.value,
        "actor_id": actor.id,
        "actor_name": actor.name,
        "actor_place": actor.place,
        "reason": step.reason or "",
        "words": random.choice(phrases) if phrases else "",
        "due_at": step.due,
        "at": step.at,
    }


def attempt_rows(ids: SeededIds, trace: Trace) -> list[Row]:
    """Lines of the timeline that move nothing: somebody tried to reach the person."""
    return [
        {
            "id": ids.new(at),
            "referral_id": trace.id,
            "event": ATTEMPT,
            "from_status": Status.ACCEPTED.value,
            "to_status": Status.ACCEPTED.value,
            "side": Side.PROVIDER.value,
            "actor_id": trace.provider.id,
            "actor_name": trace.provider.name,
            "actor_place": trace.provider.place,
            "reason": channel,
            "words": "",
            "due_at": None,
            "at": at,
        }
        for channel, at in trace.attempts
    ]


_SYSTEM = StaffMember(SYSTEM.user_id, SYSTEM.name, SYSTEM.place)


def consent_row(random: Random, ids: SeededIds, trace: Trace) -> Row:
    """What the person agreed to in the moment of sending."""
    given_at = trace.sent_at or trace.created_at
    fields = [field.value for field in fields_for(trace.service.asks_for)]
    medium = random.choice(list(ConsentMedium))
    age = trace.person.age
    by_guardian = age is not None and age <= ADULT_CONSENT_AGE
    return {
        "id": ids.new(given_at),
        "municipality_code": trace.person.municipality_code,
        "person_id": trace.person.id,
        "organisation_id": trace.service.organisation_id,
        "organisation_name": trace.service.organisation_name,
        "service_name": trace.service.name_sq,
        "purpose": "referral",
        "catalogue_code": trace.service.code,
        "fields": fields,
        "hidden": [field.value for field in hidden_fields(fields)],
        "text_version": CONSENT_TEXT,
        "language": trace.person.language,
        "medium": medium.value,
        "interpreter_name": random.choice(_INTERPRETERS) if trace.person.wants_interpreter else "",
        "witness_name": _WITNESS if medium is ConsentMedium.ORAL_WITNESSED else "",
        "given_by": (GivenBy.GUARDIAN if by_guardian else GivenBy.PERSON).value,
        "guardian_name": _GUARDIAN if by_guardian else "",
        "given_at": given_at,
        "expires_at": consent_expiry(given_at),
        "withdrawn_at": _withdrawn_at(trace),
    }


def _withdrawn_at(trace: Trace) -> datetime | None:
    return next((s.at for s in trace.steps if s.reason == ShareEnd.CONSENT_WITHDRAWN.value), None)


def share_row(ids: SeededIds, trace: Trace, consent: Row) -> Row:
    """What the organisation may see, from sending until it no longer needs it or the consent ends."""
    end = next(
        (step for step in trace.steps if step.event is not Event.SEND and step.after in SHARE_ENDS), None
    )
    return {
        "id": ids.new(consent["given_at"]),
        "municipality_code": trace.person.municipality_code,
        "person_id": trace.person.id,
        "organisation_id": trace.service.organisation_id,
        "referral_id": trace.id,
        "consent_id": consent["id"],
        "basis": ShareBasis.CONSENT.value,
        "fields": consent["fields"],
        "starts_at": consent["given_at"],
        "ends_at": end.at if end else consent["expires_at"],
        "ended_because": _because(end) if end else "",
    }


def _because(end: Step) -> str:
    return _SHARE_ENDS.get(end.after, ShareEnd.REFERRAL_ENDED).value


def gap_row(ids: SeededIds, trace: Trace, step: Step) -> Row:
    """A need that stayed unmet; without the person."""
    return {
        "id": ids.new(step.at),
        "municipality_code": trace.person.municipality_code,
        "catalogue_code": trace.service.code,
        "sector": trace.service.sector,
        "reason": step.reason or "",
        "at": step.at,
    }
