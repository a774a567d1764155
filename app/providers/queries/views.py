"""The shapes in which organisations, places and services are read for a page; reading them is elsewhere."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.providers.domain import Area, Kind, Sector, ServiceStatus, Status, Tier


@dataclass(frozen=True, slots=True)
class LocationView:
    """A place of an organisation. `accessibility` holds codes of `domain.facts.Accessibility`."""

    id: UUID
    version: int
    name: str
    address: str
    municipality_code: str
    latitude: float | None
    longitude: float | None
    postal_code: str
    transportation: str
    accessibility: tuple[str, ...]
    accessibility_note: str

    @property
    def point(self) -> tuple[float, float] | None:
        return (
            (self.latitude, self.longitude)
            if self.latitude is not None and self.longitude is not None
            else None
        )


@dataclass(frozen=True, slots=True)
class ServicePlace:
    """A service at one place; without `opening_hours` of its own it is open there as the service is."""

    location: LocationView
    opening_hours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactView:
    """A person or desk to turn to; `service_id` and `location_id` say what it is for, both empty: for all."""

    id: UUID
    service_id: UUID | None
    location_id: UUID | None
    name: str
    title: str
    phone: str
    extension: str
    phone_kind: str
    email: str
    languages: tuple[str, ...]
    position: int


@dataclass(frozen=True, slots=True)
class AgreementView:
    """What an organisation agreed with a partner, until when."""

    id: UUID
    partner: str
    subject: str
    project_tag: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service with everything that a person or a keeper needs to read; codes and lines as the model keeps them."""

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
    is_information_only: bool
    tier: Tier
    status: ServiceStatus
    languages: tuple[str, ...]
    has_interpreter: bool
    interpreter_languages: tuple[str, ...]
    interpreter_genders: tuple[str, ...]
    asks_for: tuple[str, ...]
    capacity_total: int | None
    capacity_unit: str
    places_free: int | None
    capacity_confirmed_at: datetime | None
    has_waiting_list: bool
    waiting_days: int | None
    next_place_on: date | None
    last_confirmed_at: datetime | None
    last_confirmed_by: str
    area: Area
    area_codes: tuple[str, ...]
    is_remote: bool
    is_mobile: bool
    opening_hours: tuple[str, ...]
    opening_exceptions: tuple[str, ...]
    observes_holidays: bool
    opening: str
    required_documents: tuple[str, ...]
    documents_to_bring: str
    cost_kind: str
    cost_in_lek: int | None
    cost: str
    eligibility_sq: str
    eligibility_en: str
    legal_statuses: tuple[str, ...]
    minimum_age: int | None
    maximum_age: int | None
    needs_residence: bool
    wait_days_since_application: int | None
    application_process: str
    closed_from: date | None
    closed_until: date | None
    closure_reason: str
    project_tags: tuple[str, ...]
    places: tuple[ServicePlace, ...] = ()

    @property
    def locations(self) -> tuple[LocationView, ...]:
        return tuple(place.location for place in self.places)

    def name(self, locale: str) -> str:
        if locale.startswith("en"):
            return self.own_name_en or self.own_name_sq or self.catalogue_en
        return self.own_name_sq or self.catalogue_sq

    def description(self, locale: str) -> str:
        return in_language(self.description_sq, self.description_en, locale)

    def eligibility(self, locale: str) -> str:
        return in_language(self.eligibility_sq, self.eligibility_en, locale)


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
    tax_number: str
    licence_number: str
    licence_valid_until: date | None
    is_national: bool
    project_tags: tuple[str, ...]
    merged_into_id: UUID | None
    is_demo: bool
    registered_by: UUID | None
    approved_at: datetime | None
    services: tuple[ServiceView, ...] = ()
    locations: tuple[LocationView, ...] = ()
    contacts: tuple[ContactView, ...] = ()
    agreements: tuple[AgreementView, ...] = ()

    def description(self, locale: str) -> str:
        return in_language(self.description_sq, self.description_en, locale)

    def service(self, service_id: UUID) -> ServiceView | None:
        return next((service for service in self.services if service.id == service_id), None)


def in_language(albanian: str, english: str, locale: str) -> str:
    """What was written in the reader's language, or else in the other one."""
    return (english or albanian) if locale.startswith("en") else (albanian or english)
