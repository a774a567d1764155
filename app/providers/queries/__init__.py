"""The read side of the registry: the directory, organisations, the catalogue; it changes nothing."""

from app.providers.queries.cards import Reach, ServiceCard, ServiceLabel
from app.providers.queries.catalogue import (
    CatalogueRow,
    get_catalogue_entry,
    is_catalogue_code,
    list_catalogue,
    search_catalogue,
)
from app.providers.queries.directory import (
    DirectoryFilters,
    DirectoryResult,
    search_directory,
    search_services,
)
from app.providers.queries.offers import (
    count_open_services,
    get_service,
    get_service_labels,
    list_municipalities_with_providers,
)
from app.providers.queries.organisations import (
    LocationView,
    OrganisationView,
    PendingRow,
    ServiceView,
    get_organisation,
    get_service_view,
    list_pending,
)

__all__ = [
    "CatalogueRow",
    "DirectoryFilters",
    "DirectoryResult",
    "LocationView",
    "OrganisationView",
    "PendingRow",
    "Reach",
    "ServiceCard",
    "ServiceLabel",
    "ServiceView",
    "count_open_services",
    "get_catalogue_entry",
    "get_organisation",
    "get_service",
    "get_service_labels",
    "get_service_view",
    "is_catalogue_code",
    "list_catalogue",
    "list_municipalities_with_providers",
    "list_pending",
    "search_catalogue",
    "search_directory",
    "search_services",
]
