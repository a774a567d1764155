"""Reading of accounts: who is signed in, who has an account where, to which addresses mail goes."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from app.accounts.models import Invitation, Membership, SignInSession, User
from app.kernel.actor import Actor
from app.kernel.audit import AuditEntry, AuditHead, AuditView
from app.kernel.db import db
from app.kernel.permissions import MUNICIPAL_ROLES, Role
from app.kernel.scope import prepared, unscoped


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A signed-in session with the actor behind it."""

    session_id: UUID
    actor: Actor
    last_seen_at: datetime
    expires_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One account in a list."""

    membership_id: UUID
    user_id: UUID
    name: str
    email: str
    role: Role
    place: str
    ended_at: datetime | None
    certified_at: datetime | None

    @property
    def may_be_certified(self) -> bool:
        """A focal point for restricted services is a municipal worker who does not know of them by her role."""
        return self.role is Role.SOCIAL_WORKER and self.ended_at is None


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """One invitation."""

    id: UUID
    name: str
    email: str
    role: Role
    place: str
    locale: str
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One line of the audit trail or of the list of views, with the name of who acted."""

    at: datetime
    name: str
    action: str
    subject: str


_SESSION = prepared(
    select(
        SignInSession.id,
        SignInSession.last_seen_at,
        SignInSession.expires_at,
        SignInSession.ended_at,
        User.id.label("user_id"),
        User.name,
        User.locale,
        User.is_demo,
        Membership.role,
        Membership.municipality_code,
        Membership.organisation_id,
        Membership.place,
        Membership.certified_at,
    )
    .join(User, User.id == SignInSession.user_id)
    .join(Membership, Membership.id == SignInSession.membership_id)
    .where(SignInSession.token_digest == bindparam("digest"), Membership.ended_at.is_(None))
    .execution_options(**unscoped("the scope is not known before the session is"))
)


def digest_of(token: str) -> str:
    """What is kept of a session token."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_session(token: str) -> SessionRow | None:
    """The session behind a token, alive or not."""
    row = db.session.execute(_SESSION, {"digest": digest_of(token)}).one_or_none()
    if row is None:
        return None
    actor = Actor(
        row.user_id,
        row.name,
        Role(row.role),
        row.municipality_code,
        row.organisation_id,
        row.place,
        row.locale,
        row.is_demo,
        is_focal_point=row.certified_at is not None,
    )
    return SessionRow(row.id, actor, row.last_seen_at, row.expires_at, row.ended_at)


def find_credentials(email: str) -> tuple[UUID, str] | None:
    """Id and password hash of the account with this address."""
    row = db.session.execute(select(User.id, User.password_hash).where(User.email == email)).one_or_none()
    return (row.id, row.password_hash) if row else None


def list_memberships(user_id: UUID) -> Sequence[MemberRow]:
    """What one user is, oldest first; only what has not ended."""
    rows = db.session.execute(
        _members()
        .where(Membership.user_id == user_id, Membership.ended_at.is_(None))
        .order_by(Membership.created_at, Membership.id)
        .execution_options(**unscoped("a person's own roles"))
    )
    return [_member(row) for row in rows]


def list_members() -> Sequence[MemberRow]:
    """The accounts that the reader may see, by name."""
    rows = db.session.execute(
        _members().order_by(Membership.ended_at.is_not(None), User.name, Membership.id).limit(500)
    )
    return [_member(row) for row in rows]


def _members() -> Select[*tuple[Any, ...]]:
    return select(
        Membership.id,
        User.id,
        User.name,
        User.email,
        Membership.role,
        Membership.place,
        Membership.ended_at,
        Membership.certified_at,
    ).join(User, User.id == Membership.user_id)


def _member(row: Any) -> MemberRow:
    membership_id, user_id, name, email, role, place, ended_at, certified_at = row
    return MemberRow(membership_id, user_id, name, email, Role(role), place, ended_at, certified_at)


def list_open_invitations() -> Sequence[InvitationRow]:
    """Invitations that the reader may see and that nobody has used, newest first."""
    rows = db.session.execute(
        _invitations()
        .where(Invitation.used_at.is_(None))
        .order_by(Invitation.created_at.desc(), Invitation.id)
    )
    return [_invitation(row) for row in rows]


def get_invitation(invitation_id: UUID, *, by_link: bool = False) -> InvitationRow | None:
    """One invitation; `by_link`: the reader holds the signed link and nobody is signed in yet."""
    statement = _invitations().where(Invitation.id == invitation_id)
    if by_link:
        statement = statement.execution_options(**unscoped("the signed link is the permission"))
    row = db.session.execute(statement).one_or_none()
    return _invitation(row) if row else None


def _invitations() -> Select[*tuple[Any, ...]]:
    return select(
        Invitation.id,
        Invitation.name,
        Invitation.email,
        Invitation.role,
        Invitation.place,
        Invitation.locale,
        Invitation.expires_at,
        Invitation.used_at,
    )


def _invitation(row: Any) -> InvitationRow:
    return InvitationRow(
        row.id, row.name, row.email, Role(row.role), row.place, row.locale, row.expires_at, row.used_at
    )


def list_mail_addresses(
    *, organisation_id: UUID | None = None, municipality_code: str | None = None, user_id: UUID | None = None
) -> list[tuple[str, str]]:
    """Address and language of the accounts of an organisation, of a municipality's case workers, or of one person."""
    statement = select(User.email, User.locale).join(Membership, Membership.user_id == User.id)
    statement = statement.where(Membership.ended_at.is_(None))
    if organisation_id:
        statement = statement.where(Membership.organisation_id == organisation_id)
    elif municipality_code:
        # The data protection officer belongs to the municipality too, and has no part in its cases.
        statement = statement.where(
            Membership.municipality_code == municipality_code, Membership.role.in_(sorted(MUNICIPAL_ROLES))
        )
    else:
        statement = statement.where(User.id == user_id)
    rows = db.session.execute(statement.distinct().order_by(User.email))
    return [(row.email, row.locale) for row in rows]


def list_addresses_of_role(
    role: Role, *, municipality_code: str | None = None, organisation_id: UUID | None = None
) -> list[tuple[str, str]]:
    """Address and language of those who have this role: in a municipality, in an organisation, or nationwide."""
    statement = (
        select(User.email, User.locale)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.role == role.value,
            Membership.ended_at.is_(None),
            Membership.municipality_code == municipality_code,
            Membership.organisation_id == organisation_id,
        )
    )
    rows = db.session.execute(statement.distinct().order_by(User.email))
    return [(row.email, row.locale) for row in rows]


def has_manager(organisation_id: UUID) -> bool:
    """Whether somebody manages the organisation's own entry already; who, is not told."""
    found = select(Membership.id).where(
        Membership.organisation_id == organisation_id,
        Membership.role == Role.PROVIDER_MANAGER.value,
        Membership.ended_at.is_(None),
    )
    options = unscoped("whoever decides about a claim must know that the entry is managed")
    return db.session.scalar(found.limit(1), execution_options=options) is not None


def list_colleagues() -> Sequence[MemberRow]:
    """The case workers of the reader's municipality, by name."""
    rows = db.session.execute(
        _members()
        .where(Membership.ended_at.is_(None), Membership.role.in_(sorted(MUNICIPAL_ROLES)))
        .order_by(User.name, Membership.id)
    )
    return [_member(row) for row in rows]


def has_demo_accounts() -> bool:
    """Whether the accounts of the demonstration are in this database."""
    return db.session.scalar(select(User.id).where(User.is_demo).limit(1)) is not None


def list_trail(chain: str, limit: int = 200) -> Sequence[TrailRow]:
    """The newest links of one chain."""
    rows = db.session.execute(
        select(AuditEntry.at, User.name, AuditEntry.action, AuditEntry.subject)
        .outerjoin(User, User.id == AuditEntry.actor_id)
        .where(AuditEntry.chain == chain)
        .order_by(AuditEntry.sequence.desc())
        .limit(limit)
    )
    return [TrailRow(row.at, row.name or "Ura", row.action, row.subject) for row in rows]


def list_views(chain: str, limit: int = 200) -> Sequence[TrailRow]:
    """Who looked at which record of one chain, newest first."""
    rows = db.session.execute(
        select(AuditView.at, User.name, AuditView.actor_role, AuditView.subject)
        .outerjoin(User, User.id == AuditView.actor_id)
        .where(AuditView.chain == chain)
        .order_by(AuditView.at.desc(), AuditView.id)
        .limit(limit)
    )
    return [TrailRow(row.at, row.name or "Ura", row.actor_role, row.subject) for row in rows]


def count_links(chain: str) -> int:
    """How many links a chain has."""
    return db.session.scalar(select(AuditHead.sequence).where(AuditHead.chain == chain)) or 0
