"""What a person filled in, as plain data that services take; forms make it."""

from dataclasses import dataclass
from uuid import UUID

from app.providers.domain import Area, Kind, ServiceStatus


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """An organisation as its keeper describes it."""

    name: str
    kind: Kind
    municipality_code: str
    other_names: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    description_sq: str = ""
    description_en: str = ""


@dataclass(frozen=True, slots=True)
class LocationDetails:
    """A place where an organisation works."""

    municipality_code: str
    name: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class ServiceDetails:
    """A service as its keeper describes it. `location_ids` empty means that it has no place of its own."""

    catalogue_code: str
    location_ids: tuple[UUID, ...] = ()
    name_sq: str = ""
    name_en: str = ""
    description_sq: str = ""
    description_en: str = ""
    status: ServiceStatus = ServiceStatus.ACTIVE
    languages: tuple[str, ...] = ("sq",)
    has_interpreter: bool = False
    asks_for: tuple[str, ...] = ()
    capacity_total: int | None = None
    places_free: int | None = None
    area: Area = Area.MUNICIPALITY
    is_remote: bool = False
    opening: str = ""
    documents_to_bring: str = ""
    cost: str = ""
