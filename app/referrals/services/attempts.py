"""Attempts to reach the person: noted one by one, since giving up needs several in several ways."""

from uuid import UUID

from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import Forbidden, Refused
from app.referrals import policy
from app.referrals.domain import Channel, Proposal, Side, Status
from app.referrals.services.steps import add_line, load

ATTEMPT = "attempt"
NOTED_IN = frozenset(
    {Status.ACCEPTED, Status.SCHEDULED, Status.IN_SERVICE, Status.ON_HOLD, Status.WAITLISTED}
)


def log_attempt(actor: Actor, referral_id: UUID, channel: Channel, words: str = "") -> None:
    """The provider tried to reach the person. Raises NotFound, Forbidden, Refused."""
    referral = load(referral_id)
    if Side.PROVIDER not in policy.sides_of(actor, referral):
        raise Forbidden("wrong_side")
    status = Status(referral.status)
    if status not in NOTED_IN:
        raise Refused("not_from_here", status=status.value)
    referral.attempts += 1
    referral.attempt_channels = sorted({*referral.attempt_channels, channel.value})
    add_line(actor, referral, ATTEMPT, Side.PROVIDER, Proposal(channel.value, words), status)
    record(actor, "referral.attempt", referral, channel=channel.value)
    db.session.flush()
