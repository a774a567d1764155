"""Who may do what with an entry of the registry: pure predicates of an actor and the facts of the entry."""

from typing import Protocol
from uuid import UUID

from app.kernel.actor import Actor, Role
from app.kernel.errors import Forbidden
from app.kernel.permissions import P
from app.providers.domain import Status


class Entry(Protocol):
    """What must be known of an organisation to say who may touch it."""

    @property
    def id(self) -> UUID: ...
    @property
    def municipality_code(self) -> str: ...
    @property
    def status(self) -> Status: ...
    @property
    def registered_by(self) -> UUID | None: ...


def is_own(actor: Actor, organisation_id: UUID) -> bool:
    return actor.organisation_id is not None and actor.organisation_id == organisation_id


def may_approve(actor: Actor, municipality_code: str) -> bool:
    """The coordinator of the municipality where it is registered, and the administrator."""
    if not actor.may(P.PROVIDERS_APPROVE):
        return False
    return actor.role is Role.ADMINISTRATOR or actor.municipality_code == municipality_code


def may_invite_into(actor: Actor, entry: Entry) -> bool:
    """Who may approve it may give it its first accounts; its own manager goes on from there."""
    return entry.status == Status.APPROVED and may_approve(actor, entry.municipality_code)


def may_edit(actor: Actor, entry: Entry) -> bool:
    """Its own manager, the coordinator of its municipality, and whoever registered it until it is approved."""
    if is_own(actor, entry.id):
        return actor.may(P.PROVIDERS_KEEP) and actor.role is Role.PROVIDER_MANAGER
    if actor.role is Role.COORDINATOR and actor.municipality_code == entry.municipality_code:
        return True
    may_register = actor.may(P.PROVIDERS_REGISTER) and actor.is_municipal
    return may_register and entry.registered_by == actor.user_id and entry.status == Status.PENDING


def may_confirm(actor: Actor, entry: Entry) -> bool:
    """Say that a service is still right and how many places are free: also all staff of the organisation."""
    return may_edit(actor, entry) or (is_own(actor, entry.id) and actor.may(P.PROVIDERS_KEEP))


def require(allowed: bool, code: str) -> None:
    """Raise Forbidden with the code unless it is allowed."""
    if not allowed:
        raise Forbidden(code)


def may_know_sealed(actor: Actor, organisation_id: UUID) -> bool:
    """Those who lead sealed cases, and the organisation itself about its own."""
    return is_own(actor, organisation_id) or actor.role in (Role.CHILD_PROTECTION_WORKER, Role.COORDINATOR)
