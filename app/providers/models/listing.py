"""The read side of the directory: one flat row for a service at a place, and which rows changed when.

Nothing is kept only here: `services.listing` writes these rows anew from the registry. Searches read a copy of
them that each process holds in memory (`queries.memory`); the counter tells a process when its copy is old.
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

    `words` are the folded words by which it is found. `languages`, `asks_for`, `area_codes` and `legal_statuses`
    hold codes between blanks (` sq en `); no legal status means all. Opening hours are lines (`domain.opening`).
    `is_open` and `hindrance` (the code of what stands against a referral, empty when nothing does) say how it stands
    apart from a closure with dates: those count by the day on which one asks.
    """

    __tablename__ = "service_listing"
    __table_args__ = (Index("ix_service_listing_municipality", "municipality_code", "sector"),)

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
    capacity_unit: Mapped[str] = mapped_column(String(20), default="place")
    words: Mapped[str] = mapped_column(Text, default="")
    opening_hours: Mapped[str] = mapped_column(Text, default="")
    opening_exceptions: Mapped[str] = mapped_column(Text, default="")
    observes_holidays: Mapped[bool] = mapped_column(default=True)
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


class ServiceListingState(Base):
    """How often the directory changed: one row, whose lock makes the changes commit in the order of their numbers."""

    __tablename__ = "service_listing_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    changes: Mapped[int] = mapped_column(default=0)


class ServiceListingChange(Base):
    """With which change the rows of a service were last written or taken away; it outlives the service."""

    __tablename__ = "service_listing_change"

    service_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(index=True)


class SearchMiss(Base):
    """Demand without supply: how often on a day a kind of service was looked for in a municipality and not found.

    `wanted` is a code of the catalogue or a sector, never what somebody typed.
    """

    __tablename__ = "search_miss"

    day: Mapped[date] = mapped_column(primary_key=True)
    wanted: Mapped[str] = mapped_column(String(20), primary_key=True)
    municipality_code: Mapped[str] = mapped_column(String(2), primary_key=True)
    misses: Mapped[int] = mapped_column(default=1)
