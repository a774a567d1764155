"""Who may do what with people, as plain predicates; which rows are seen at all is the scope of the models."""

from app.kernel.actor import Actor
from app.kernel.errors import Forbidden
from app.kernel.permissions import P


def may_register(actor: Actor) -> bool:
    """A person belongs to the municipality of whoever registers her."""
    return actor.may(P.PEOPLE_WRITE) and actor.municipality_code is not None


def may_change(actor: Actor) -> bool:
    return actor.may(P.PEOPLE_WRITE)


def require_registering(actor: Actor) -> str:
    """The municipality in which the actor registers people; raises Forbidden."""
    if not may_register(actor) or actor.municipality_code is None:
        raise Forbidden("people_not_yours")
    return actor.municipality_code


def require_changing(actor: Actor) -> None:
    if not may_change(actor):
        raise Forbidden("people_not_yours")
