"""What keeps entries true: requests to confirm them, reports of mistakes, and who changed what and why."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, String, Text, and_, exists, or_, true
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.audit import Audited
from app.kernel.db import Base, Identified, Versioned
from app.kernel.scope import Scope, Scoped
from app.providers.models.organisation import Location, Organisation
from app.providers.models.service import Service


class ConfirmationRequest(Identified, Scoped, Base):
    """A mail with a signed link that asked an organisation whether its entry is still right."""

    __tablename__ = "confirmation_request"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        if scope.all_rows:
            return true()
        return exists().where(Organisation.id == cls.organisation_id, Organisation.visible_to(scope))


class EntryReport(Identified, Versioned, Audited, Scoped, Base):
    """Somebody says that an entry is wrong. `what` is a code; the words never hold a person's data."""

    __tablename__ = "entry_report"
    __table_args__ = (Index("ix_entry_report_open", "organisation_id", "settled_at"),)

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"))
    what: Mapped[str] = mapped_column(String(30))
    words: Mapped[str] = mapped_column(Text, default="")
    reported_at: Mapped[datetime] = mapped_column(default=clock.now)
    reported_by: Mapped[UUID | None]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[UUID | None]
    settlement: Mapped[str] = mapped_column(String(20), default="")

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        return _with_its_entry(cls, scope)


class EntryChange(Identified, Scoped, Base):
    """One change of an entry, for people to read: `changes` maps a field to what it was and what it became."""

    __tablename__ = "entry_change"
    __table_args__ = (Index("ix_entry_change_organisation", "organisation_id", "changed_at"),)

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"), index=True)
    # No foreign key: what was said of a place outlives the place.
    location_id: Mapped[UUID | None]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_by: Mapped[UUID | None]
    changed_by_name: Mapped[str] = mapped_column(String(200), default="")
    action: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(500), default="")
    changes: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        known = _with_its_entry(cls, scope)
        return and_(known, _with_its_place(cls, scope))


def _with_its_place(model: type[EntryChange], scope: Scope) -> ColumnElement[bool]:
    """What was said of a place is for those who know of the place, and for its own organisation."""
    if scope.all_rows:
        return true()
    place = exists().where(Location.id == model.location_id, Location.visible_to(scope))
    known = or_(model.location_id.is_(None), place.correlate_except(Location.__table__))
    return or_(known, model.organisation_id == scope.organisation_id) if scope.organisation_id else known


def _with_its_entry(model: type[EntryReport] | type[EntryChange], scope: Scope) -> ColumnElement[bool]:
    """Known to whoever knows of the organisation and, where it is about one service, of that service."""
    if scope.all_rows:
        return true()
    # Both are looked for here, also inside a statement that reads services or organisations itself.
    entry = exists().where(Organisation.id == model.organisation_id, Organisation.visible_to(scope))
    service = exists().where(Service.id == model.service_id, Service.visible_to(scope))
    return and_(
        entry.correlate_except(Organisation.__table__),
        or_(model.service_id.is_(None), service.correlate_except(Service.__table__)),
    )
