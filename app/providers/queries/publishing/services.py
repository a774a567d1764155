"""Public services, and where each is given, a page at a time."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func, select

from app.kernel.db import db
from app.providers.models import Location, Service, ServiceAtLocation
from app.providers.queries.publishing.rows import PublishedLink, PublishedService, columns_of, service_of
from app.providers.queries.publishing.wanted import IS_PUBLIC, Wanted, service_clauses

_SERVICES = select(*columns_of(Service, PublishedService))
_LINKS = (
    select(*columns_of(ServiceAtLocation, PublishedLink))
    .join(Service, Service.id == ServiceAtLocation.service_id)
    .join(Location, Location.id == ServiceAtLocation.location_id)
)


def count_published_services(wanted: Wanted) -> int:
    counted = select(func.count(Service.id)).where(*service_clauses(wanted))
    return int(db.session.execute(counted).scalar_one())


def list_published_services(wanted: Wanted, offset: int, limit: int) -> list[PublishedService]:
    """The oldest first: ids rise with time."""
    found = _SERVICES.where(*service_clauses(wanted)).order_by(Service.id).offset(offset).limit(limit)
    return [service_of(row) for row in db.session.execute(found)]


def list_published_services_by_id(service_ids: Iterable[UUID]) -> list[PublishedService]:
    """Those of these that are public, in the order of their ids."""
    found = _SERVICES.where(IS_PUBLIC, Service.id.in_(list(service_ids))).order_by(Service.id)
    return [service_of(row) for row in db.session.execute(found)]


def list_published_services_of(organisation_ids: Iterable[UUID]) -> list[PublishedService]:
    """All public services of these organisations."""
    own = Service.organisation_id.in_(list(organisation_ids))
    return [
        service_of(row) for row in db.session.execute(_SERVICES.where(IS_PUBLIC, own).order_by(Service.id))
    ]


def count_published_links(wanted: Wanted) -> int:
    counted = (
        select(func.count(ServiceAtLocation.id))
        .join(Service, Service.id == ServiceAtLocation.service_id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
    )
    return int(db.session.execute(counted.where(*service_clauses(wanted))).scalar_one())


def list_published_links(wanted: Wanted, offset: int, limit: int) -> list[PublishedLink]:
    """Services at places, by service."""
    found = _LINKS.where(*service_clauses(wanted)).order_by(
        ServiceAtLocation.service_id, ServiceAtLocation.location_id
    )
    return [PublishedLink(*row) for row in db.session.execute(found.offset(offset).limit(limit))]


def get_published_link(link_id: UUID) -> PublishedLink | None:
    row = db.session.execute(_LINKS.where(IS_PUBLIC, ServiceAtLocation.id == link_id)).one_or_none()
    return PublishedLink(*row) if row else None


def list_published_links_of(service_ids: Iterable[UUID]) -> list[PublishedLink]:
    """Where these services are given."""
    own = ServiceAtLocation.service_id.in_(list(service_ids))
    found = _LINKS.where(IS_PUBLIC, own).order_by(ServiceAtLocation.service_id, ServiceAtLocation.location_id)
    return [PublishedLink(*row) for row in db.session.execute(found)]
