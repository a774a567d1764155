"""What a provider, a service and its openness are: pure rules, no database and no web."""

from app.providers.domain.catalogue import SECTOR_OF, TIER_OF_SENSITIVITY, Sector, Tier
from app.providers.domain.contact import normalise_phone, normalise_web_address
from app.providers.domain.offer import (
    CAPACITY_TRUE_FOR,
    CONFIRMED_FOR,
    Area,
    ServiceStatus,
    check_places,
    is_fresh,
    why_not_referable,
)
from app.providers.domain.organisation import DECISIONS, Decision, Kind, Status, decide
from app.providers.domain.place import KM_PER_DEGREE, Point, check_coordinates
from app.providers.domain.registration import ImportStatus, RegistrationStatus
from app.providers.domain.search import search_words, typed_words

__all__ = [
    "CAPACITY_TRUE_FOR",
    "CONFIRMED_FOR",
    "DECISIONS",
    "KM_PER_DEGREE",
    "SECTOR_OF",
    "TIER_OF_SENSITIVITY",
    "Area",
    "Decision",
    "ImportStatus",
    "Kind",
    "Point",
    "RegistrationStatus",
    "Sector",
    "ServiceStatus",
    "Status",
    "Tier",
    "check_coordinates",
    "check_places",
    "decide",
    "is_fresh",
    "normalise_phone",
    "normalise_web_address",
    "search_words",
    "typed_words",
    "why_not_referable",
]
