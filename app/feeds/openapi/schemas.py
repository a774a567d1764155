"""The shape of each answer, as JSON Schema: nothing may stand in an answer that does not stand here."""

from typing import Any

from app.feeds.openapi.describing import (
    COUNT,
    DATE,
    FLAG,
    MAIL,
    MOMENT,
    NUMBER,
    TEXT,
    URI,
    UUID,
    list_of,
    one_of,
    ref,
    shape,
)
from app.feeds.openapi.parts import PARTS
from app.providers.domain import Sector

Schema = dict[str, Any]

STATUS: Schema = {"type": "string", "enum": ["active", "inactive", "defunct", "temporarily closed"]}

_SERVICE_FIELDS: Schema = {
    "id": UUID,
    "organization_id": UUID,
    "name": TEXT,
    "alternate_name": TEXT,
    "description": TEXT,
    "email": MAIL,
    "status": STATUS,
    "interpretation_services": TEXT,
    "application_process": TEXT,
    "fees_description": TEXT,
    "wait_time": TEXT,
    "accreditations": TEXT,
    "licenses": TEXT,
    "eligibility_description": TEXT,
    "minimum_age": COUNT,
    "maximum_age": COUNT,
    "assured_date": DATE,
    "assurer_email": MAIL,
    "alert": TEXT,
    "last_modified": MOMENT,
}
_SERVICE_PARTS: Schema = {
    "phones": list_of("Phone"),
    "contacts": list_of("Contact"),
    "languages": list_of("Language"),
    "schedules": list_of("Schedule"),
    "service_areas": list_of("ServiceArea"),
    "required_documents": list_of("RequiredDocument"),
    "cost_options": list_of("CostOption"),
    "capacities": list_of("ServiceCapacity"),
    "attributes": list_of("Attribute"),
}
_SERVICE_NEEDS = ("id", "organization_id", "name", "status", "last_modified")
_ORGANISATION_FIELDS: Schema = {
    "id": UUID,
    "name": TEXT,
    "alternate_name": TEXT,
    "description": TEXT,
    "email": MAIL,
    "website": URI,
    "tax_id": TEXT,
    "legal_status": TEXT,
}
_ORGANISATION_PARTS: Schema = {
    "phones": list_of("Phone"),
    "contacts": list_of("Contact"),
    "organization_identifiers": list_of("OrganizationIdentifier"),
    "funding": list_of("Funding"),
    "attributes": list_of("Attribute"),
}
_ORGANISATION_NEEDS = ("id", "name", "description")
_LOCATION_FIELDS: Schema = {
    "id": UUID,
    "location_type": {"const": "physical"},
    "organization_id": UUID,
    "name": TEXT,
    "description": TEXT,
    "transportation": TEXT,
    "latitude": NUMBER,
    "longitude": NUMBER,
}
_LOCATION_NEEDS = ("id", "location_type", "organization_id", "name")
_LINK_IDS: Schema = {"id": UUID, "service_id": UUID, "location_id": UUID}
_LINK_NEEDS = tuple(_LINK_IDS)


def _services() -> Schema:
    without_organisation = _SERVICE_FIELDS | _SERVICE_PARTS | {"service_at_locations": list_of("GivenAt")}
    return {
        "Service": shape(
            _SERVICE_NEEDS, without_organisation | {"organization": ref("OrganizationOfService")}
        ),
        "ServiceOfOrganization": shape(_SERVICE_NEEDS, without_organisation),
        "ServiceOfLocation": shape(
            _SERVICE_NEEDS, _SERVICE_FIELDS | _SERVICE_PARTS | {"organization": ref("OrganizationOfService")}
        ),
        "ServiceInShort": shape(
            (*_SERVICE_NEEDS, "organization"),
            _SERVICE_FIELDS | {"organization": ref("OrganizationInShort")},
        ),
        "ServiceMinimal": shape(("id", "last_modified"), {"id": UUID, "last_modified": MOMENT}),
    }


def _organisations() -> Schema:
    whole = _ORGANISATION_FIELDS | _ORGANISATION_PARTS
    parts = {"locations": list_of("Location"), "services": list_of("ServiceOfOrganization")}
    return {
        "Organization": shape(_ORGANISATION_NEEDS, whole | parts),
        "OrganizationOfService": shape(_ORGANISATION_NEEDS, whole),
        "OrganizationInShort": shape(_ORGANISATION_NEEDS, _ORGANISATION_FIELDS),
    }


def _places() -> Schema:
    parts = {
        "addresses": list_of("Address"),
        "accessibility": list_of("Accessibility"),
        "contacts": list_of("Contact"),
        "phones": list_of("Phone"),
    }
    given = _LINK_IDS | {"schedules": list_of("Schedule"), "location": ref("Location")}
    short = {"location": ref("LocationInShort"), "service": ref("ServiceInShort")}
    return {
        "Location": shape(_LOCATION_NEEDS, _LOCATION_FIELDS | parts),
        "LocationInShort": shape(_LOCATION_NEEDS, _LOCATION_FIELDS),
        "GivenAt": shape((*_LINK_NEEDS, "location"), given),
        "ServiceAtLocation": shape(
            (*_LINK_NEEDS, "location", "service"), given | {"service": ref("ServiceOfLocation")}
        ),
        "ServiceAtLocationInShort": shape((*_LINK_NEEDS, "location", "service"), _LINK_IDS | short),
    }


def _pages() -> Schema:
    services = one_of("ServiceInShort", "Service", "ServiceMinimal")
    return {
        "PageOfServices": _page(services),
        "PageOfOrganizations": _page(one_of("OrganizationInShort", "Organization")),
        "PageOfServiceAtLocations": _page(one_of("ServiceAtLocationInShort", "ServiceAtLocation")),
        "PageOfTaxonomies": _page(ref("Taxonomy")),
        "PageOfTaxonomyTerms": _page(ref("TaxonomyTerm")),
        "PlacesOnTheMap": _collection(),
    }


_NUMBERS: Schema = {
    "total_items": COUNT,
    "total_pages": COUNT,
    "page_number": COUNT,
    "size": COUNT,
    "first_page": FLAG,
    "last_page": FLAG,
    "empty": FLAG,
}


def _page(items: Schema) -> Schema:
    contents = {"type": "array", "items": items}
    return shape((*_NUMBERS, "contents"), _NUMBERS | {"contents": contents})


def _collection() -> Schema:
    features = {"type": "array", "items": ref("PlaceOnTheMap")}
    kind = {"const": "FeatureCollection"}
    return shape(("type", *_NUMBERS, "features"), {"type": kind, **_NUMBERS, "features": features})


def _points() -> Schema:
    texts = ("name", "address", "municipality_code", "municipality", "county", "organization")
    properties = dict.fromkeys(texts, TEXT) | {
        "organization_id": UUID,
        "services": list_of("ServiceOnTheMap"),
    }
    point = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}
    service = {
        "id": UUID,
        "name": TEXT,
        "sector": {"type": "string", "enum": [sector.value for sector in Sector]},
        "sector_name": TEXT,
        "status": STATUS,
    }
    return {
        "PlaceOnTheMap": shape(
            ("type", "id", "geometry", "properties"),
            {
                "type": {"const": "Feature"},
                "id": UUID,
                "geometry": shape(
                    ("type", "coordinates"), {"type": {"const": "Point"}, "coordinates": point}
                ),
                "properties": shape(("municipality_code", "organization_id", "services"), properties),
            },
        ),
        "ServiceOnTheMap": shape(("id", "name", "status"), service),
    }


def _others() -> Schema:
    return {
        "Api": shape(
            ("version", "profile", "openapi_url"), {"version": TEXT, "profile": URI, "openapi_url": URI}
        ),
        "OpenApi": {
            "type": "object",
            "required": ["openapi", "info", "paths", "components"],
            "properties": {
                "openapi": TEXT,
                "info": {"type": "object"},
                "paths": {"type": "object"},
                "components": {"type": "object"},
            },
        },
        "Problem": shape(
            ("type", "title", "status", "detail"),
            {"type": TEXT, "title": TEXT, "status": COUNT, "detail": TEXT, "parameter": {"type": "string"}},
        ),
    }


def build_schemas() -> Schema:
    """All components by name."""
    return _services() | _organisations() | _places() | _pages() | _points() | PARTS | _others()
