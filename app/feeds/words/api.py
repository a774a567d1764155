"""What the addresses and parameters of the feeds are for: said once, for the OpenAPI document and for the page."""

from app.kernel.i18n import LazyText
from app.kernel.i18n import lazy_gettext as _l

OPERATIONS: dict[str, LazyText] = {
    "root": _l("Which version of HSDS this is, and where it is described"),
    "services": _l("Services that are open to everybody"),
    "service": _l("One service with everything that is public of it"),
    "organizations": _l("Organisations that offer such services"),
    "organization": _l("One organisation with its places and contacts"),
    "service_at_locations": _l("Which service is given at which place"),
    "service_at_location": _l("One service at one place"),
    "taxonomies": _l("The vocabularies by which services are sorted"),
    "taxonomy": _l("One vocabulary"),
    "taxonomy_terms": _l("The terms of the vocabularies"),
    "taxonomy_term": _l("One term"),
    "openapi": _l("This interface, described for machines (OpenAPI 3.1)"),
    "locations": _l("Places on the map, as GeoJSON"),
}

PARAMETERS: dict[str, LazyText] = {
    "search": _l("Words of a name, in Albanian or English; the beginning of a word is enough."),
    "page": _l("Which page, counted from 1."),
    "per_page": _l("How many records on a page, at most 100; 50 unless said otherwise."),
    "points_per_page": _l("How many places on a page, at most 1000; 500 unless said otherwise."),
    "format": _l("Only json."),
    "lang": _l("The language of names and texts: sq or en. Without it the header Accept-Language counts."),
    "taxonomy_term_id": _l("Only records that carry this term."),
    "taxonomy_id": _l("Only records that carry some term of this vocabulary."),
    "organization_id": _l("Only records of this organisation."),
    "modified_after": _l("Only records that were changed then or later: a day or a moment (RFC 3339)."),
    "modified_before": _l("Only records that were not changed since then."),
    "minimal": _l("Only id and last_modified of each record, to compare with a copy."),
    "full": _l("Whole records instead of short ones."),
    "full_service": _l("Whole organisations together with all their services."),
    "top_only": _l("Only terms that stand at the top."),
    "parent_id": _l("Only terms that stand below this one."),
    "bbox": _l("A part of the map: west, south, east and north in degrees, with commas between."),
    "sector": _l("Only what belongs to this sector."),
    "id": _l("The id of the record."),
}

ANSWERS: dict[int, LazyText] = {
    200: _l("What was asked for."),
    304: _l("Not changed since the copy that the reader has."),
    400: _l("A parameter that is unknown or cannot be read."),
    404: _l("There is no such public record."),
    405: _l("Only reading is possible here."),
    422: _l("The address holds letters that are not valid."),
    429: _l("Too many requests from one address; Retry-After says when to come back, in seconds."),
    500: _l("A fault on our side."),
    503: _l("The server is very busy; try again in a minute."),
}
