"""What one hit of the directory says of a service: flat, ready to be shown, the same for every screen."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from app.providers.domain import Area, Sector, Tier
from app.providers.models import ServiceListing


class Reach(StrEnum):
    """How a service is within reach of the place that a search started from."""

    NEAR = "near"
    WIDE = "wide"
    FAR = "far"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """A service at one place, or at none. `reason` says in a code why it cannot be referred to."""

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
    point: tuple[float, float] | None = None
    distance_km: float | None = None
    reach: Reach = Reach.UNPLACED

    @property
    def referable(self) -> bool:
        return self.reason is None

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
    LISTING.latitude,
    LISTING.longitude,
)


def card_of(
    row: Row[*tuple[Any, ...]], reach: Reach = Reach.UNPLACED, distance_km: float | None = None
) -> ServiceCard:
    """A card from a row of CARD_COLUMNS, and how it was found."""
    placed = row.latitude is not None and row.longitude is not None
    return ServiceCard(
        service_id=row.service_id,
        organisation_id=row.organisation_id,
        location_id=row.location_id,
        organisation_name=row.organisation_name,
        name_sq=row.name_sq,
        name_en=row.name_en,
        sector=Sector(row.sector),
        catalogue_code=row.catalogue_code,
        municipality_code=row.municipality_code,
        county_code=row.county_code,
        tier=Tier(row.tier),
        is_open=row.is_open,
        reason=row.hindrance or None,
        languages=tuple(row.languages.split()),
        has_interpreter=row.has_interpreter,
        asks_for=tuple(row.asks_for.split()),
        places_free=row.places_free,
        last_confirmed_at=row.last_confirmed_at,
        area=Area(row.area),
        is_remote=row.is_remote,
        point=(row.latitude, row.longitude) if placed else None,
        distance_km=distance_km,
        reach=reach,
    )
