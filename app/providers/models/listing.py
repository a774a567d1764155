"""The read side of the directory: one flat row for a service at a place, and the words by which it is found.

Nothing is kept only here: `services.listing` writes these rows anew from the registry.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, String, or_, true
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base, Identified
from app.kernel.scope import Scope, Scoped
from app.providers.domain import Area, Sector, Tier
from app.providers.models.visibility import visible_tiers


class ServiceListing(Identified, Scoped, Base):
    """A service of an approved organisation at one place, or at none. Sealed ones never carry coordinates.

    `languages` and `asks_for` hold codes between blanks (` sq en `), so that one code can be looked for
    on either engine. `hindrance` is the code of what stands against a referral, empty when nothing does.
    """

    __tablename__ = "service_listing"
    __table_args__ = (
        Index("ix_service_listing_point", "latitude", "longitude"),
        Index("ix_service_listing_sort", "sort_name", "id"),
        Index("ix_service_listing_municipality", "municipality_code", "sector"),
        Index("ix_service_listing_sector", "sector", "latitude"),
        Index("ix_service_listing_catalogue", "catalogue_code", "latitude"),
        Index("ix_service_listing_area", "area", "county_code"),
    )

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(index=True)
    location_id: Mapped[UUID | None]
    organisation_name: Mapped[str] = mapped_column(String(200))
    sort_name: Mapped[str] = mapped_column(String(200))
    name_sq: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    sector: Mapped[Sector] = mapped_column(String(20))
    catalogue_code: Mapped[str] = mapped_column(String(12))
    municipality_code: Mapped[str] = mapped_column(String(2))
    county_code: Mapped[str] = mapped_column(String(6))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    tier: Mapped[Tier] = mapped_column(String(20))
    is_open: Mapped[bool]
    hindrance: Mapped[str] = mapped_column(String(40))
    languages: Mapped[str] = mapped_column(String(200))
    has_interpreter: Mapped[bool]
    asks_for: Mapped[str] = mapped_column(String(200))
    places_free: Mapped[int | None]
    last_confirmed_at: Mapped[datetime | None]
    area: Mapped[Area] = mapped_column(String(20))
    is_remote: Mapped[bool]

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        if scope.all_rows:
            return true()
        known = cls.tier.in_(visible_tiers(scope))
        return or_(known, cls.organisation_id == scope.organisation_id) if scope.organisation_id else known


class ServiceListingToken(Base):
    """One folded word by which a service is found. Words of guarded services are never offered as corrections."""

    __tablename__ = "service_listing_token"

    token: Mapped[str] = mapped_column(String(60), primary_key=True)
    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"), primary_key=True, index=True)
