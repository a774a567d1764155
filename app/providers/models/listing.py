"""The read side of the directory: one flat row for a service at a place, and the words by which it is found.

Nothing is kept only here: `services.listing` writes these rows anew from the registry.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, or_, true
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base, Identified
from app.kernel.scope import Scope, Scoped
from app.providers.domain import Area, Sector, Tier
from app.providers.models.visibility import visible_tiers


class ServiceListing(Identified, Scoped, Base):
    """A service of an approved organisation at one place, or at none. Sealed ones never carry coordinates.

    `languages`, `asks_for`, `area_codes` and `legal_statuses` hold codes between blanks (` sq en `), so that one
    code can be looked for on either engine; no legal status means all. `hindrance` is the code of what stands
    against a referral, empty when nothing does.
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
    is_mobile: Mapped[bool] = mapped_column(default=False)
    area_codes: Mapped[str] = mapped_column(Text, default="")
    legal_statuses: Mapped[str] = mapped_column(String(80), default="")
    minimum_age: Mapped[int | None]
    maximum_age: Mapped[int | None]
    is_wheelchair_accessible: Mapped[bool] = mapped_column(default=False)
    observes_holidays: Mapped[bool] = mapped_column(default=True)
    has_opening_hours: Mapped[bool] = mapped_column(default=False)
    has_waiting_list: Mapped[bool] = mapped_column(default=True)
    waiting_days: Mapped[int | None]
    next_place_on: Mapped[date | None]
    capacity_confirmed_at: Mapped[datetime | None]
    closed_from: Mapped[date | None]
    closed_until: Mapped[date | None]

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


class ServiceListingOpening(Base):
    """A stretch of the week in which a listed service is open: minutes from Monday 0:00, the end not included."""

    __tablename__ = "service_listing_opening"

    listing_id: Mapped[UUID] = mapped_column(primary_key=True)
    opens: Mapped[int] = mapped_column(primary_key=True)
    closes: Mapped[int]
    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"), index=True)


class ServiceListingException(Base):
    """Days on which other hours hold: minutes from 0:00 of each day; both empty means closed."""

    __tablename__ = "service_listing_exception"

    listing_id: Mapped[UUID] = mapped_column(primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    last_day: Mapped[date]
    opens: Mapped[int | None]
    closes: Mapped[int | None]
    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"), index=True)


class SearchMiss(Base):
    """Demand without supply: how often on a day a kind of service was looked for in a municipality and not found.

    `wanted` is a code of the catalogue or a sector, never what somebody typed.
    """

    __tablename__ = "search_miss"

    day: Mapped[date] = mapped_column(primary_key=True)
    wanted: Mapped[str] = mapped_column(String(20), primary_key=True)
    municipality_code: Mapped[str] = mapped_column(String(2), primary_key=True)
    misses: Mapped[int] = mapped_column(default=1)
