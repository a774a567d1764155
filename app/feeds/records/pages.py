"""Reads what an address asks for and writes it as records: one record, or a page of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from app.feeds.domain.paging import PageAsked, envelope
from app.feeds.domain.taxonomy import Taxonomy, Term
from app.feeds.queries.gathering import gather_links, gather_organisations, gather_services, list_kinds
from app.feeds.queries.terms import list_terms, narrowed_to_taxonomy, narrowed_to_term
from app.feeds.records.links import link_record, link_summary
from app.feeds.records.organisations import organisation_record, organisation_summary
from app.feeds.records.parts import Record
from app.feeds.records.services import service_minimal, service_record, service_summary
from app.feeds.records.terms import taxonomy_record, term_record
from app.kernel.errors import NotFound
from app.providers.domain import search_words, typed_words
from app.providers.queries import publishing
from app.providers.queries.publishing import PublishedLink, PublishedOrganisation, PublishedService, Wanted

Asked = Mapping[str, Any]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Found:
    """What answers an address, and when it was last changed where that is known."""

    body: Any
    modified: datetime | None = None


def wanted_of(asked: Asked) -> Wanted:
    """The filters of an address. A text without a word that could be looked for finds nothing."""
    text: str = asked.get("search", "")
    words = tuple(typed_words(text))
    wanted = Wanted(
        words=words,
        organisation_id=asked.get("organization_id"),
        modified_after=asked.get("modified_after"),
        modified_before=asked.get("modified_before"),
        nothing=bool(text.strip()) and not words,
    )
    if not ({"taxonomy_id", "taxonomy_term_id"} & asked.keys()):
        return wanted
    kinds = list_kinds()
    if "taxonomy_id" in asked:
        wanted = narrowed_to_taxonomy(wanted, asked["taxonomy_id"], kinds)
    return (
        narrowed_to_term(wanted, asked["taxonomy_term_id"], kinds) if "taxonomy_term_id" in asked else wanted
    )


def services_page(asked: Asked) -> Found:
    wanted, page = wanted_of(asked), page_asked(asked)
    total = publishing.count_published_services(wanted)
    services = publishing.list_published_services(wanted, page.offset, page.size) if total else []
    write = service_minimal if asked.get("minimal") else _depth(asked, service_record, service_summary)
    records, modified = _services(services, write)
    return Found(envelope(page, total, records), modified)


def one_service(service_id: UUID) -> Found:
    records, modified = _services(publishing.list_published_services_by_id([service_id]), service_record)
    return Found(_only(records), modified)


def organisations_page(asked: Asked) -> Found:
    wanted, page = wanted_of(asked), page_asked(asked)
    total = publishing.count_published_organisations(wanted)
    found = publishing.list_published_organisations(wanted, page.offset, page.size) if total else []
    records, modified = _organisations(found, asked)
    return Found(envelope(page, total, records), modified)


def one_organisation(organisation_id: UUID, asked: Asked) -> Found:
    found = publishing.list_published_organisations_by_id([organisation_id])
    records, modified = _organisations(found, {"full": True, **asked})
    return Found(_only(records), modified)


def links_page(asked: Asked) -> Found:
    wanted, page = wanted_of(asked), page_asked(asked)
    total = publishing.count_published_links(wanted)
    links = publishing.list_published_links(wanted, page.offset, page.size) if total else []
    records, modified = _links(links, _depth(asked, link_record, link_summary))
    return Found(envelope(page, total, records), modified)


def one_link(link_id: UUID) -> Found:
    link = publishing.get_published_link(link_id)
    records, modified = _links([link] if link else [], link_record)
    return Found(_only(records), modified)


def taxonomies_page(asked: Asked) -> Found:
    records = [taxonomy_record(taxonomy) for taxonomy in Taxonomy]
    found = [record for record in records if _is_meant(record, asked.get("search", ""))]
    return Found(_cut(found, page_asked(asked)))


def one_taxonomy(taxonomy_id: UUID) -> Found:
    return Found(
        _only([taxonomy_record(taxonomy) for taxonomy in Taxonomy if taxonomy.id == str(taxonomy_id)])
    )


def terms_page(asked: Asked) -> Found:
    terms = (term for term in list_terms(list_kinds()) if _is_asked(term, asked))
    records = [record for record in map(term_record, terms) if _is_meant(record, asked.get("search", ""))]
    return Found(_cut(records, page_asked(asked)))


def one_term(term_id: UUID) -> Found:
    return Found(_only([term_record(term) for term in list_terms(list_kinds()) if term.id == str(term_id)]))


def page_asked(asked: Asked) -> PageAsked:
    default = PageAsked()
    return PageAsked(asked.get("page", default.number), asked.get("per_page", default.size))


def _depth(asked: Asked, full: Item, short: Item) -> Item:
    return full if asked.get("full") else short


def _services(
    services: Sequence[PublishedService], write: Callable[..., Record]
) -> tuple[list[Record], datetime | None]:
    gathered = gather_services(services)
    known = gathered.services.values()
    return [write(service, gathered) for service in known], newest(map(gathered.changed_at, known))


def _organisations(
    found: Sequence[PublishedOrganisation], asked: Asked
) -> tuple[list[Record], datetime | None]:
    with_services = bool(asked.get("full_service"))
    gathered = gather_organisations(found, with_services=with_services)
    is_full = with_services or asked.get("full")
    records = []
    for organisation in gathered.organisations.values():
        record = (
            organisation_record(organisation, gathered) if is_full else organisation_summary(organisation)
        )
        if with_services:
            own = gathered.services_of[organisation.id]
            record["services"] = [service_record(it, gathered, with_organisation=False) for it in own]
        records.append(record)
    return records, newest(map(gathered.organisation_changed_at, gathered.organisations.values()))


def _links(
    links: Sequence[PublishedLink], write: Callable[..., Record]
) -> tuple[list[Record], datetime | None]:
    gathered = gather_links(links)
    known = [
        link for link in links if link.service_id in gathered.services and link.location_id in gathered.places
    ]
    return [write(link, gathered) for link in known], newest(
        map(gathered.changed_at, gathered.services.values())
    )


def newest(moments: Iterable[datetime]) -> datetime | None:
    return max(moments, default=None)


def _only(records: Sequence[Record]) -> Record:
    """The one that was asked for; nobody is told whether there is none or it is not public."""
    if not records:
        raise NotFound
    return records[0]


def _cut(records: Sequence[Record], page: PageAsked) -> Record:
    return envelope(page, len(records), records[page.offset : page.offset + page.size])


def _is_asked(term: Term, asked: Asked) -> bool:
    taxonomy_id, parent_id = asked.get("taxonomy_id"), asked.get("parent_id")
    if taxonomy_id is not None and term.taxonomy.id != str(taxonomy_id):
        return False
    if parent_id is not None and term.parent_id != str(parent_id):
        return False
    return not (asked.get("top_only") and term.parent)


def _is_meant(record: Record, text: str) -> bool:
    """Whether every word of the text begins a word of the record."""
    if not text.strip():
        return True
    own = search_words(f"{record['name']} {record['description']}")
    words = typed_words(text)
    return bool(words) and all(any(mine.startswith(word) for mine in own) for word in words)
