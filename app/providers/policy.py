"""Who may do what with an entry of the registry: pure predicates of an actor and the facts of the entry."""

from typing import Protocol
from uuid import UUID

from app.kernel.actor import Actor, Role
from app.kernel.errors import Forbidden
from app.kernel.permissions import P
from app.kernel.scope import Scope
from app.providers.domain import Status, Tier
from app.providers.models import visible_tiers


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
    @property
    def is_national(self) -> bool: ...


def is_own(actor: Actor, organisation_id: UUID) -> bool:
    return actor.organisation_id is not None and actor.organisation_id == organisation_id


def may_approve(actor: Actor, municipality_code: str, *, is_national: bool = False) -> bool:
    """The coordinator of the municipality where it is registered; of what works nationwide only the administrator."""
    if not actor.may(P.PROVIDERS_APPROVE):
        return False
    if actor.role is Role.ADMINISTRATOR:
        return True
    return actor.municipality_code == municipality_code and not is_national


def may_invite_into(actor: Actor, entry: Entry) -> bool:
    """Who may approve it may give it its first accounts; its own manager goes on from there."""
    decides = may_approve(actor, entry.municipality_code, is_national=entry.is_national)
    return entry.status == Status.APPROVED and decides


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


def may_read_history(actor: Actor, entry: Entry) -> bool:
    """Who changed what: its keepers, the coordinator of its municipality and all staff of the organisation."""
    return may_confirm(actor, entry)


def may_settle_reports(actor: Actor, entry: Entry) -> bool:
    """Read what was reported as wrong and settle it: whoever may mend the entry."""
    return may_edit(actor, entry)


def may_note_phone_call(actor: Actor, entry: Entry) -> bool:
    """Confirm in the name of an organisation that said so by telephone: the coordinator of its municipality."""
    return actor.role is Role.COORDINATOR and may_edit(actor, entry)


def require(allowed: bool, code: str) -> None:
    """Raise Forbidden with the code unless it is allowed."""
    if not allowed:
        raise Forbidden(code)


def may_know_tier(actor: Actor, organisation_id: UUID, tier: Tier) -> bool:
    """Whether services of a tier are not hidden from the actor; an organisation knows all of its own."""
    return is_own(actor, organisation_id) or tier in visible_tiers(Scope.of(actor))


def may_set_national(actor: Actor) -> bool:
    """Say that an organisation works in the whole country: for the administrator."""
    return actor.role is Role.ADMINISTRATOR
