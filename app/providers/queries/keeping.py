"""What keepers look up while they fill a form in: whose a place is, and where an address lies."""

from dataclasses import dataclass
from uuid import UUID

from geopy.location import Location as Found
from sqlalchemy import select

from app.kernel.db import db
from app.places.geocoder import OfflineGazetteer
from app.places.queries import get_municipality
from app.providers.models import Location

_gazetteer = OfflineGazetteer()


@dataclass(frozen=True, slots=True)
class FoundPoint:
    """A point for an address: that of a village, a town or the seat of a municipality, never of a door."""

    name: str
    latitude: float
    longitude: float
    municipality_code: str | None


def find_organisation_of(location_id: UUID) -> UUID | None:
    """Whose place it is; None where the actor may not know of it."""
    found = select(Location.organisation_id).where(Location.id == location_id)
    return db.session.scalars(found).one_or_none()


def find_point(address: str, municipality_code: str) -> FoundPoint | None:
    """The point of the smallest place that an address names within its municipality.

    Always by the gazetteer that is carried along: an address may be one that nobody outside must learn of.
    """
    municipality = get_municipality(municipality_code)
    parts = [address.strip(), municipality.name_sq if municipality else ""]
    query = ", ".join(part for part in parts if part)
    found = _gazetteer.geocode(query) if query else None
    if not isinstance(found, Found):
        return None
    return FoundPoint(found.address, found.latitude, found.longitude, found.raw.get("municipality_code"))
