"""The tables of the provider registry. They belong to this package: others go through its queries and services."""

from app.providers.models.catalogue import CatalogueEntry
from app.providers.models.listing import ServiceListing, ServiceListingToken
from app.providers.models.organisation import Location, Organisation
from app.providers.models.service import Service, ServiceAtLocation
from app.providers.models.visibility import visible_tiers

__all__ = [
    "CatalogueEntry",
    "Location",
    "Organisation",
    "Service",
    "ServiceAtLocation",
    "ServiceListing",
    "ServiceListingToken",
    "visible_tiers",
]
