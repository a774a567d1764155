"""One organisation with what it offers and where, and the entries that wait for a decision."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select

from app.kernel.db import db
from app.kernel.pages import Page, PageRequest
from app.providers.domain import Area, Kind, Sector, ServiceStatus, Status, Tier
from app.providers.models import CatalogueEntry, Location, Organisation, Service, ServiceAtLocation


@dataclass(frozen=True, slots=True)
class LocationView:
    """A place of an organisation."""

    id: UUID
    name: str
    address: str
    municipality_code: str
    latitude: float | None
    longitude: float | None

    @property
    def point(self) -> tuple[float, float] | None:
        return (
            (self.latitude, self.longitude)
            if self.latitude is not None and self.longitude is not None
            else None
        )


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service with everything that a person or a keeper needs to read."""

    id: UUID
    organisation_id: UUID
    version: int
    catalogue_code: str
    catalogue_sq: str
    catalogue_en: str
    own_name_sq: str
    own_name_en: str
    description_sq: str
    description_en: str
    sector: Sector
    tier: Tier
    status: ServiceStatus
    languages: tuple[str, ...]
    has_interpreter: bool
    asks_for: tuple[str, ...]
    capacity_total: int | None
    places_free: int | None
    capacity_confirmed_at: datetime | None
    last_confirmed_at: datetime | None
    last_confirmed_by: str
    area: Area
    is_remote: bool
    opening: str
    documents_to_bring: str
    cost: str
    locations: tuple[LocationView, ...] = ()

    def name(self, locale: str) -> str:
        if locale.startswith("en"):
            return self.own_name_en or self.own_name_sq or self.catalogue_en
        return self.own_name_sq or self.catalogue_sq

    def description(self, locale: str) -> str:
        own, other = (self.description_en, self.description_sq)
        return (own or other) if locale.startswith("en") else (other or own)


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation as far as the actor may see it."""

    id: UUID
    version: int
    name: str
    other_names: tuple[str, ...]
    kind: Kind
    municipality_code: str
    status: Status
    decline_reason: str
    phone: str
    email: str
    website: str
    description_sq: str
    description_en: str
    is_demo: bool
    registered_by: UUID | None
    approved_at: datetime | None
    services: tuple[ServiceView, ...] = ()
    locations: tuple[LocationView, ...] = ()

    def description(self, locale: str) -> str:
        own, other = (self.description_en, self.description_sq)
        return (own or other) if locale.startswith("en") else (other or own)


@dataclass(frozen=True, slots=True)
class PendingRow:
    """An entry that waits, oldest first."""

    id: UUID
    name: str
    kind: Kind
    municipality_code: str
    created_at: datetime


def get_organisation(organisation_id: UUID) -> OrganisationView | None:
    """The organisation with the services and places that the actor may know of."""
    columns = _columns(Organisation, OrganisationView, "services", "locations")
    row = db.session.execute(select(*columns).where(Organisation.id == organisation_id)).one_or_none()
    if row is None:
        return None
    places = {place.id: place for place in _list_locations(organisation_id)}
    services = _list_services(_services().where(Service.organisation_id == organisation_id), places)
    facts = row._asdict() | {
        "other_names": tuple(row.other_names),
        "kind": Kind(row.kind),
        "status": Status(row.status),
    }
    return OrganisationView(**facts, services=services, locations=tuple(places.values()))


def get_service_view(service_id: UUID) -> ServiceView | None:
    """One service with everything that is said of it."""
    organisation_id = db.session.scalar(select(Service.organisation_id).where(Service.id == service_id))
    if organisation_id is None:
        return None
    places = {place.id: place for place in _list_locations(organisation_id)}
    found = _list_services(_services().where(Service.id == service_id), places)
    return found[0] if found else None


def list_pending(page: PageRequest) -> Page[PendingRow]:
    """Entries that wait for a decision within the actor's scope, oldest first."""
    waiting = (
        select(
            Organisation.id,
            Organisation.name,
            Organisation.kind,
            Organisation.municipality_code,
            Organisation.created_at,
        )
        .where(Organisation.status == Status.PENDING)
        .order_by(Organisation.created_at, Organisation.id)
    )
    rows = db.session.execute(waiting.offset(page.offset).limit(page.probe)).all()
    found = [
        PendingRow(row.id, row.name, Kind(row.kind), row.municipality_code, row.created_at) for row in rows
    ]
    return Page.cut(found, page)


def _columns(model: type[Any], view: type[Any], *without: str) -> list[Any]:
    return [getattr(model, name) for name in view.__dataclass_fields__ if name not in without]


def _list_locations(organisation_id: UUID) -> list[LocationView]:
    own = select(*_columns(Location, LocationView)).where(Location.organisation_id == organisation_id)
    return [LocationView(*row) for row in db.session.execute(own.order_by(Location.name, Location.id))]


def _services() -> Select[*tuple[Any, ...]]:
    catalogue = (
        CatalogueEntry.name_sq.label("catalogue_sq"),
        CatalogueEntry.name_en.label("catalogue_en"),
        CatalogueEntry.sector,
    )
    names = (Service.name_sq.label("own_name_sq"), Service.name_en.label("own_name_en"))
    own = _columns(
        Service,
        ServiceView,
        "catalogue_sq",
        "catalogue_en",
        "sector",
        "own_name_sq",
        "own_name_en",
        "locations",
    )
    joined = select(*own, *names, *catalogue).join(
        CatalogueEntry, CatalogueEntry.code == Service.catalogue_code
    )
    return joined.order_by(Service.status, CatalogueEntry.code, Service.id)


def _list_services(
    statement: Select[*tuple[Any, ...]], places: dict[UUID, LocationView]
) -> tuple[ServiceView, ...]:
    rows = db.session.execute(statement).all()
    at = _places_of([row.id for row in rows], places)
    return tuple(_service_view(row, tuple(at[row.id])) for row in rows)


def _places_of(
    service_ids: list[UUID], places: dict[UUID, LocationView]
) -> defaultdict[UUID, list[LocationView]]:
    links = (
        select(ServiceAtLocation.service_id, ServiceAtLocation.location_id)
        .where(ServiceAtLocation.service_id.in_(service_ids))
        .order_by(ServiceAtLocation.location_id)
    )
    at: defaultdict[UUID, list[LocationView]] = defaultdict(list)
    for service_id, location_id in db.session.execute(links):
        if location_id in places:
            at[service_id].append(places[location_id])
    return at


def _service_view(row: Row[*tuple[Any, ...]], locations: tuple[LocationView, ...]) -> ServiceView:
    facts = row._asdict() | {
        "languages": tuple(row.languages),
        "asks_for": tuple(row.asks_for),
        "sector": Sector(row.sector),
        "tier": Tier(row.tier),
        "status": ServiceStatus(row.status),
        "area": Area(row.area),
    }
    return ServiceView(**facts, locations=locations)
