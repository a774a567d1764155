"""Accounts, their roles and invitations, written straight to the tables; everybody is invented."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from app.accounts.models import Invitation, Membership, User
from app.accounts.services.passwords import hash_password
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.db import db
from app.kernel.ids import new_id
from app.kernel.permissions import Role

PASSWORD = "ura mbi lumin e gjate"
_HASH = hash_password(PASSWORD)


def make_membership(actor: Actor, email: str = "", *, locale: str = "sq") -> UUID:
    """An account with the role and place of this actor; PASSWORD opens it. The id of the membership."""
    db.session.add(
        User(
            id=actor.user_id,
            email=email or f"{actor.user_id.hex}@test.example",
            name=actor.name,
            password_hash=_HASH,
            locale=locale,
            created_at=clock.now(),
        )
    )
    db.session.flush()
    moment = clock.now()
    certified = {"certified_at": moment} if actor.is_focal_point else {}
    membership = Membership(user_id=actor.user_id, created_at=moment, **certified, **_placed(actor))
    db.session.add(membership)
    db.session.flush()
    return membership.id


def make_invitation(
    role: Role,
    municipality_code: str | None = None,
    organisation_id: UUID | None = None,
    *,
    age: timedelta = timedelta(),
    **columns: Any,
) -> UUID:
    """An invitation of that age, valid for a day."""
    created_at = clock.now() - age
    values = {"name": "I ftuar", "locale": "sq", "place": "Test", "invited_by": new_id()} | columns
    invitation = Invitation(
        email=f"{new_id().hex}@test.example",
        role=role.value,
        municipality_code=municipality_code,
        organisation_id=organisation_id,
        created_at=created_at,
        expires_at=created_at + timedelta(days=1),
        **values,
    )
    db.session.add(invitation)
    db.session.flush()
    return invitation.id


def _placed(actor: Actor) -> dict[str, Any]:
    return {
        "role": actor.role.value,
        "municipality_code": actor.municipality_code,
        "organisation_id": actor.organisation_id,
        "place": actor.place,
    }
