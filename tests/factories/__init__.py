"""Rows for tests: each `make_…` writes to the database at hand and returns the id."""

from uuid import UUID

from app.kernel.actor import Actor, Role
from app.kernel.ids import new_id
from app.kernel.permissions import MUNICIPALITY_BOUND_ROLES

TIRANE = "53"
KORCE = "35"


def make_actor(
    role: Role,
    municipality_code: str | None = TIRANE,
    organisation_id: UUID | None = None,
    *,
    name: str = "Test Person",
) -> Actor:
    """Somebody in a role; municipal roles get a municipality, provider roles the organisation."""
    bound = role in MUNICIPALITY_BOUND_ROLES
    place = f"Bashkia {municipality_code}" if bound else ("Test organisation" if organisation_id else "")
    return Actor(new_id(), name, role, municipality_code if bound else None, organisation_id, place)
