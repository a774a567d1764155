"""Who may invite whom: pure predicates over an actor and a role at a place."""

from uuid import UUID

from app.kernel.actor import Actor
from app.kernel.permissions import MUNICIPAL_ROLES, MUNICIPALITY_BOUND_ROLES, PROVIDER_ROLES, P, Role

_MANAGED_BY_PROVIDER = frozenset({Role.PROVIDER_STAFF, Role.PROVIDER_MANAGER})
_NATIONWIDE = frozenset({Role.PROGRAMME_REVIEWER, Role.ADMINISTRATOR})


def roles_to_invite(actor: Actor) -> tuple[Role, ...]:
    """The roles that an actor may give, in the order in which a form shows them."""
    if not actor.may(P.ACCOUNTS_INVITE):
        return ()
    if actor.may(P.ACCOUNTS_ADMINISTER):
        return tuple(role for role in Role if role in MUNICIPALITY_BOUND_ROLES | _NATIONWIDE)
    if actor.is_municipal:
        return tuple(role for role in Role if role in MUNICIPAL_ROLES)
    return tuple(role for role in Role if role in _MANAGED_BY_PROVIDER)


def may_certify(actor: Actor) -> bool:
    """Who leads a municipality's workers, and the administrator, say who is a focal point for restricted services."""
    return actor.role in (Role.COORDINATOR, Role.ADMINISTRATOR)


def needs_municipality(role: Role) -> bool:
    return role in MUNICIPALITY_BOUND_ROLES


def may_invite(actor: Actor, role: Role, municipality_code: str | None, organisation_id: UUID | None) -> bool:
    """Coordinators invite for their municipality and its providers, managers for their organisation."""
    if not actor.may(P.ACCOUNTS_INVITE):
        return False
    if role in PROVIDER_ROLES:
        own = actor.organisation_id is not None and organisation_id == actor.organisation_id
        return organisation_id is not None and (own or actor.is_municipal or actor.may(P.ACCOUNTS_ADMINISTER))
    if role not in roles_to_invite(actor) or organisation_id is not None:
        return False
    if not needs_municipality(role):
        return municipality_code is None
    return municipality_code is not None and (
        actor.may(P.ACCOUNTS_ADMINISTER) or municipality_code == actor.municipality_code
    )
