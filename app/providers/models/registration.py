"""Registrations and claims that came from outside, before anybody approved them, and merges of duplicates."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, ForeignKey, String, Text, and_, exists, false, true
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.audit import Audited
from app.kernel.db import Base, Identified, Versioned
from app.kernel.permissions import Role
from app.kernel.scope import Scope, Scoped
from app.providers.domain import RegistrationStatus, Status
from app.providers.models.organisation import Organisation


class ProviderRegistration(Identified, Versioned, Audited, Scoped, Base):
    """A form that a provider filled in itself, or its claim to an entry that the municipality made.

    Until the address of the mail is proved nobody is shown it. `details` holds what was typed, by field name.
    National ones are decided by the administrator, others by the coordinator of the municipality.
    """

    __tablename__ = "provider_registration"

    municipality_code: Mapped[str] = mapped_column(String(2), ForeignKey("municipality.code"), index=True)
    is_national: Mapped[bool] = mapped_column(default=False)
    status: Mapped[RegistrationStatus] = mapped_column(String(20), default=RegistrationStatus.UNPROVED)
    organisation_name: Mapped[str] = mapped_column(String(200))
    contact_name: Mapped[str] = mapped_column(String(120))
    contact_title: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(254))
    locale: Mapped[str] = mapped_column(String(8), default="sq")
    details: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    service_codes: Mapped[list[str]] = mapped_column(default=list)
    claimed_organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    proof_digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    proved_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    reason: Mapped[str] = mapped_column(Text, default="")

    @property
    def audit_chain(self) -> str:
        return f"municipality:{self.municipality_code}"

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        if scope.all_rows:
            return true()
        shown = cls.status != RegistrationStatus.UNPROVED
        if scope.role is Role.ADMINISTRATOR:
            return shown
        if scope.role is Role.COORDINATOR and scope.municipality_code:
            return and_(shown, cls.municipality_code == scope.municipality_code, cls.is_national.is_(False))
        return false()


class OrganisationMerge(Identified, Audited, Scoped, Base):
    """Two entries that were one organisation, with what it takes to part them again.

    `moved` holds ids by table; `changed` maps a field of the kept entry to what it was and what it became.
    """

    __tablename__ = "organisation_merge"

    kept_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    merged_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    moved: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    changed: Mapped[dict[str, list[Any]]] = mapped_column(JSON, default=dict)
    merged_status: Mapped[Status] = mapped_column(String(20))
    merged_at: Mapped[datetime] = mapped_column(default=clock.now)
    merged_by: Mapped[UUID]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.kept_id}"

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        if scope.all_rows:
            return true()
        return exists().where(Organisation.id == cls.kept_id, Organisation.visible_to(scope))


class DistinctOrganisations(Scoped, Base):
    """Two entries that look like one and are not: somebody has looked, and nobody is asked again."""

    __tablename__ = "distinct_organisations"

    first_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    second_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True, index=True)
    noted_at: Mapped[datetime] = mapped_column(default=clock.now)
    noted_by: Mapped[UUID]

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        if scope.all_rows:
            return true()
        return exists().where(Organisation.id == cls.first_id, Organisation.visible_to(scope))
