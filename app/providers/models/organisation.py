"""Organisations and their places, in the shape of HSDS 3.1 `organization` and `location`."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Exists,
    ForeignKey,
    Index,
    String,
    Text,
    and_,
    exists,
    false,
    or_,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.audit import Audited
from app.kernel.db import Base, Identified, Versioned
from app.kernel.permissions import Role
from app.kernel.scope import Scope, Scoped
from app.providers.domain import Kind, Status, Tier
from app.providers.models.visibility import visible_tiers


class Organisation(Identified, Versioned, Audited, Scoped, Base):
    """Whoever offers services. Approved ones are for all who read the directory, others for their keepers."""

    __tablename__ = "organisation"
    __table_args__ = (Index("ix_organisation_municipality_status", "municipality_code", "status"),)

    name: Mapped[str] = mapped_column(String(200))
    other_names: Mapped[list[str]] = mapped_column(default=list)
    kind: Mapped[Kind] = mapped_column(String(30))
    municipality_code: Mapped[str] = mapped_column(String(2), ForeignKey("municipality.code"))
    status: Mapped[Status] = mapped_column(String(20), default=Status.PENDING)
    decline_reason: Mapped[str] = mapped_column(String(500), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    description_sq: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    tax_number: Mapped[str] = mapped_column(String(20), default="")
    licence_number: Mapped[str] = mapped_column(String(60), default="")
    licence_valid_until: Mapped[date | None]
    is_national: Mapped[bool] = mapped_column(default=False)
    project_tags: Mapped[list[str]] = mapped_column(default=list)
    merged_into_id: Mapped[UUID | None] = mapped_column(index=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    registered_by: Mapped[UUID | None]
    approved_by: Mapped[UUID | None]
    approved_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.id}"

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        if scope.all_rows:
            return true()
        known = and_(_standing(cls, scope), _is_known_by_tier(cls, scope))
        return or_(known, cls.id == scope.organisation_id) if scope.organisation_id else known


def _standing(model: type[Organisation], scope: Scope) -> ColumnElement[bool]:
    """Approved, or not yet or no longer so but within what the scope keeps."""
    if scope.role is Role.ADMINISTRATOR:
        return true()
    approved = model.status == Status.APPROVED
    if scope.is_municipal and scope.municipality_code:
        return or_(approved, model.municipality_code == scope.municipality_code)
    return approved


def _is_known_by_tier(model: type[Organisation], scope: Scope) -> ColumnElement[bool]:
    """An organisation that offers only what the scope may not know of is itself not known."""
    service = Base.metadata.tables["service"]
    running = exists().where(service.c.organisation_id == model.id, service.c.status != "closed")
    # Services are looked for here, also inside a statement that reads services itself.
    offers = running.correlate_except(service)
    return or_(~offers, offers.where(service.c.tier.in_(visible_tiers(scope))))


class Location(Identified, Versioned, Scoped, Base):
    """A place where services are given. It is known to whoever knows of a service given there.

    `accessibility` holds codes of `domain.Accessibility`; `transportation` says how to get there.
    """

    __tablename__ = "location"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    municipality_code: Mapped[str] = mapped_column(String(2), ForeignKey("municipality.code"))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    postal_code: Mapped[str] = mapped_column(String(10), default="")
    transportation: Mapped[str] = mapped_column(String(500), default="")
    accessibility: Mapped[list[str]] = mapped_column(default=list)
    accessibility_note: Mapped[str] = mapped_column(String(300), default="")
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        if scope.all_rows:
            return true()
        known = or_(_has_known_service(cls, scope), ~_used(cls) if scope.is_municipal else false())
        return or_(known, cls.organisation_id == scope.organisation_id) if scope.organisation_id else known


def _used(model: type[Location]) -> Exists:
    """That some service is given there; correlated, so that only the places at hand are looked up."""
    link, service = Base.metadata.tables["service_at_location"], Base.metadata.tables["service"]
    given = exists().where(link.c.location_id == model.id, service.c.id == link.c.service_id)
    return given.correlate_except(link, service)


def _has_known_service(model: type[Location], scope: Scope) -> ColumnElement[bool]:
    """Even among those who know of sealed services, their places are for the municipality itself."""
    tier, used = Base.metadata.tables["service"].c.tier, _used(model)
    tiers = visible_tiers(scope)
    known = used.where(tier.in_([tier for tier in tiers if tier is not Tier.SEALED]))
    if Tier.SEALED not in tiers:
        return known
    return or_(known, and_(used, model.municipality_code == scope.municipality_code))
