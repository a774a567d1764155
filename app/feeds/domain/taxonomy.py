"""The taxonomies of the feeds and the ids of their terms; what they are called is said in words."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.feeds.domain.ids import derived_id


class Taxonomy(StrEnum):
    """Where terms come from."""

    CATALOGUE = "catalogue"
    LEGAL_STATUS = "legal_status"
    PROVIDER_KIND = "provider_kind"
    SDG = "sdg"
    OPEN_ELIGIBILITY = "open_eligibility"

    @property
    def id(self) -> str:
        return derived_id("taxonomy", self.value)


@dataclass(frozen=True, slots=True)
class Term:
    """One term. Its names are set where they are data and not our words; `parent` is a code of the same taxonomy."""

    taxonomy: Taxonomy
    code: str
    name_sq: str = ""
    name_en: str = ""
    parent: str = ""

    @property
    def id(self) -> str:
        return term_id(self.taxonomy, self.code)

    @property
    def parent_id(self) -> str:
        return term_id(self.taxonomy, self.parent) if self.parent else ""


def term_id(taxonomy: Taxonomy, code: str) -> str:
    return derived_id("taxonomy_term", taxonomy.value, code)


def taxonomy_of(taxonomy_id: UUID) -> Taxonomy | None:
    """The taxonomy with an id."""
    return next((found for found in Taxonomy if found.id == str(taxonomy_id)), None)
