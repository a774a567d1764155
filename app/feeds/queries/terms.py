"""The terms of all taxonomies, and which records a term stands for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from app.feeds.domain.taxonomy import Taxonomy, Term, taxonomy_of
from app.providers.domain import Kind, LegalStatusCode, Sector
from app.providers.queries.publishing import PublishedKind, Wanted

_NO_MATCH = "no exact match"


def list_terms(kinds: Sequence[PublishedKind]) -> list[Term]:
    """Every term once, by taxonomy and code."""
    found = {term.id: term for term in _all_terms(kinds)}
    return sorted(found.values(), key=lambda term: (list(Taxonomy).index(term.taxonomy), term.code))


def terms_of_kind(kind: PublishedKind) -> list[Term]:
    """What a service of that kind is: its kind, its sector, and the terms of others that it answers to."""
    own = Term(Taxonomy.CATALOGUE, kind.code, kind.name_sq, kind.name_en, parent=kind.sector.value)
    target = [Term(Taxonomy.SDG, kind.sdg_target)] if kind.sdg_target else []
    return [own, Term(Taxonomy.CATALOGUE, kind.sector.value), *target, *_open_eligibility(kind)]


def narrowed_to_term(wanted: Wanted, wanted_id: UUID, kinds: Sequence[PublishedKind]) -> Wanted:
    """Only records that carry the term; none for a term that is not known."""
    term = next((term for term in list_terms(kinds) if term.id == str(wanted_id)), None)
    if term is None:
        return replace(wanted, nothing=True)
    if term.taxonomy is Taxonomy.LEGAL_STATUS:
        return replace(wanted, legal_statuses=frozenset({term.code}))
    if term.taxonomy is Taxonomy.PROVIDER_KIND:
        return replace(wanted, kinds=frozenset({term.code}))
    codes = frozenset(
        kind.code for kind in _public(kinds) if term.id in {own.id for own in terms_of_kind(kind)}
    )
    return replace(wanted, catalogue_codes=codes & (wanted.catalogue_codes or codes))


def narrowed_to_taxonomy(wanted: Wanted, wanted_id: UUID, kinds: Sequence[PublishedKind]) -> Wanted:
    """Only records that carry some term of the taxonomy."""
    taxonomy = taxonomy_of(wanted_id)
    if taxonomy is None:
        return replace(wanted, nothing=True)
    if taxonomy is Taxonomy.LEGAL_STATUS:
        return replace(wanted, legal_statuses=frozenset(LegalStatusCode))
    if taxonomy is Taxonomy.PROVIDER_KIND:
        return wanted
    codes = frozenset(
        kind.code for kind in _public(kinds) if taxonomy in {term.taxonomy for term in terms_of_kind(kind)}
    )
    return replace(wanted, catalogue_codes=codes)


def _all_terms(kinds: Sequence[PublishedKind]) -> Iterator[Term]:
    for kind in _public(kinds):
        yield from terms_of_kind(kind)
    yield from (Term(Taxonomy.CATALOGUE, sector.value) for sector in Sector)
    yield from (Term(Taxonomy.LEGAL_STATUS, code.value) for code in LegalStatusCode)
    yield from (Term(Taxonomy.PROVIDER_KIND, kind.value) for kind in Kind)


def _public(kinds: Sequence[PublishedKind]) -> list[PublishedKind]:
    return [kind for kind in kinds if kind.may_be_public]


def _open_eligibility(kind: PublishedKind) -> Iterator[Term]:
    """Terms such as `1120 Emergency Food`; number and title together name one, since numbers repeat."""
    for text in kind.open_eligibility.split(";"):
        if text.strip() and text.strip() != _NO_MATCH:
            yield Term(Taxonomy.OPEN_ELIGIBILITY, text.strip())
