"""Which tiers of services a scope may know of; the tables use it, pages never decide it."""

from app.kernel.permissions import Role
from app.kernel.scope import Scope
from app.providers.domain import Tier

_OPEN = (Tier.PUBLIC, Tier.NETWORK)
_FOCAL_POINT = (*_OPEN, Tier.RESTRICTED)


def visible_tiers(scope: Scope) -> tuple[Tier, ...]:
    """The tiers that the scope may know of; one's own organisation is a matter of its own."""
    if scope.all_rows or scope.sealed:
        return tuple(Tier)
    if scope.role is Role.VISITOR:
        return (Tier.PUBLIC,)
    return _FOCAL_POINT if scope.restricted else _OPEN
