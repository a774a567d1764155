"""The HSDS interface: one view for each kind of record, and one for each page of them."""

from uuid import UUID

from flask import current_app

from app.feeds.openapi import build_document
from app.feeds.openapi.operations import BASE
from app.feeds.records import pages
from app.feeds.records.pages import Found
from app.feeds.routes.answering import answer_feed
from app.feeds.routes.blueprint import bp
from app.kernel.access import PUBLIC
from app.web.respond import Answer

VERSION = "3.1"
PROFILE = "https://docs.openreferral.org/en/v3.1.1/hsds/"


@bp.get(f"{BASE}/", access=PUBLIC, own_units=True)
def root() -> Answer:
    body = {"version": VERSION, "profile": PROFILE, "openapi_url": f"{_base_url()}{BASE}/openapi.json"}
    return answer_feed("root", lambda _asked: Found(body))


@bp.get(f"{BASE}/openapi.json", access=PUBLIC, own_units=True)
def openapi() -> Answer:
    return answer_feed("openapi", lambda _asked: Found(build_document(_base_url())))


@bp.get(f"{BASE}/services", access=PUBLIC, own_units=True)
def services() -> Answer:
    return answer_feed("services", pages.services_page)


@bp.get(f"{BASE}/services/<uuid:record_id>", access=PUBLIC, own_units=True)
def service(record_id: UUID) -> Answer:
    return answer_feed("service", lambda _asked: pages.one_service(record_id))


@bp.get(f"{BASE}/organizations", access=PUBLIC, own_units=True)
def organizations() -> Answer:
    return answer_feed("organizations", pages.organisations_page)


@bp.get(f"{BASE}/organizations/<uuid:record_id>", access=PUBLIC, own_units=True)
def organization(record_id: UUID) -> Answer:
    return answer_feed("organization", lambda asked: pages.one_organisation(record_id, asked))


@bp.get(f"{BASE}/service_at_locations", access=PUBLIC, own_units=True)
def service_at_locations() -> Answer:
    return answer_feed("service_at_locations", pages.links_page)


@bp.get(f"{BASE}/service_at_locations/<uuid:record_id>", access=PUBLIC, own_units=True)
def service_at_location(record_id: UUID) -> Answer:
    return answer_feed("service_at_location", lambda _asked: pages.one_link(record_id))


@bp.get(f"{BASE}/taxonomies", access=PUBLIC, own_units=True)
def taxonomies() -> Answer:
    return answer_feed("taxonomies", pages.taxonomies_page)


@bp.get(f"{BASE}/taxonomies/<uuid:record_id>", access=PUBLIC, own_units=True)
def taxonomy(record_id: UUID) -> Answer:
    return answer_feed("taxonomy", lambda _asked: pages.one_taxonomy(record_id))


@bp.get(f"{BASE}/taxonomy_terms", access=PUBLIC, own_units=True)
def taxonomy_terms() -> Answer:
    return answer_feed("taxonomy_terms", pages.terms_page)


@bp.get(f"{BASE}/taxonomy_terms/<uuid:record_id>", access=PUBLIC, own_units=True)
def taxonomy_term(record_id: UUID) -> Answer:
    return answer_feed("taxonomy_term", lambda _asked: pages.one_term(record_id))


def _base_url() -> str:
    return str(current_app.extensions["settings"].base_url).rstrip("/")
