"""Tables of accounts: users, memberships, invitations, sessions, and the memory of wrong passwords."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, String, false, or_, true
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.audit import Audited
from app.kernel.db import Base, Identified, Versioned
from app.kernel.permissions import Role
from app.kernel.scope import Scope, Scoped

CHAIN = "accounts"


class User(Identified, Versioned, Audited, Base):
    """A person with an account. The address is kept in lower case."""

    __tablename__ = "user_account"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str] = mapped_column(String(200))
    locale: Mapped[str] = mapped_column(String(8), default="sq")
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    @property
    def audit_chain(self) -> str:
        return CHAIN


class _Placed:
    """A role at a place: in a municipality, in an organisation, or nationwide."""

    role: Mapped[str] = mapped_column(String(40))
    municipality_code: Mapped[str | None] = mapped_column(String(2))
    organisation_id: Mapped[UUID | None] = mapped_column()
    place: Mapped[str] = mapped_column(String(200), default="")

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        """One's own municipality or organisation; the administrator sees accounts everywhere."""
        if scope.role == Role.ADMINISTRATOR:
            return true()
        clauses: list[ColumnElement[bool]] = []
        if scope.municipality_code:
            clauses.append(cls.municipality_code == scope.municipality_code)
        if scope.organisation_id:
            clauses.append(cls.organisation_id == scope.organisation_id)
        return or_(*clauses) if clauses else false()


class Membership(Identified, _Placed, Scoped, Audited, Base):
    """What a user is and where, until it ends."""

    __tablename__ = "membership"
    __table_args__ = (
        Index("ix_membership_municipality_code", "municipality_code", "ended_at"),
        Index("ix_membership_organisation_id", "organisation_id", "ended_at"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    # Since when this person is a focal point for restricted services, and who certified it.
    certified_at: Mapped[datetime | None]
    certified_by: Mapped[UUID | None]

    @property
    def audit_chain(self) -> str:
        return CHAIN


class Invitation(Identified, _Placed, Scoped, Audited, Base):
    """A link by mail that makes an account: valid for a day, and once."""

    __tablename__ = "invitation"

    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[str] = mapped_column(String(120))
    locale: Mapped[str] = mapped_column(String(8), default="sq")
    invited_by: Mapped[UUID]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    @property
    def audit_chain(self) -> str:
        return CHAIN


class SignInSession(Identified, Base):
    """One signed-in browser. Only a digest of its token is kept."""

    __tablename__ = "sign_in_session"

    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class SignInFailure(Base):
    """Wrong passwords in a row for one account or one address; only a keyed digest says for which."""

    __tablename__ = "sign_in_failure"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime]
    blocked_until: Mapped[datetime]
