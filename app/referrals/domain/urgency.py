"""How fast help is wanted, and when a burden has lasted too long; not the working-day clocks."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from app.referrals.domain.vocabulary import Ball, Phase, Status, ball_of, phase_of


class Priority(StrEnum):
    """Exactly three, as on the inter-agency referral form."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"


SPANS: Mapping[Priority, timedelta] = MappingProxyType(
    {
        Priority.EMERGENCY: timedelta(hours=24),
        Priority.URGENT: timedelta(hours=72),
        Priority.NORMAL: timedelta(days=14),
    }
)
_PATIENCE: Mapping[Status, timedelta] = MappingProxyType(
    {
        Status.WAITLISTED: timedelta(days=30),
        Status.SCHEDULED: timedelta(days=30),
        Status.IN_SERVICE: timedelta(days=30),
        Status.ON_HOLD: timedelta(days=30),
        Status.COMPLETED: timedelta(days=14),
    }
)


class Tone(StrEnum):
    """The colour of a burden: late, will be late, going well, as it should be."""

    RED = "red"
    AMBER = "amber"
    OLIVE = "olive"
    LAKE = "lake"


def span_of(status: Status, priority: Priority) -> timedelta:
    """How long whoever must act may take. A running service is asked about once a month, whatever the priority."""
    return _PATIENCE.get(status, SPANS[priority])


def is_late(status: Status, priority: Priority, since: datetime, now: datetime) -> bool:
    """Whoever must act has had the ball for longer than that."""
    return ball_of(status) is not Ball.NONE and now - since > span_of(status, priority)


def tone_of(status: Status, priority: Priority, since: datetime, now: datetime) -> Tone:
    """The colour of the bridge and of the edge of the card."""
    if ball_of(status) is Ball.NONE:
        return Tone.LAKE
    if phase_of(status) is Phase.NEEDS_YOUR_DECISION or is_late(status, priority, since, now):
        return Tone.RED
    if (now - since) * 2 > span_of(status, priority):
        return Tone.AMBER
    return Tone.OLIVE if phase_of(status) in {Phase.IN_SERVICE, Phase.FINISHED} else Tone.LAKE
