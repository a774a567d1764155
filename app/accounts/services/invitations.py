"""Invitations: a signed link, valid for a day and once, that makes an account with a role."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.accounts import domain, policy
from app.accounts.models import Invitation, Membership, User
from app.accounts.services.members import NewAccount, open_account
from app.kernel import audit, clock
from app.kernel.actor import Actor
from app.kernel.db import db
from app.kernel.errors import Forbidden, Gone, Invalid, NotFound
from app.kernel.outbox import enqueue
from app.kernel.permissions import Role
from app.kernel.scope import unscoped


@dataclass(frozen=True, slots=True)
class Invite:
    """Who is invited, as what and where. `place` is the name shown for the municipality or organisation."""

    email: str
    name: str
    role: Role
    locale: str
    place: str
    municipality_code: str | None = None
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AcceptInvitation:
    """What the invited person chooses. The hash is made before the unit of work opens."""

    invitation_id: UUID
    password_hash: str
    name: str


def invite(actor: Actor, command: Invite) -> UUID:
    """Write an invitation and have it mailed."""
    if not policy.may_invite(actor, command.role, command.municipality_code, command.organisation_id):
        raise Forbidden("not_your_role")
    email = domain.normalise_email(command.email)
    _refuse_second_account(email, command)
    invitation = Invitation(
        email=email,
        name=command.name,
        role=command.role.value,
        municipality_code=command.municipality_code,
        organisation_id=command.organisation_id,
        place=command.place,
        locale=command.locale,
        invited_by=actor.user_id,
        created_at=clock.now(),
        expires_at=clock.now() + domain.INVITATION_LIFETIME,
    )
    db.session.add(invitation)
    db.session.flush()
    audit.record(actor, "account.invite", invitation, role=command.role.value)
    enqueue("accounts.mail_invitation", invitation_id=str(invitation.id))
    return invitation.id


def _refuse_second_account(email: str, command: Invite) -> None:
    same = select(Membership.id).join(User, User.id == Membership.user_id)
    same = same.where(
        User.email == email,
        Membership.role == command.role.value,
        Membership.ended_at.is_(None),
        Membership.municipality_code == command.municipality_code
        if command.municipality_code
        else Membership.municipality_code.is_(None),
        Membership.organisation_id == command.organisation_id
        if command.organisation_id
        else Membership.organisation_id.is_(None),
    )
    if db.session.scalar(same.limit(1)) is not None:
        raise Invalid({"email": "has_account"})


def accept_invitation(command: AcceptInvitation) -> tuple[Actor, UUID]:
    """Make the account; returns the new actor and membership. Gone when the link was used or is too old."""
    by_link = unscoped("the signed link is the permission")
    invitation = db.session.scalars(
        select(Invitation)
        .where(Invitation.id == command.invitation_id)
        .with_for_update()
        .execution_options(**by_link)
    ).one_or_none()
    if invitation is None:
        raise NotFound
    check_usable(invitation.used_at is not None, invitation.expires_at <= clock.now())
    invitation.used_at = clock.now()
    actor, membership = open_account(
        NewAccount(
            invitation.email,
            command.name,
            command.password_hash,
            Role(invitation.role),
            invitation.locale,
            invitation.municipality_code,
            invitation.organisation_id,
            invitation.place,
        )
    )
    audit.record(actor, "account.accept_invitation", invitation)
    return actor, membership.id


def check_usable(is_used: bool, is_expired: bool) -> None:
    """Raise Gone, with the reason, for a link that no longer works."""
    if is_used:
        raise Gone("invitation_used")
    if is_expired:
        raise Gone("invitation_expired")
