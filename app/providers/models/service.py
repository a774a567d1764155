"""Services and where they are given, in the shape of HSDS 3.1 `service` and `service_at_location`."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, and_, exists, or_, true
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.audit import Audited
from app.kernel.db import Base, Identified, Versioned
from app.kernel.scope import Scope, Scoped
from app.providers.domain import Area, ServiceStatus, Tier
from app.providers.models.organisation import Organisation
from app.providers.models.visibility import visible_tiers


class Service(Identified, Versioned, Audited, Scoped, Base):
    """What an organisation offers. `asks_for` names what it must know of a person beyond the basics."""

    __tablename__ = "service"
    __table_args__ = (Index("ix_service_catalogue_status", "catalogue_code", "status"),)

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    catalogue_code: Mapped[str] = mapped_column(String(12), ForeignKey("catalogue_entry.code"))
    tier: Mapped[Tier] = mapped_column(String(20), default=Tier.NETWORK)
    name_sq: Mapped[str] = mapped_column(String(200), default="")
    name_en: Mapped[str] = mapped_column(String(200), default="")
    description_sq: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[ServiceStatus] = mapped_column(String(20), default=ServiceStatus.ACTIVE)
    languages: Mapped[list[str]] = mapped_column(default=list)
    has_interpreter: Mapped[bool] = mapped_column(default=False)
    asks_for: Mapped[list[str]] = mapped_column(default=list)
    capacity_total: Mapped[int | None]
    places_free: Mapped[int | None]
    capacity_confirmed_at: Mapped[datetime | None]
    last_confirmed_at: Mapped[datetime | None]
    last_confirmed_by: Mapped[str] = mapped_column(String(200), default="")
    area: Mapped[Area] = mapped_column(String(20), default=Area.MUNICIPALITY)
    is_remote: Mapped[bool] = mapped_column(default=False)
    opening: Mapped[str] = mapped_column(String(300), default="")
    documents_to_bring: Mapped[str] = mapped_column(String(500), default="")
    cost: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        if scope.all_rows:
            return true()
        standing = exists().where(Organisation.id == cls.organisation_id, Organisation.visible_to(scope))
        # The organisation is looked for here, also inside a statement that reads organisations itself.
        known = and_(cls.tier.in_(visible_tiers(scope)), standing.correlate_except(Organisation.__table__))
        return or_(known, cls.organisation_id == scope.organisation_id) if scope.organisation_id else known


class ServiceAtLocation(Base):
    """That a service is given at a place."""

    __tablename__ = "service_at_location"

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"), primary_key=True)
    location_id: Mapped[UUID] = mapped_column(ForeignKey("location.id"), primary_key=True, index=True)
