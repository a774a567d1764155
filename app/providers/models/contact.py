"""Whom to turn to, and who pays: HSDS 3.1 `contact` with its `phone`, and agreements with partners."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, String, and_, exists, or_, true
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base, Identified
from app.kernel.scope import Scope, Scoped
from app.providers.models.organisation import Location, Organisation
from app.providers.models.service import Service


class Contact(Identified, Scoped, Base):
    """A person or desk of an organisation, for all of it, for one service or for one place.

    `phone_kind`: voice, sms, whatsapp or fax. Known to whoever knows of what it belongs to.
    """

    __tablename__ = "contact"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"), index=True)
    location_id: Mapped[UUID | None] = mapped_column(ForeignKey("location.id"), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    title: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    extension: Mapped[str] = mapped_column(String(10), default="")
    phone_kind: Mapped[str] = mapped_column(String(10), default="voice")
    email: Mapped[str] = mapped_column(String(254), default="")
    languages: Mapped[list[str]] = mapped_column(default=list)
    position: Mapped[int] = mapped_column(default=0)

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        if scope.all_rows:
            return true()
        return and_(
            exists().where(Organisation.id == cls.organisation_id, Organisation.visible_to(scope)),
            or_(
                cls.service_id.is_(None),
                exists().where(Service.id == cls.service_id, Service.visible_to(scope)),
            ),
            or_(
                cls.location_id.is_(None),
                exists().where(Location.id == cls.location_id, Location.visible_to(scope)),
            ),
        )


class Agreement(Identified, Scoped, Base):
    """What an organisation agreed with a partner (a funder, a project, the municipality), until when."""

    __tablename__ = "agreement"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    partner: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(300), default="")
    project_tag: Mapped[str] = mapped_column(String(60), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        if scope.all_rows:
            return true()
        return exists().where(Organisation.id == cls.organisation_id, Organisation.visible_to(scope))
