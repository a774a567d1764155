"""One organisation with what it offers, where and whom to turn to.

However much it offers, a page costs six statements: organisation, places, services, where they are given, contacts,
agreements.
"""

from collections import defaultdict
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from app.kernel.db import db
from app.kernel.scope import Scope, prepared
from app.providers.domain import Area, Kind, Sector, ServiceStatus, Status, Tier
from app.providers.models import (
    Agreement,
    CatalogueEntry,
    Contact,
    Location,
    Organisation,
    Service,
    ServiceAtLocation,
)
from app.providers.queries.views import (
    AgreementView,
    ContactView,
    LocationView,
    OrganisationView,
    ServicePlace,
    ServiceView,
)


def _columns(model: type[Any], view: type[Any], *without: str) -> list[InstrumentedAttribute[Any]]:
    return [getattr(model, name) for name in view.__dataclass_fields__ if name not in without]


_FROM_THE_CATALOGUE = ("catalogue_sq", "catalogue_en", "sector", "is_information_only")
_OWN_NAMES = ("own_name_sq", "own_name_en")
_ORGANISATION = prepared(
    select(
        *_columns(Organisation, OrganisationView, "services", "locations", "contacts", "agreements")
    ).where(Organisation.id == bindparam("organisation_id"))
)
_LOCATIONS = prepared(
    select(*_columns(Location, LocationView))
    .where(Location.organisation_id == bindparam("organisation_id"))
    .order_by(Location.name, Location.id)
)
_LINKS = prepared(
    select(ServiceAtLocation.service_id, ServiceAtLocation.location_id, ServiceAtLocation.opening_hours)
    .where(ServiceAtLocation.location_id.in_(bindparam("location_ids", expanding=True)))
    .order_by(ServiceAtLocation.location_id)
)
_CONTACTS = prepared(
    select(*_columns(Contact, ContactView))
    .where(Contact.organisation_id == bindparam("organisation_id"))
    .order_by(Contact.position, Contact.id)
)
_AGREEMENTS = prepared(
    select(*_columns(Agreement, AgreementView))
    .where(Agreement.organisation_id == bindparam("organisation_id"))
    .order_by(Agreement.ends_on.is_(None), Agreement.ends_on.desc(), Agreement.id)
)
_SERVICES = (
    select(
        *_columns(Service, ServiceView, "places", *_FROM_THE_CATALOGUE, *_OWN_NAMES),
        Service.name_sq.label("own_name_sq"),
        Service.name_en.label("own_name_en"),
        CatalogueEntry.name_sq.label("catalogue_sq"),
        CatalogueEntry.name_en.label("catalogue_en"),
        CatalogueEntry.sector,
        CatalogueEntry.is_information_only,
    )
    .join(CatalogueEntry, CatalogueEntry.code == Service.catalogue_code)
    .order_by(Service.status, CatalogueEntry.code, Service.id)
)
_SERVICES_OF = prepared(_SERVICES.where(Service.organisation_id == bindparam("organisation_id")))
_ONE_SERVICE = prepared(_SERVICES.where(Service.id == bindparam("service_id")))


def get_organisation(organisation_id: UUID) -> OrganisationView | None:
    """The organisation with the services, places and contacts that the actor may know of."""
    own = {"organisation_id": organisation_id}
    row = db.session.execute(_ORGANISATION, own).one_or_none()
    if row is None:
        return None
    places = _list_locations(organisation_id)
    services = [_service_view(service) for service in db.session.execute(_SERVICES_OF, own)]
    facts = _with_tuples(row) | {"kind": Kind(row.kind), "status": Status(row.status)}
    return OrganisationView(
        **facts,
        services=_placed(services, places),
        locations=tuple(places.values()),
        contacts=tuple(
            ContactView(**_with_tuples(contact)) for contact in db.session.execute(_CONTACTS, own)
        ),
        agreements=tuple(AgreementView(*agreement) for agreement in db.session.execute(_AGREEMENTS, own)),
    )


def get_service_view(service_id: UUID) -> ServiceView | None:
    """One service with everything that is said of it, and where it is given."""
    service = get_service_facts(service_id)
    if service is None:
        return None
    return _placed([service], _list_locations(service.organisation_id))[0]


def get_service_facts(service_id: UUID) -> ServiceView | None:
    """The same without its places: one statement, for pages that are about something else."""
    row = db.session.execute(_ONE_SERVICE, {"service_id": service_id}).one_or_none()
    return _service_view(row) if row else None


_WAITING_LIST = prepared(select(Service.has_waiting_list).where(Service.id == bindparam("service_id")))


def has_waiting_list(service_id: UUID) -> bool:
    """Whether a service keeps one; yes where nobody said otherwise, or nobody may know any more."""
    row = db.session.execute(_WAITING_LIST, {"service_id": service_id}).one_or_none()
    return row is None or row.has_waiting_list is not False


def _list_locations(organisation_id: UUID) -> dict[UUID, LocationView]:
    rows = db.session.execute(_LOCATIONS, {"organisation_id": organisation_id})
    return {row.id: LocationView(**_with_tuples(row)) for row in rows}


def _placed(services: list[ServiceView], places: dict[UUID, LocationView]) -> tuple[ServiceView, ...]:
    at = _places_by_service(places)
    return tuple(
        replace(service, places=tuple(it for it in at[service.id] if _may_be_placed(service, it.location)))
        for service in services
    )


def _places_by_service(places: dict[UUID, LocationView]) -> defaultdict[UUID, list[ServicePlace]]:
    at: defaultdict[UUID, list[ServicePlace]] = defaultdict(list)
    if places:
        for service_id, location_id, hours in db.session.execute(_LINKS, {"location_ids": list(places)}):
            at[service_id].append(ServicePlace(places[location_id], tuple(hours)))
    return at


def _may_be_placed(service: ServiceView, place: LocationView) -> bool:
    """A place may be known for another service that is given there; that a sealed one is there too, is not said.

    As for places themselves: only to the municipality of the place and to the organisation itself.
    """
    scope = cast("Scope | None", db.session().info.get("scope"))
    if service.tier is not Tier.SEALED or scope is None or scope.all_rows:
        return True
    is_own = scope.organisation_id is not None and scope.organisation_id == service.organisation_id
    return is_own or scope.municipality_code == place.municipality_code


def _service_view(row: Row[*tuple[Any, ...]]) -> ServiceView:
    return ServiceView(
        **_with_tuples(row)
        | {
            "sector": Sector(row.sector),
            "tier": Tier(row.tier),
            "status": ServiceStatus(row.status),
            "area": Area(row.area),
        }
    )


def _with_tuples(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    """The values of a row by name; lists become tuples, so that a view cannot be changed."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row._asdict().items()}
