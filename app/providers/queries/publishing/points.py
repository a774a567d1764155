"""Public places with a point on the map, and what is given there now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.kernel.db import db
from app.providers.domain import Sector, ServiceStatus
from app.providers.models import CatalogueEntry, Location, Organisation, Service, ServiceAtLocation
from app.providers.queries.publishing.rows import PublishedOffer, PublishedPlace, columns_of, offer_of
from app.providers.queries.publishing.wanted import IS_PUBLIC


@dataclass(frozen=True, slots=True)
class PointsWanted:
    """West, south, east and north of the part of the map, and the sector of what is given there."""

    box: tuple[float, float, float, float] | None = None
    sector: Sector | None = None


def count_published_points(wanted: PointsWanted) -> int:
    counted = select(func.count(Location.id)).where(*_clauses(wanted))
    return int(db.session.execute(counted).scalar_one())


def list_published_points(wanted: PointsWanted, offset: int, limit: int) -> list[PublishedPlace]:
    """The oldest first: ids rise with time."""
    found = select(*columns_of(Location, PublishedPlace)).where(*_clauses(wanted)).order_by(Location.id)
    return [PublishedPlace(*row) for row in db.session.execute(found.offset(offset).limit(limit))]


def list_published_offers_at(
    location_ids: Iterable[UUID], sector: Sector | None = None
) -> list[PublishedOffer]:
    """What is given at these places and not closed for good, of one sector where one is wanted."""
    found = (
        select(ServiceAtLocation.location_id, *columns_of(Service, PublishedOffer, "location_id"))
        .join(Service, Service.id == ServiceAtLocation.service_id)
        .where(*_running(sector), ServiceAtLocation.location_id.in_(list(location_ids)))
        .order_by(ServiceAtLocation.location_id, ServiceAtLocation.service_id)
    )
    return [offer_of(row) for row in db.session.execute(found)]


def list_organisation_names(organisation_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of organisations that the actor may know of."""
    found = select(Organisation.id, Organisation.name).where(Organisation.id.in_(list(organisation_ids)))
    return {organisation_id: name for organisation_id, name in db.session.execute(found)}  # noqa: C416 - a row is no pair


def _clauses(wanted: PointsWanted) -> list[ColumnElement[bool]]:
    given = (
        select(ServiceAtLocation.location_id)
        .join(Service, Service.id == ServiceAtLocation.service_id)
        .where(*_running(wanted.sector), ServiceAtLocation.location_id == Location.id)
        .correlate(Location)
    )
    placed = and_(Location.latitude.is_not(None), Location.longitude.is_not(None))
    return [placed, *_within(wanted.box), given.exists()]


def _running(sector: Sector | None) -> list[Any]:
    clauses: list[Any] = [IS_PUBLIC, Service.status != ServiceStatus.CLOSED]
    if sector is not None:
        codes = select(CatalogueEntry.code).where(CatalogueEntry.sector == sector)
        clauses.append(Service.catalogue_code.in_(codes))
    return clauses


def _within(box: tuple[float, float, float, float] | None) -> list[ColumnElement[bool]]:
    """A box whose west lies east of its east goes around the back of the world."""
    if box is None:
        return []
    west, south, east, north = box
    edges = (Location.longitude >= west, Location.longitude <= east)
    return [
        and_(Location.latitude >= south, Location.latitude <= north),
        and_(*edges) if west <= east else or_(*edges),
    ]
