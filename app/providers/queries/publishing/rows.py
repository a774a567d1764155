"""What may be published of the registry, as typed rows; finding them is beside, writing them above."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.providers.domain import Area, Kind, Sector, ServiceStatus


@dataclass(frozen=True, slots=True)
class PublishedOrganisation:
    """An approved organisation that offers something to everybody."""

    id: UUID
    name: str
    other_names: list[str]
    kind: Kind
    municipality_code: str
    phone: str
    email: str
    website: str
    description_sq: str
    description_en: str
    tax_number: str
    licence_number: str
    licence_valid_until: date | None
    is_national: bool
    project_tags: list[str]
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class PublishedService:
    """A service of the tier `public`. Names and texts may be empty: then the kind of service speaks."""

    id: UUID
    organisation_id: UUID
    catalogue_code: str
    name_sq: str
    name_en: str
    description_sq: str
    description_en: str
    status: ServiceStatus
    languages: list[str]
    has_interpreter: bool
    interpreter_languages: list[str]
    interpreter_genders: list[str]
    capacity_total: int | None
    places_free: int | None
    capacity_unit: str
    capacity_confirmed_at: datetime | None
    has_waiting_list: bool
    waiting_days: int | None
    next_place_on: date | None
    last_confirmed_at: datetime | None
    area: Area
    area_codes: list[str]
    is_remote: bool
    is_mobile: bool
    opening_hours: list[str]
    opening_exceptions: list[str]
    observes_holidays: bool
    opening: str
    documents_to_bring: str
    required_documents: list[str]
    cost: str
    cost_kind: str
    cost_in_lek: int | None
    eligibility_sq: str
    eligibility_en: str
    legal_statuses: list[str]
    minimum_age: int | None
    maximum_age: int | None
    needs_residence: bool
    wait_days_since_application: int | None
    application_process: str
    closed_from: date | None
    closed_until: date | None
    closure_reason: str
    project_tags: list[str]
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class PublishedPlace:
    """A place at which a public service is given."""

    id: UUID
    organisation_id: UUID
    name: str
    address: str
    municipality_code: str
    latitude: float | None
    longitude: float | None
    postal_code: str
    transportation: str
    accessibility: list[str]
    accessibility_note: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class PublishedLink:
    """That a public service is given at a place; its own hours win over those of the service."""

    id: UUID
    service_id: UUID
    location_id: UUID
    opening_hours: list[str]


@dataclass(frozen=True, slots=True)
class PublishedOffer:
    """A public service at a place, as little as a map needs of it."""

    location_id: UUID
    id: UUID
    catalogue_code: str
    name_sq: str
    name_en: str
    status: ServiceStatus
    closed_from: date | None
    closed_until: date | None


@dataclass(frozen=True, slots=True)
class PublishedContact:
    """Whom to turn to, for the organisation, one of its services or one of its places."""

    id: UUID
    organisation_id: UUID
    service_id: UUID | None
    location_id: UUID | None
    name: str
    title: str
    phone: str
    extension: str
    phone_kind: str
    email: str
    languages: list[str]


@dataclass(frozen=True, slots=True)
class PublishedAgreement:
    """What an organisation agreed with a partner."""

    id: UUID
    organisation_id: UUID
    partner: str
    subject: str
    project_tag: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class PublishedKind:
    """A kind of service, with the terms of other taxonomies that it answers to."""

    code: str
    name_sq: str
    name_en: str
    sector: Sector
    open_eligibility: str
    sdg_target: str
    may_be_public: bool


def columns_of(model: type[Any], row: type[Any], *besides: str) -> list[Any]:
    """The columns of a model that a row names, without some."""
    return [getattr(model, field.name) for field in fields(row) if field.name not in besides]


def service_of(found: Sequence[Any]) -> PublishedService:
    row = PublishedService(*found)
    return replace(row, status=ServiceStatus(row.status), area=Area(row.area))


def organisation_of(found: Sequence[Any]) -> PublishedOrganisation:
    row = PublishedOrganisation(*found)
    return replace(row, kind=Kind(row.kind))


def offer_of(found: Sequence[Any]) -> PublishedOffer:
    row = PublishedOffer(*found)
    return replace(row, status=ServiceStatus(row.status))
