"""Sectors and tiers: how services are sorted for people, and how guarded they are."""

from enum import StrEnum
from types import MappingProxyType


class Sector(StrEnum):
    """The eight sectors of the product, and the enablers that open the way to them."""

    SOCIAL = "social"
    CASH = "cash"
    SHELTER = "shelter"
    PROTECTION = "protection"
    LEGAL = "legal"
    EDUCATION = "education"
    EMPLOYMENT = "employment"
    HEALTH = "health"
    ACCESS = "access"


# The catalogue file has seventeen sectors of its own; people choose among these.
SECTOR_OF = MappingProxyType(
    {
        "social": Sector.SOCIAL,
        "cohesion": Sector.SOCIAL,
        "cash": Sector.CASH,
        "shelter": Sector.SHELTER,
        "protection": Sector.PROTECTION,
        "child protection": Sector.PROTECTION,
        "GBV": Sector.PROTECTION,
        "anti-trafficking": Sector.PROTECTION,
        "legal": Sector.LEGAL,
        "documentation": Sector.LEGAL,
        "education": Sector.EDUCATION,
        "employment": Sector.EMPLOYMENT,
        "health": Sector.HEALTH,
        "MHPSS": Sector.HEALTH,
        "language": Sector.ACCESS,
        "digital": Sector.ACCESS,
        "access": Sector.ACCESS,
    }
)


class Tier(StrEnum):
    """Who may know of a service. Each tier is more guarded than the one before."""

    PUBLIC = "public"
    NETWORK = "network"
    RESTRICTED = "restricted"
    SEALED = "sealed"


TIER_OF_SENSITIVITY = MappingProxyType(
    {
        "public-info": Tier.PUBLIC,
        "normal": Tier.NETWORK,
        "restricted": Tier.RESTRICTED,
        "sealed": Tier.SEALED,
    }
)
# A keeper may show an ordinary service to everybody; one that the catalogue guards never becomes more open.
LEAST_TIER_OF_SENSITIVITY = MappingProxyType({**TIER_OF_SENSITIVITY, "normal": Tier.PUBLIC})


def allowed_tiers(sensitivity: str) -> tuple[Tier, ...]:
    """The tiers among which the keeper of a service of this kind chooses, the most open first."""
    tiers = tuple(Tier)
    return tiers[tiers.index(LEAST_TIER_OF_SENSITIVITY[sensitivity]) :]
