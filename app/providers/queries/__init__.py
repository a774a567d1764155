"""The read side of the registry: the directory, organisations, the catalogue; it changes nothing."""

from app.providers.queries.cards import Reach, ServiceCard, ServiceLabel
from app.providers.queries.catalogue import (
    CatalogueRow,
    get_catalogue_entry,
    is_catalogue_code,
    list_catalogue,
    list_catalogue_meant,
    search_catalogue,
)
from app.providers.queries.directory import (
    DirectoryFilters,
    DirectoryResult,
    count_services,
    search_directory,
    search_services,
)
from app.providers.queries.duplicates import (
    DuplicatePair,
    EntryLabel,
    Lookalike,
    MergeRow,
    get_kept_id,
    known_of,
    list_duplicate_pairs,
    list_lookalikes,
    list_merges,
)
from app.providers.queries.misses import MissRow, list_misses
from app.providers.queries.offers import (
    count_open_services,
    get_service,
    get_service_labels,
    list_municipalities_with_providers,
)
from app.providers.queries.organisations import (
    get_organisation,
    get_service_facts,
    get_service_view,
    has_waiting_list,
)
from app.providers.queries.registration import (
    RegistrationView,
    WaitingRow,
    Way,
    get_registration,
    get_registration_by_proof,
    list_waiting,
)
from app.providers.queries.views import (
    AgreementView,
    ContactView,
    LocationView,
    OrganisationView,
    ServicePlace,
    ServiceView,
)

__all__ = [
    "AgreementView",
    "CatalogueRow",
    "ContactView",
    "DirectoryFilters",
    "DirectoryResult",
    "DuplicatePair",
    "EntryLabel",
    "LocationView",
    "Lookalike",
    "MergeRow",
    "MissRow",
    "OrganisationView",
    "Reach",
    "RegistrationView",
    "ServiceCard",
    "ServiceLabel",
    "ServicePlace",
    "ServiceView",
    "WaitingRow",
    "Way",
    "count_open_services",
    "count_services",
    "get_catalogue_entry",
    "get_kept_id",
    "get_organisation",
    "get_registration",
    "get_registration_by_proof",
    "get_service",
    "get_service_facts",
    "get_service_labels",
    "get_service_view",
    "has_waiting_list",
    "is_catalogue_code",
    "known_of",
    "list_catalogue",
    "list_catalogue_meant",
    "list_duplicate_pairs",
    "list_lookalikes",
    "list_merges",
    "list_misses",
    "list_municipalities_with_providers",
    "list_waiting",
    "search_catalogue",
    "search_directory",
    "search_services",
]
