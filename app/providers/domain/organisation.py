"""What an organisation is and what may be decided about it."""

from enum import StrEnum
from types import MappingProxyType

from app.kernel.errors import Refused


class Kind(StrEnum):
    """What sort of organisation it is."""

    MUNICIPAL = "municipal"
    CENTRAL_STATE = "central_state"
    REGIONAL_DIRECTORATE = "regional_directorate"
    SCHOOL = "school"
    HEALTH_CENTRE = "health_centre"
    EMPLOYMENT_OFFICE = "employment_office"
    TRAINING_CENTRE = "training_centre"
    NGO = "ngo"
    INTERNATIONAL = "international"
    RELIGIOUS = "religious"
    PRIVATE = "private"


class Status(StrEnum):
    """How far an organisation has come. Those that no longer stand stay readable to those who kept them.

    Merged: it was entered twice, and `merged_into_id` names the entry that goes on.
    """

    PENDING = "pending"
    APPROVED = "approved"
    DECLINED = "declined"
    CLOSED = "closed"
    MERGED = "merged"


class Decision(StrEnum):
    """What is decided about an organisation."""

    APPROVE = "approve"
    DECLINE = "decline"
    CLOSE = "close"


DECISIONS = MappingProxyType(
    {
        (Status.PENDING, Decision.APPROVE): Status.APPROVED,
        (Status.PENDING, Decision.DECLINE): Status.DECLINED,
        (Status.DECLINED, Decision.APPROVE): Status.APPROVED,
        (Status.APPROVED, Decision.CLOSE): Status.CLOSED,
        (Status.CLOSED, Decision.APPROVE): Status.APPROVED,
    }
)


def decide(status: Status, decision: Decision, reason: str = "") -> Status:
    """The status after a decision. Raises Refused when it may not be taken from here or lacks its reason."""
    after = DECISIONS.get((status, decision))
    if after is None:
        raise Refused("provider_decision_not_from_here", status=status.value, decision=decision.value)
    if decision is Decision.DECLINE and not reason.strip():
        raise Refused("reason_missing")
    return after
