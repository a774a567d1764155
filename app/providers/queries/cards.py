"""What one hit of the directory says of a service: flat, ready to be shown, the same for every screen."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from sys import intern
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from app.providers.domain import (
    Area,
    CapacityUnit,
    Sector,
    ServiceStatus,
    Tier,
    is_closed_on,
    why_not_referable,
)
from app.providers.domain.hours import UNKNOWN_HOURS, Hours
from app.providers.models import ServiceListing


class Reach(StrEnum):
    """How a service is within reach of the place that a search started from."""

    NEAR = "near"
    WIDE = "wide"
    FAR = "far"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True, eq=False)
class ServiceCard:
    """A service at one place, or at none. `reason` says in a code why it cannot be referred to.

    `is_open` and `reason` are those of a day (`on_day`). A card is one thing in memory: two are never compared.
    """

    service_id: UUID
    organisation_id: UUID
    location_id: UUID | None
    organisation_name: str
    name_sq: str
    name_en: str
    sector: Sector
    catalogue_code: str
    municipality_code: str
    county_code: str
    tier: Tier
    is_open: bool
    reason: str | None
    languages: tuple[str, ...]
    has_interpreter: bool
    asks_for: tuple[str, ...]
    places_free: int | None
    last_confirmed_at: datetime | None
    area: Area
    is_remote: bool
    is_mobile: bool = False
    capacity_unit: str = CapacityUnit.PLACE
    area_codes: tuple[str, ...] = ()
    legal_statuses: tuple[str, ...] = ()
    minimum_age: int | None = None
    maximum_age: int | None = None
    is_wheelchair_accessible: bool = False
    has_waiting_list: bool = True
    waiting_days: int | None = None
    next_place_on: date | None = None
    capacity_confirmed_at: datetime | None = None
    closed_from: date | None = None
    closed_until: date | None = None
    hours: Hours = UNKNOWN_HOURS
    point: tuple[float, float] | None = None
    distance_km: float | None = None
    reach: Reach = Reach.UNPLACED

    @property
    def referable(self) -> bool:
        return self.reason is None

    @property
    def has_closure(self) -> bool:
        """Whether a closure with dates is noted, now or at another time."""
        return self.closed_from is not None or self.closed_until is not None

    def on_day(self, day: date) -> "ServiceCard":
        """The same as it stands on a day: a closure with dates begins and ends by itself."""
        if not is_closed_on(self.closed_from, self.closed_until, day):
            return self
        status = ServiceStatus.TEMPORARILY_CLOSED
        closed = why_not_referable(self.tier, status, is_listed=True)
        return replace(self, is_open=False, reason=self.reason or closed)

    def found(self, reach: Reach, distance_km: float | None) -> "ServiceCard":
        """The same as a hit of a search."""
        return replace(self, reach=reach, distance_km=distance_km)

    def name(self, locale: str) -> str:
        """What the service is called in the reader's language; names are data."""
        return self.name_en if locale.startswith("en") else self.name_sq


@dataclass(frozen=True, slots=True)
class ServiceLabel:
    """The names of a service for a list of things that were once sent to it."""

    organisation_name: str
    name_sq: str
    name_en: str

    def name(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_sq


LISTING = ServiceListing
CARD_COLUMNS = (
    LISTING.id,
    LISTING.sort_name,
    LISTING.service_id,
    LISTING.organisation_id,
    LISTING.location_id,
    LISTING.organisation_name,
    LISTING.name_sq,
    LISTING.name_en,
    LISTING.sector,
    LISTING.catalogue_code,
    LISTING.municipality_code,
    LISTING.county_code,
    LISTING.tier,
    LISTING.is_open,
    LISTING.hindrance,
    LISTING.languages,
    LISTING.has_interpreter,
    LISTING.asks_for,
    LISTING.places_free,
    LISTING.last_confirmed_at,
    LISTING.area,
    LISTING.is_remote,
    LISTING.is_mobile,
    LISTING.capacity_unit,
    LISTING.area_codes,
    LISTING.legal_statuses,
    LISTING.minimum_age,
    LISTING.maximum_age,
    LISTING.is_wheelchair_accessible,
    LISTING.has_waiting_list,
    LISTING.waiting_days,
    LISTING.next_place_on,
    LISTING.capacity_confirmed_at,
    LISTING.closed_from,
    LISTING.closed_until,
    LISTING.opening_hours,
    LISTING.opening_exceptions,
    LISTING.observes_holidays,
    LISTING.latitude,
    LISTING.longitude,
)
_HOURS_REMEMBERED = 5000


def card_of(row: Row[*tuple[Any, ...]]) -> ServiceCard:
    """A card from a row of CARD_COLUMNS."""
    # Thousands of cards stay in memory: what many of them say is kept once.
    return ServiceCard(
        service_id=row.service_id,
        organisation_id=_one_id(row.organisation_id),
        location_id=_one_id(row.location_id) if row.location_id else None,
        organisation_name=intern(row.organisation_name),
        name_sq=intern(row.name_sq),
        name_en=intern(row.name_en),
        sector=Sector(row.sector),
        catalogue_code=intern(row.catalogue_code),
        municipality_code=intern(row.municipality_code),
        county_code=intern(row.county_code),
        tier=Tier(row.tier),
        is_open=row.is_open,
        reason=intern(row.hindrance) or None,
        languages=_codes(row.languages),
        has_interpreter=row.has_interpreter,
        asks_for=_codes(row.asks_for),
        places_free=row.places_free,
        last_confirmed_at=row.last_confirmed_at,
        area=Area(row.area),
        is_remote=row.is_remote,
        is_mobile=row.is_mobile,
        capacity_unit=intern(row.capacity_unit),
        area_codes=_codes(row.area_codes),
        legal_statuses=_codes(row.legal_statuses),
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
        is_wheelchair_accessible=row.is_wheelchair_accessible,
        has_waiting_list=row.has_waiting_list,
        waiting_days=row.waiting_days,
        next_place_on=row.next_place_on,
        capacity_confirmed_at=row.capacity_confirmed_at,
        closed_from=row.closed_from,
        closed_until=row.closed_until,
        hours=_hours(row.opening_hours, row.opening_exceptions, row.observes_holidays),
        point=None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude),
    )


@lru_cache(maxsize=_HOURS_REMEMBERED)
def _one_id(identifier: UUID) -> UUID:
    return identifier


@lru_cache(maxsize=_HOURS_REMEMBERED)
def _codes(text: str) -> tuple[str, ...]:
    return tuple(intern(code) for code in text.split())


@lru_cache(maxsize=_HOURS_REMEMBERED)
def _hours(lines: str, exceptions: str, observes_holidays: bool) -> Hours:
    return Hours.read(lines, exceptions, observes_holidays=observes_holidays)
