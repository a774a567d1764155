"""The addresses of the feeds, what each may be asked and what it answers with; all else is made from this list."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

BASE = "/api/hsds/v3"
POINTS = "/api/geojson/locations"

_PAGED = ("search", "page", "per_page", "format", "lang")
_FILTERS = ("taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "modified_before")
_ONE = ("format", "lang")


@dataclass(frozen=True, slots=True)
class Operation:
    """One address. `parameters` are keys of `parameters.PARAMETERS`; `schema` is a component of the document."""

    path: str
    parameters: tuple[str, ...]
    schema: str
    has_id: bool = False
    media_type: str = "application/json"

    @property
    def public_path(self) -> str:
        """The path as it stands in the document."""
        return f"{self.path}/{{id}}" if self.has_id else self.path


OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        "root": Operation(f"{BASE}/", _ONE, "Api"),
        "services": Operation(f"{BASE}/services", (*_PAGED, *_FILTERS, "minimal", "full"), "PageOfServices"),
        "service": Operation(f"{BASE}/services", _ONE, "Service", has_id=True),
        "organizations": Operation(
            f"{BASE}/organizations", (*_PAGED, *_FILTERS, "full", "full_service"), "PageOfOrganizations"
        ),
        "organization": Operation(
            f"{BASE}/organizations", (*_ONE, "full_service"), "Organization", has_id=True
        ),
        "service_at_locations": Operation(
            f"{BASE}/service_at_locations", (*_PAGED, *_FILTERS, "full"), "PageOfServiceAtLocations"
        ),
        "service_at_location": Operation(
            f"{BASE}/service_at_locations", _ONE, "ServiceAtLocation", has_id=True
        ),
        "taxonomies": Operation(f"{BASE}/taxonomies", _PAGED, "PageOfTaxonomies"),
        "taxonomy": Operation(f"{BASE}/taxonomies", _ONE, "Taxonomy", has_id=True),
        "taxonomy_terms": Operation(
            f"{BASE}/taxonomy_terms", (*_PAGED, "taxonomy_id", "top_only", "parent_id"), "PageOfTaxonomyTerms"
        ),
        "taxonomy_term": Operation(f"{BASE}/taxonomy_terms", _ONE, "TaxonomyTerm", has_id=True),
        "openapi": Operation(f"{BASE}/openapi.json", _ONE, "OpenApi"),
        "locations": Operation(
            POINTS,
            ("page", "points_per_page", "bbox", "sector", "lang"),
            "PlacesOnTheMap",
            media_type="application/geo+json",
        ),
    }
)
