"""Accounts follow their organisation when two entries of it become one, and go back when that is undone."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from app.accounts.models import Invitation, Membership
from app.kernel import audit
from app.kernel.actor import Actor
from app.kernel.db import db
from app.kernel.scope import unscoped

_WHY = unscoped("accounts follow their organisation, whoever merges it")


def move_accounts(actor: Actor, from_id: UUID, to_id: UUID, place: str) -> dict[UUID, str]:
    """Give the memberships and invitations of one organisation to another, whose name is `place`.

    Returns their ids with the place that was shown before. Whoever is signed in goes on there at once.
    """
    rows = _accounts_of(from_id)
    before = {row.id: row.place for row in rows}
    _move(actor, rows, to_id, dict.fromkeys(before, place))
    return before


def return_accounts(actor: Actor, from_id: UUID, to_id: UUID, places: Mapping[UUID, str]) -> None:
    """Undo a move: those of these accounts that are still there go back, with the place that was shown before."""
    _move(actor, [row for row in _accounts_of(from_id) if row.id in places], to_id, places)


def _move(actor: Actor, rows: list[Membership | Invitation], to_id: UUID, places: Mapping[UUID, str]) -> None:
    for row in rows:
        row.organisation_id, row.place = to_id, places[row.id]
        name = "membership" if isinstance(row, Membership) else "invitation"
        audit.record(actor, f"{name}.move", row, organisation=str(to_id))


def _accounts_of(organisation_id: UUID) -> list[Membership | Invitation]:
    memberships = select(Membership).where(Membership.organisation_id == organisation_id)
    invitations = select(Invitation).where(Invitation.organisation_id == organisation_id)
    return [
        *db.session.scalars(memberships.order_by(Membership.id), execution_options=_WHY),
        *db.session.scalars(invitations.order_by(Invitation.id), execution_options=_WHY),
    ]
