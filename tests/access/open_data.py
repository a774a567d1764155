"""How the rows of the matrix about open data are asked."""

from collections.abc import Mapping
from types import MappingProxyType

from app.feeds.domain.taxonomy import Taxonomy, term_id
from app.feeds.openapi.operations import BASE, POINTS
from app.providers.domain import Status as Standing
from app.providers.domain import Tier, service_at_location_id
from tests.access.asked import Ask, Asked
from tests.access.world import Column, World
from tests.factories.providers import COURSE, make_location, make_service


def _page(path: str) -> Ask:
    return lambda _world, _column: Asked(path)


def _open_data(world: World, column: Column, kind: str) -> Asked:
    """A record that is open to everybody, of an organisation of its own."""
    entry_id = world.new_organisation(column, Standing.APPROVED)
    place_id = make_location(entry_id, world.place(column).municipality_code)
    service_id = make_service(entry_id, location_ids=(place_id,), tier=Tier.PUBLIC)
    ids = {
        "services": service_id,
        "organizations": entry_id,
        "service_at_locations": service_at_location_id(service_id, place_id),
    }
    return Asked(f"{BASE}/{kind}/{ids[kind]}")


def _record(kind: str) -> Ask:
    return lambda world, column: _open_data(world, column, kind)


def _network_service(world: World, column: Column) -> Asked:
    return Asked(f"{BASE}/services/{world.place(column).service_id}")


def _network_organisation(world: World, column: Column) -> Asked:
    entry_id = world.new_organisation(column, Standing.APPROVED)
    make_service(entry_id)
    return Asked(f"{BASE}/organizations/{entry_id}")


ASK: Mapping[str, Ask] = MappingProxyType(
    {
        "GET feeds.documentation": _page("/api"),
        "GET feeds.root": _page(f"{BASE}/"),
        "GET feeds.openapi": _page(f"{BASE}/openapi.json"),
        "GET feeds.services": _page(f"{BASE}/services"),
        "GET feeds.service": _record("services"),
        "GET feeds.service: network": _network_service,
        "GET feeds.organizations": _page(f"{BASE}/organizations"),
        "GET feeds.organization": _record("organizations"),
        "GET feeds.organization: network": _network_organisation,
        "GET feeds.service_at_locations": _page(f"{BASE}/service_at_locations"),
        "GET feeds.service_at_location": _record("service_at_locations"),
        "GET feeds.taxonomies": _page(f"{BASE}/taxonomies"),
        "GET feeds.taxonomy": _page(f"{BASE}/taxonomies/{Taxonomy.CATALOGUE.id}"),
        "GET feeds.taxonomy_terms": _page(f"{BASE}/taxonomy_terms"),
        "GET feeds.taxonomy_term": _page(f"{BASE}/taxonomy_terms/{term_id(Taxonomy.CATALOGUE, COURSE)}"),
        "GET feeds.locations": _page(POINTS),
    }
)
