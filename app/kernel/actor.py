"""Who acts: the signed-in person in one role, the system itself, or a visitor without an account."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from app.kernel.permissions import MUNICIPAL_ROLES, PROVIDER_ROLES, ROLE_PERMISSIONS, P, Role

__all__ = ["SYSTEM", "VISITOR", "Actor", "Role"]


@dataclass(frozen=True)
class Actor:
    """One person in one role at one place.

    `municipality_code` is set for municipal roles, `organisation_id` for providers and reception centres;
    `place` is the name shown in the top bar. A focal point is certified to know of restricted services.
    """

    user_id: UUID
    name: str
    role: Role
    municipality_code: str | None = None
    organisation_id: UUID | None = None
    place: str = ""
    locale: str = "sq"
    is_demo: bool = False
    is_focal_point: bool = False

    @cached_property
    def permissions(self) -> frozenset[P]:
        return ROLE_PERMISSIONS[self.role]

    def may(self, permission: P) -> bool:
        return permission in self.permissions

    @property
    def is_municipal(self) -> bool:
        return self.role in MUNICIPAL_ROLES

    @property
    def is_provider(self) -> bool:
        return self.role in PROVIDER_ROLES


SYSTEM = Actor(UUID(int=0), "Ura", Role.SYSTEM)
# Whoever opens a public page or feed: may do nothing, and knows what is public.
VISITOR = Actor(UUID(int=1), "", Role.VISITOR)
