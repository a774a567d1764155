"""Every move of the table but the sending: one command, since the table knows the differences."""

from uuid import UUID

from app.kernel.actor import Actor
from app.kernel.errors import Refused
from app.people.events import ConsentWithdrawn
from app.referrals import policy
from app.referrals.domain import (
    TRANSITIONS,
    Event,
    Proposal,
    Side,
    Status,
    decide,
)
from app.referrals.models import Referral
from app.referrals.queries import snapshot_of
from app.referrals.services.commands import Move, Outcome, as_field
from app.referrals.services.drafts import continue_need
from app.referrals.services.steps import carry_out, load, require_version


def apply(
    actor: Actor, referral_id: UUID, event: Event, version: int | None = None, move: Move | None = None
) -> Outcome:
    """Bring an event about in the actor's name.

    Raises NotFound out of sight, Forbidden for an event of the other side, StaleVersion, Refused where the table
    says no, and Invalid for what is missing in the form.
    """
    move = move or Move()
    if event is Event.SEND:
        raise Refused("no_consent")
    referral = load(referral_id)
    sides = policy.sides_of(actor, referral)
    side = policy.side_for(sides, Status(referral.status), event)
    require_version(referral, version)
    said = Proposal(move.reason, move.words, move.at)
    _decide_and_carry_out(actor, referral, event, side, said)
    draft_id = continue_need(actor, referral) if event is Event.RE_REFER else None
    return Outcome(referral.id, draft_id)


def end_for_withdrawn_consent(actor: Actor, withdrawn: ConsentWithdrawn) -> None:
    """The person took a consent back: what rests on it and can still be withdrawn, is."""
    for referral_id in withdrawn.referral_ids:
        referral = load(referral_id)
        if (Status(referral.status), Event.CLIENT_WITHDRAWS) in TRANSITIONS:
            side = policy.side_for(
                policy.sides_of(actor, referral), Status(referral.status), Event.CLIENT_WITHDRAWS
            )
            said = Proposal("consent_withdrawn")
            _decide_and_carry_out(actor, referral, Event.CLIENT_WITHDRAWS, side, said)


def _decide_and_carry_out(actor: Actor, referral: Referral, event: Event, side: Side, said: Proposal) -> None:
    try:
        decision = decide(snapshot_of(referral), event, side, said)
    except Refused as refusal:
        raise as_field(refusal) from refusal
    carry_out(actor, referral, event, side, said, decision)
