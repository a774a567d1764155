"""Services and where they are given, in the shape of HSDS 3.1 `service` and `service_at_location`."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, and_, exists, or_, true
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.audit import Audited
from app.kernel.db import Base, Identified, Versioned
from app.kernel.scope import Scope, Scoped
from app.providers.domain import Area, ServiceStatus, Tier, service_at_location_id
from app.providers.models.organisation import Organisation
from app.providers.models.visibility import visible_tiers


class Service(Identified, Versioned, Audited, Scoped, Base):
    """What an organisation offers. `asks_for` names what it must know of a person beyond the basics.

    Opening hours are lines such as `mon 08:00-16:00`, exceptions `2026-12-24/2026-12-31 closed` (`domain.opening`).
    `area_codes` adds municipalities and counties that it also serves; `legal_statuses` empty means: all.
    """

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
    area_codes: Mapped[list[str]] = mapped_column(default=list)
    is_remote: Mapped[bool] = mapped_column(default=False)
    is_mobile: Mapped[bool] = mapped_column(default=False)
    opening_hours: Mapped[list[str]] = mapped_column(default=list)
    opening_exceptions: Mapped[list[str]] = mapped_column(default=list)
    observes_holidays: Mapped[bool] = mapped_column(default=True)
    opening: Mapped[str] = mapped_column(String(300), default="")
    documents_to_bring: Mapped[str] = mapped_column(String(500), default="")
    required_documents: Mapped[list[str]] = mapped_column(default=list)
    cost: Mapped[str] = mapped_column(String(200), default="")
    cost_kind: Mapped[str] = mapped_column(String(20), default="")
    cost_in_lek: Mapped[int | None]
    interpreter_languages: Mapped[list[str]] = mapped_column(default=list)
    interpreter_genders: Mapped[list[str]] = mapped_column(default=list)
    capacity_unit: Mapped[str] = mapped_column(String(20), default="place")
    has_waiting_list: Mapped[bool] = mapped_column(default=True)
    waiting_days: Mapped[int | None]
    next_place_on: Mapped[date | None]
    eligibility_sq: Mapped[str] = mapped_column(Text, default="")
    eligibility_en: Mapped[str] = mapped_column(Text, default="")
    legal_statuses: Mapped[list[str]] = mapped_column(default=list)
    minimum_age: Mapped[int | None]
    maximum_age: Mapped[int | None]
    needs_residence: Mapped[bool] = mapped_column(default=False)
    wait_days_since_application: Mapped[int | None]
    application_process: Mapped[str] = mapped_column(String(500), default="")
    closed_from: Mapped[date | None]
    closed_until: Mapped[date | None]
    closure_reason: Mapped[str] = mapped_column(String(300), default="")
    project_tags: Mapped[list[str]] = mapped_column(default=list)
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


def _id_of_its_parts(context: DefaultExecutionContext) -> UUID:
    row = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return service_at_location_id(row["service_id"], row["location_id"])


class ServiceAtLocation(Base):
    """That a service is given at a place. `id` follows from the two: other systems know the link by it."""

    __tablename__ = "service_at_location"

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"), primary_key=True)
    location_id: Mapped[UUID] = mapped_column(ForeignKey("location.id"), primary_key=True, index=True)
    id: Mapped[UUID] = mapped_column(default=_id_of_its_parts, unique=True, index=True)
    # Empty: open as the service is everywhere.
    opening_hours: Mapped[list[str]] = mapped_column(default=list)
