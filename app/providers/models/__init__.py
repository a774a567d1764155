"""The tables of the provider registry. They belong to this package: others go through its queries and services."""

from app.providers.models.catalogue import CatalogueEntry
from app.providers.models.contact import Agreement, Contact
from app.providers.models.imports import ImportBatch, ImportMapping, ImportRow
from app.providers.models.listing import (
    SearchMiss,
    ServiceListing,
    ServiceListingChange,
    ServiceListingState,
)
from app.providers.models.organisation import Location, Organisation
from app.providers.models.registration import (
    DistinctOrganisations,
    OrganisationMerge,
    ProviderRegistration,
)
from app.providers.models.service import Service, ServiceAtLocation
from app.providers.models.upkeep import ConfirmationRequest, EntryChange, EntryReport
from app.providers.models.visibility import visible_tiers

__all__ = [
    "Agreement",
    "CatalogueEntry",
    "ConfirmationRequest",
    "Contact",
    "DistinctOrganisations",
    "EntryChange",
    "EntryReport",
    "ImportBatch",
    "ImportMapping",
    "ImportRow",
    "Location",
    "Organisation",
    "OrganisationMerge",
    "ProviderRegistration",
    "SearchMiss",
    "Service",
    "ServiceAtLocation",
    "ServiceListing",
    "ServiceListingChange",
    "ServiceListingState",
    "visible_tiers",
]
