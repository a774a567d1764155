"""Commands on the places of an organisation: add one, change what is said of it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import Invalid, NotFound
from app.kernel.scope import unscoped
from app.providers import policy
from app.providers.domain import Accessibility
from app.providers.events import services_changed
from app.providers.models import Location, Organisation, Service, ServiceAtLocation
from app.providers.services.checks import are_codes, check_point
from app.providers.services.commands import LocationDetails
from app.providers.services.history import NOTHING, note_change, snapshot
from app.providers.services.listing import refresh_listing
from app.providers.services.organisations import check_municipality, check_version, load_organisation

_WHY = unscoped("all services given at a place follow it, also those that its keeper may not know of")


def add_location(actor: Actor, organisation_id: UUID, details: LocationDetails) -> UUID:
    """Add a place where the organisation works; services are tied to it afterwards. Raises Invalid."""
    entry = load_organisation(organisation_id)
    policy.require(policy.may_edit(actor, entry), "not_your_entry")
    _check(details)
    location = Location(organisation_id=organisation_id, **_columns(details))
    db.session.add(location)
    db.session.flush()
    record(actor, "provider.add_location", entry, location=str(location.id))
    note_change(actor, entry.id, None, "location.add", NOTHING, snapshot(location), location_id=location.id)
    return location.id


def edit_location(actor: Actor, location_id: UUID, version: int, details: LocationDetails) -> None:
    """Change what is said of a place; the services given there follow. Raises StaleVersion, Invalid, NotFound."""
    location, entry = _load(location_id)
    policy.require(policy.may_edit(actor, entry), "not_your_entry")
    check_version(location.version, version)
    _check(details)
    before = snapshot(location)
    for name, value in _columns(details).items():
        setattr(location, name, value)
    record(actor, "provider.edit_location", entry, location=str(location_id))
    note_change(actor, entry.id, None, "location.edit", before, snapshot(location), location_id=location_id)
    _services_follow(actor, location, entry)


def _load(location_id: UUID) -> tuple[Location, Organisation]:
    location = db.session.scalars(select(Location).where(Location.id == location_id)).one_or_none()
    if location is None:
        raise NotFound
    return location, load_organisation(location.organisation_id)


def _check(details: LocationDetails) -> None:
    check_municipality(details.municipality_code)
    wrong = check_point(details.latitude, details.longitude)
    if wrong:
        raise Invalid({"latitude": wrong})
    if not are_codes(Accessibility, details.accessibility):
        raise Invalid({"accessibility": "unknown_code"})


def _columns(details: LocationDetails) -> dict[str, Any]:
    return {
        "name": details.name,
        "address": details.address,
        "municipality_code": details.municipality_code,
        "latitude": details.latitude,
        "longitude": details.longitude,
        "postal_code": details.postal_code,
        "transportation": details.transportation,
        "accessibility": list(details.accessibility),
        "accessibility_note": details.accessibility_note,
    }


def _services_follow(actor: Actor, location: Location, entry: Organisation) -> None:
    """What is said of a place is said of the services given there: they count as changed, and are listed anew."""
    given = select(ServiceAtLocation.service_id).where(ServiceAtLocation.location_id == location.id)
    service_ids = db.session.scalars(given.order_by(ServiceAtLocation.service_id)).all()
    db.session.execute(
        update(Service).where(Service.id.in_(service_ids)).values(changed_at=clock.now()),
        execution_options={**_WHY, "audited_bulk": "the place is audited", "synchronize_session": False},
    )
    codes = refresh_listing(service_ids)
    services_changed.emit(actor, codes | {entry.municipality_code})
