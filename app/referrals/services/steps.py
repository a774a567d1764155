"""The steps that every command shares: load, carry out what was decided, write it into the timeline, tell."""

from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import NotFound, StaleVersion
from app.kernel.locked import LockedRows
from app.kernel.outbox import enqueue
from app.kernel.writing import put_row
from app.people.domain import ShareEnd
from app.people.services import close_share
from app.referrals.domain import (
    Decision,
    Event,
    Proposal,
    Side,
    Status,
    is_terminal,
)
from app.referrals.models import Gap, Referral, ReferralEvent

_TELL = MappingProxyType(
    {
        Side.PROVIDER: "referrals.tell_provider",
        Side.REFERRER: "referrals.tell_referrer",
        Side.SUPERVISOR: "referrals.tell_referrer",
    }
)
_SHARE_ENDS = MappingProxyType(
    {
        Status.WITHDRAWN: ShareEnd.CONSENT_WITHDRAWN,
        Status.RECALLED: ShareEnd.REFERRAL_RECALLED,
        Status.DECLINED: ShareEnd.REFERRAL_DECLINED,
    }
)


_REFERRALS = LockedRows(Referral)


def load(referral_id: UUID, version: int | None = None) -> Referral:
    """The referral, locked. Raises NotFound out of sight, and StaleVersion where somebody else was first.

    The lock makes a second actor wait, so that the versions are compared one after the other.
    """
    referral = _REFERRALS.find(db.session(), referral_id)
    if referral is None:
        raise NotFound
    require_version(referral, version)
    return referral


def require_version(referral: Referral, version: int | None) -> None:
    """Raise StaleVersion unless this is what the actor had before her eyes; without a number the table decides."""
    if version is not None and referral.version != version:
        raise StaleVersion


def carry_out(
    actor: Actor, referral: Referral, event: Event, side: Side, said: Proposal, decision: Decision
) -> None:
    """Make the referral what was decided, and leave a trace of it for people, for the audit and for the mail."""
    now, before = clock.now(), Status(referral.status)
    _advance(referral, decision, now)
    _note_facts(actor, referral, event, side, said, now)
    add_line(actor, referral, event.value, side, said, before)
    if decision.leaves_gap and said.reason:
        _add_gap(referral, said.reason, now)
    if decision.ends_share:
        close_share(actor, referral.id, _SHARE_ENDS.get(decision.to, ShareEnd.REFERRAL_ENDED).value)
    record(
        actor,
        f"referral.{event.value}",
        referral,
        from_status=before.value,
        to_status=decision.to.value,
        side=side.value,
        reason=said.reason or None,
    )
    for job in sorted({_TELL[party] for party in decision.notify if party in _TELL}):
        enqueue(job, referral_id=str(referral.id))
    db.session.flush()


def add_line(
    actor: Actor, referral: Referral, event: str, side: Side, said: Proposal, before: Status
) -> None:
    """One more line of the timeline."""
    put_row(
        db.session(),
        ReferralEvent,
        referral_id=referral.id,
        event=event,
        from_status=before.value,
        to_status=referral.status,
        side=side.value,
        actor_id=actor.user_id,
        actor_name=actor.name,
        actor_place=actor.place,
        reason=said.reason or "",
        words=(said.words or "").strip(),
        due_at=said.at,
        at=clock.now(),
    )


def _advance(referral: Referral, decision: Decision, now: datetime) -> None:
    referral.status, referral.status_since = decision.to.value, now
    referral.ball = decision.ball.value
    if decision.renews_burden:
        referral.ball_since = now
    if is_terminal(decision.to):
        referral.closed_at = now


def _note_facts(
    actor: Actor, referral: Referral, event: Event, side: Side, said: Proposal, now: datetime
) -> None:
    referral.due_at = said.at
    if side is Side.PROVIDER:
        referral.opened_at = referral.opened_at or now
        referral.provider_person_id, referral.provider_person_name = actor.user_id, actor.name
    match event:
        case Event.SEND:
            referral.sent_at = now
        case Event.FINISH:
            referral.outcome_code = said.reason or ""
        case Event.CLIENT_CONFIRMS | Event.RESOLVE_SERVED:
            referral.confirmation = said.reason or ""
        case Event.NO_WORD_IN_14_DAYS:
            referral.confirmation = "unknown"
        case Event.NO_SHOW:
            referral.no_shows += 1


def _add_gap(referral: Referral, reason: str, now: datetime) -> None:
    db.session.add(
        Gap(
            municipality_code=referral.municipality_code,
            catalogue_code=referral.catalogue_code,
            sector=referral.sector,
            reason=reason,
            at=now,
        )
    )
