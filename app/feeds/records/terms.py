"""Taxonomies and their terms as records."""

from typing import Any

from app.feeds.domain.taxonomy import Taxonomy, Term
from app.feeds.words import TAXONOMIES, term_description, term_name
from app.kernel.i18n import current_locale

_URIS = {
    Taxonomy.SDG: "https://sdgs.un.org/goals",
    Taxonomy.OPEN_ELIGIBILITY: "https://github.com/auntbertha/openeligibility",
}
_VERSIONS = {Taxonomy.OPEN_ELIGIBILITY: "2.0"}


def taxonomy_record(taxonomy: Taxonomy) -> dict[str, Any]:
    name, description = TAXONOMIES[taxonomy]
    record: dict[str, Any] = {"id": taxonomy.id, "name": str(name), "description": str(description)}
    if taxonomy in _URIS:
        record["uri"] = _URIS[taxonomy]
    if taxonomy in _VERSIONS:
        record["version"] = _VERSIONS[taxonomy]
    return record


def term_record(term: Term) -> dict[str, Any]:
    """Terms of Open Eligibility are English whoever reads them."""
    is_english = term.taxonomy is Taxonomy.OPEN_ELIGIBILITY
    record: dict[str, Any] = {
        "id": term.id,
        "code": term.code.partition(" ")[0] if is_english else term.code,
        "name": term_name(term),
        "description": term_description(term),
        "taxonomy": str(TAXONOMIES[term.taxonomy][0]),
        "taxonomy_id": term.taxonomy.id,
        "language": "en" if is_english else current_locale()[:2],
    }
    if term.parent_id:
        record["parent_id"] = term.parent_id
    if term.taxonomy is Taxonomy.SDG:
        record["term_uri"] = f"http://metadata.un.org/sdg/{term.code}"
    return record
