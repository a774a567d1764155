"""In whose name an actor may act on a referral: pure predicates; what may happen at all is the table's matter."""

from typing import Protocol
from uuid import UUID

from app.kernel.actor import SYSTEM, Actor
from app.kernel.errors import Forbidden
from app.kernel.permissions import P
from app.referrals.domain import TRANSITIONS, Event, Side, Status

# A coordinator who may act either way acts as the referrer, so that supervision stays the exception.
_FIRST_CHOICE = (Side.REFERRER, Side.PROVIDER, Side.CLIENT, Side.SUPERVISOR, Side.SYSTEM)


class Parties(Protocol):
    """Whose referral it is."""

    @property
    def municipality_code(self) -> str: ...
    @property
    def organisation_id(self) -> UUID | None: ...


def is_near(actor: Actor, referral: Parties) -> bool:
    """The actor stands on the bank of the municipality that refers."""
    return actor.is_municipal and actor.municipality_code == referral.municipality_code


def is_far(actor: Actor, referral: Parties) -> bool:
    """The actor stands on the bank of the provider."""
    return (
        actor.is_provider
        and actor.organisation_id is not None
        and actor.organisation_id == referral.organisation_id
    )


def sides_of(actor: Actor, referral: Parties) -> frozenset[Side]:
    """In whose name the actor may act on this referral."""
    if actor is SYSTEM:
        return frozenset({Side.SYSTEM})
    sides = set()
    if is_near(actor, referral):
        if actor.may(P.REFERRALS_WRITE):
            sides.add(Side.REFERRER)
        if actor.may(P.REFERRALS_SUPERVISE):
            sides.add(Side.SUPERVISOR)
    if is_far(actor, referral) and actor.may(P.REFERRALS_RESPOND):
        sides.add(Side.PROVIDER)
    return frozenset(sides)


def side_for(sides: frozenset[Side], status: Status, event: Event) -> Side:
    """The side that brings this event about. Raises Forbidden where none of them ever may.

    Where one of them may, but not from this status, that side is returned and the table refuses.
    """
    here = TRANSITIONS.get((status, event))
    ever = frozenset(side for (_, known), move in TRANSITIONS.items() if known is event for side in move.by)
    suited = sides & (here.by if here else ever)
    if not suited:
        raise Forbidden("wrong_side")
    return min(suited, key=_FIRST_CHOICE.index)


def may_refer(actor: Actor) -> bool:
    return actor.is_municipal and actor.may(P.REFERRALS_WRITE)


def require_referring(actor: Actor) -> None:
    if not may_refer(actor):
        raise Forbidden("wrong_side")
