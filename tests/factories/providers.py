"""Organisations, places and services, written straight to the tables; everybody is invented."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import unscoped
from app.providers.domain import Area, Kind, ServiceStatus, Status, Tier
from app.providers.models import CatalogueEntry, Location, Organisation, Service, ServiceAtLocation
from app.providers.services import refresh_listing
from tests.factories import TIRANE

COURSE = "EMP-08"
SHELTER = "SHE-06"
COUNSELLING = "MHP-01"
HELPLINE = "PRO-05"


def make_organisation(
    name: str = "Qendra Drita",
    municipality_code: str = TIRANE,
    status: Status = Status.APPROVED,
    **columns: Any,
) -> UUID:
    """An organisation that stands in the directory, unless its status says otherwise."""
    values = {"kind": Kind.NGO, "phone": "+355692345678"} | columns
    entry = Organisation(name=name, municipality_code=municipality_code, status=status, **values)
    db.session.add(entry)
    db.session.flush()
    return entry.id


def make_location(
    organisation_id: UUID,
    municipality_code: str = TIRANE,
    point: tuple[float, float] | None = (41.3275, 19.8189),
    address: str = "Rruga e Provës 1",
) -> UUID:
    """A place of an organisation; in the centre of Tirana unless said otherwise."""
    latitude, longitude = point or (None, None)
    place = Location(
        organisation_id=organisation_id,
        municipality_code=municipality_code,
        address=address,
        latitude=latitude,
        longitude=longitude,
    )
    db.session.add(place)
    db.session.flush()
    return place.id


def make_service(
    organisation_id: UUID | None = None,
    catalogue_code: str = COURSE,
    *,
    location_ids: tuple[UUID, ...] = (),
    listed: bool = True,
    **columns: Any,
) -> UUID:
    """An open service, freshly confirmed, that stands in the directory (`listed`), of an organisation of its own."""
    organisation_id = organisation_id or make_organisation()
    values = {
        "tier": _tier_of(catalogue_code),
        "status": ServiceStatus.ACTIVE,
        "languages": ["sq"],
        "area": Area.MUNICIPALITY,
        "last_confirmed_at": clock.now(),
        "last_confirmed_by": "Test Person",
        "capacity_confirmed_at": clock.now() if columns.get("places_free") is not None else None,
    } | columns
    service = Service(
        organisation_id=organisation_id,
        catalogue_code=catalogue_code,
        **values,
    )
    db.session.add(service)
    db.session.flush()
    db.session.add_all(ServiceAtLocation(service_id=service.id, location_id=place) for place in location_ids)
    db.session.flush()
    if listed:
        refresh_listing([service.id])
    return service.id


def make_placed_service(
    name: str,
    point: tuple[float, float] | None,
    municipality_code: str = TIRANE,
    catalogue_code: str = COURSE,
    **columns: Any,
) -> UUID:
    """An organisation with one place and one service there."""
    organisation_id = make_organisation(name, municipality_code)
    place = make_location(organisation_id, municipality_code, point)
    return make_service(organisation_id, catalogue_code, location_ids=(place,), **columns)


def _tier_of(code: str) -> Tier:
    found = select(CatalogueEntry.tier).where(CatalogueEntry.code == code)
    return Tier(db.session.scalars(found, execution_options=unscoped("a factory reads the catalogue")).one())
