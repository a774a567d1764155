"""The shapes of the small records that stand inside others."""

from types import MappingProxyType

from app.feeds.openapi.describing import COUNT, DATE, MAIL, MOMENT, TEXT, TIME, URI, UUID, list_of, ref, shape

_OWNERS = {"organization_id": UUID, "service_id": UUID, "location_id": UUID}

PARTS = MappingProxyType(
    {
        "Phone": shape(
            ("id", "number", "type"),
            {
                "id": UUID,
                **_OWNERS,
                "contact_id": UUID,
                "number": TEXT,
                "extension": COUNT,
                "type": {"type": "string", "enum": ["voice", "text", "cell", "fax"]},
                "description": TEXT,
                "languages": list_of("Language"),
            },
        ),
        "Contact": shape(
            ("id", "organization_id"),
            {"id": UUID, **_OWNERS, "name": TEXT, "title": TEXT, "email": MAIL, "phones": list_of("Phone")},
        ),
        "Language": shape(
            ("id", "name", "code"),
            {"id": UUID, "service_id": UUID, "phone_id": UUID, "name": TEXT, "code": TEXT},
        ),
        "Schedule": shape(
            ("id",),
            {
                "id": UUID,
                "service_id": UUID,
                "service_at_location_id": UUID,
                "valid_from": DATE,
                "valid_to": DATE,
                "freq": {"const": "WEEKLY"},
                "wkst": {"const": "MO"},
                "byday": {"type": "string", "pattern": "^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$"},
                "opens_at": TIME,
                "closes_at": TIME,
                "description": TEXT,
                "notes": TEXT,
            },
        ),
        "ServiceArea": shape(
            ("id", "service_id", "name", "extent", "extent_type"),
            {
                "id": UUID,
                "service_id": UUID,
                "name": TEXT,
                "extent": TEXT,
                "extent_type": {"const": "text"},
            },
        ),
        "RequiredDocument": shape(
            ("id", "service_id", "document"), {"id": UUID, "service_id": UUID, "document": TEXT}
        ),
        "CostOption": shape(
            ("id", "service_id"),
            {
                "id": UUID,
                "service_id": UUID,
                "option": TEXT,
                "currency": {"const": "ALL"},
                "amount": COUNT,
                "amount_description": TEXT,
            },
        ),
        "ServiceCapacity": shape(
            ("id", "service_id", "unit", "available", "updated"),
            {
                "id": UUID,
                "service_id": UUID,
                "unit": ref("Unit"),
                "available": COUNT,
                "maximum": COUNT,
                "description": TEXT,
                "updated": MOMENT,
            },
        ),
        "Unit": shape(("id", "name"), {"id": UUID, "name": TEXT, "scheme": TEXT, "identifier": TEXT}),
        "Attribute": shape(
            ("id", "link_id", "link_entity", "link_type"),
            {
                "id": UUID,
                "link_id": UUID,
                "link_entity": {"type": "string", "enum": ["service", "organization"]},
                "link_type": {
                    "type": "string",
                    "enum": ["category", "eligibility", "provider_kind", "project"],
                },
                "taxonomy_term_id": UUID,
                "taxonomy_term": ref("TaxonomyTerm"),
                "value": TEXT,
                "label": TEXT,
            },
        ),
        "Taxonomy": shape(
            ("id", "name", "description"),
            {"id": UUID, "name": TEXT, "description": TEXT, "uri": URI, "version": TEXT},
        ),
        "TaxonomyTerm": shape(
            ("id", "code", "name", "description", "taxonomy", "taxonomy_id", "language"),
            {
                "id": UUID,
                "code": TEXT,
                "name": TEXT,
                "description": TEXT,
                "parent_id": UUID,
                "taxonomy": TEXT,
                "taxonomy_id": UUID,
                "language": {"type": "string", "enum": ["sq", "en"]},
                "term_uri": URI,
            },
        ),
        "Address": shape(
            (
                "id",
                "location_id",
                "address_1",
                "city",
                "state_province",
                "postal_code",
                "country",
                "address_type",
            ),
            {
                "id": UUID,
                "location_id": UUID,
                "address_1": TEXT,
                "city": TEXT,
                "region": TEXT,
                "state_province": TEXT,
                "postal_code": {"type": "string"},
                "country": {"const": "AL"},
                "address_type": {"const": "physical"},
            },
        ),
        "Accessibility": shape(
            ("id", "location_id"), {"id": UUID, "location_id": UUID, "description": TEXT, "details": TEXT}
        ),
        "OrganizationIdentifier": shape(
            ("id", "organization_id", "identifier_type", "identifier"),
            {"id": UUID, "organization_id": UUID, "identifier_type": TEXT, "identifier": TEXT},
        ),
        "Funding": shape(
            ("id", "organization_id", "source"), {"id": UUID, "organization_id": UUID, "source": TEXT}
        ),
    }
)
