"""What a person filled in, as plain data that services take; forms make it.

A service is described in parts, each of which can be saved by itself; `ServiceDetails` is all of them at once.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.providers.domain import Area, CapacityUnit, Kind, PhoneKind, ServiceStatus, Tier


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """An organisation as its keeper describes it. `is_national` is for the administrator to say."""

    name: str
    kind: Kind
    municipality_code: str
    other_names: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    description_sq: str = ""
    description_en: str = ""
    tax_number: str = ""
    licence_number: str = ""
    licence_valid_until: date | None = None
    project_tags: tuple[str, ...] = ()
    is_national: bool = False


@dataclass(frozen=True, slots=True)
class LocationDetails:
    """A place where an organisation works. `accessibility` holds codes of `domain.Accessibility`."""

    municipality_code: str
    name: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    postal_code: str = ""
    transportation: str = ""
    accessibility: tuple[str, ...] = ()
    accessibility_note: str = ""


@dataclass(frozen=True)
class ServiceBasics:
    """What it is, where and for which area. `location_ids` empty: no place of its own.

    `tier` None: as open as the catalogue says, or as it was. `area_codes`: municipalities and counties served besides.
    """

    catalogue_code: str
    location_ids: tuple[UUID, ...] = ()
    name_sq: str = ""
    name_en: str = ""
    description_sq: str = ""
    description_en: str = ""
    status: ServiceStatus = ServiceStatus.ACTIVE
    tier: Tier | None = None
    area: Area = Area.MUNICIPALITY
    area_codes: tuple[str, ...] = ()
    is_remote: bool = False
    is_mobile: bool = False
    application_process: str = ""
    project_tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class ServiceHours:
    """When it is open, in the lines of `domain.opening`; `opening` is a note in words beside them."""

    opening_hours: tuple[str, ...] = ()
    opening_exceptions: tuple[str, ...] = ()
    observes_holidays: bool = True
    opening: str = ""


@dataclass(frozen=True)
class ServicePeople:
    """Whom it is for, in which language, what to bring and what it costs. No legal status named means: all."""

    languages: tuple[str, ...] = ("sq",)
    has_interpreter: bool = False
    interpreter_languages: tuple[str, ...] = ()
    interpreter_genders: tuple[str, ...] = ()
    asks_for: tuple[str, ...] = ()
    eligibility_sq: str = ""
    eligibility_en: str = ""
    legal_statuses: tuple[str, ...] = ()
    minimum_age: int | None = None
    maximum_age: int | None = None
    needs_residence: bool = False
    wait_days_since_application: int | None = None
    required_documents: tuple[str, ...] = ()
    documents_to_bring: str = ""
    cost_kind: str = ""
    cost_in_lek: int | None = None
    cost: str = ""


@dataclass(frozen=True)
class ServiceCapacity:
    """How many can be helped at once, and how long others wait."""

    capacity_total: int | None = None
    places_free: int | None = None
    capacity_unit: str = CapacityUnit.PLACE
    has_waiting_list: bool = True
    waiting_days: int | None = None
    next_place_on: date | None = None


ServicePart = ServiceBasics | ServiceHours | ServicePeople | ServiceCapacity


# The fields of the base that is named last come first.
@dataclass(frozen=True)
class ServiceDetails(ServiceCapacity, ServicePeople, ServiceHours, ServiceBasics):
    """A service as its keeper describes it, all parts together."""


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """A person or desk to turn to, for one service, for one place, or (neither named) for the whole organisation."""

    name: str = ""
    title: str = ""
    phone: str = ""
    extension: str = ""
    phone_kind: PhoneKind = PhoneKind.VOICE
    email: str = ""
    languages: tuple[str, ...] = ()
    service_id: UUID | None = None
    location_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AgreementDetails:
    """What was agreed with a partner, and until when."""

    partner: str
    subject: str = ""
    project_tag: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
