"""Commands on an organisation: register, decide about it, keep what is said of it, add a place."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import Invalid, NotFound, StaleVersion
from app.kernel.text import fold
from app.places.queries import get_municipality
from app.providers import policy
from app.providers.domain import Decision, Status, check_coordinates, decide
from app.providers.events import services_changed
from app.providers.models import Location, Organisation, Service
from app.providers.services.commands import LocationDetails, OrganisationDetails
from app.providers.services.listing import refresh_listing


def register(actor: Actor, details: OrganisationDetails) -> UUID:
    """Enter an organisation; it waits until the municipality approves it.

    Municipal staff register in their own municipality only. Raises Invalid for a name that stands there already.
    """
    own = actor.municipality_code
    policy.require(own is None or own == details.municipality_code, "other_municipality")
    _check_municipality(details.municipality_code)
    _check_name_is_free(details, None)
    entry = Organisation(status=Status.PENDING, registered_by=actor.user_id, **_columns(details))
    db.session.add(entry)
    db.session.flush()
    record(actor, "provider.register", entry, municipality=entry.municipality_code, kind=entry.kind)
    return entry.id


def edit_organisation(
    actor: Actor, organisation_id: UUID, version: int, details: OrganisationDetails
) -> None:
    """Change what is said of an organisation; where it is registered stays. Raises StaleVersion."""
    entry = load_organisation(organisation_id)
    policy.require(policy.may_edit(actor, entry), "not_your_entry")
    check_version(entry.version, version)
    _check_name_is_free(details, organisation_id)
    for name, value in _columns(details).items():
        if name != "municipality_code":
            setattr(entry, name, value)
    record(actor, "provider.edit", entry)
    _offer_changed(actor, entry)


def approve(actor: Actor, organisation_id: UUID) -> None:
    """Let an organisation stand in the directory."""
    entry = _decide(actor, organisation_id, Decision.APPROVE)
    entry.approved_by, entry.approved_at, entry.decline_reason = actor.user_id, clock.now(), ""
    record(actor, "provider.approve", entry)
    _offer_changed(actor, entry)


def decline(actor: Actor, organisation_id: UUID, reason: str) -> None:
    """Keep an organisation out of the directory, and say why to those who registered it."""
    entry = _decide(actor, organisation_id, Decision.DECLINE, reason)
    entry.decline_reason = reason.strip()
    record(actor, "provider.decline", entry)
    _offer_changed(actor, entry)


def close(actor: Actor, organisation_id: UUID) -> None:
    """Take an organisation that has ended out of the directory; what was done with it stays."""
    entry = _decide(actor, organisation_id, Decision.CLOSE)
    record(actor, "provider.close", entry)
    _offer_changed(actor, entry)


def add_location(actor: Actor, organisation_id: UUID, details: LocationDetails) -> UUID:
    """Add a place where the organisation works; services are tied to it afterwards."""
    entry = load_organisation(organisation_id)
    policy.require(policy.may_edit(actor, entry), "not_your_entry")
    _check_municipality(details.municipality_code)
    wrong = check_coordinates(details.latitude, details.longitude)
    if wrong:
        raise Invalid({"latitude": wrong})
    location = Location(
        organisation_id=organisation_id,
        name=details.name,
        address=details.address,
        municipality_code=details.municipality_code,
        latitude=details.latitude,
        longitude=details.longitude,
    )
    db.session.add(location)
    db.session.flush()
    record(actor, "provider.add_location", entry, location=str(location.id))
    return location.id


def load_organisation(organisation_id: UUID) -> Organisation:
    """The organisation as far as the actor may see it; raises NotFound otherwise."""
    entry = db.session.scalars(select(Organisation).where(Organisation.id == organisation_id)).one_or_none()
    if entry is None:
        raise NotFound
    return entry


def check_version(held: int, read: int) -> None:
    """Raise StaleVersion when somebody changed the thing since it was read."""
    if held != read:
        raise StaleVersion


def _decide(actor: Actor, organisation_id: UUID, decision: Decision, reason: str = "") -> Organisation:
    entry = load_organisation(organisation_id)
    policy.require(policy.may_approve(actor, entry.municipality_code), "not_your_municipality")
    entry.status = decide(Status(entry.status), decision, reason)
    return entry


def _columns(details: OrganisationDetails) -> dict[str, Any]:
    return {
        "name": details.name,
        "other_names": list(details.other_names),
        "kind": details.kind,
        "municipality_code": details.municipality_code,
        "phone": details.phone,
        "email": details.email,
        "website": details.website,
        "description_sq": details.description_sq,
        "description_en": details.description_en,
    }


def _check_municipality(code: str) -> None:
    if get_municipality(code) is None:
        raise Invalid({"municipality_code": "unknown_municipality"})


def _check_name_is_free(details: OrganisationDetails, own_id: UUID | None) -> None:
    same_place = select(Organisation.id, Organisation.name).where(
        Organisation.municipality_code == details.municipality_code,
        Organisation.status.in_((Status.PENDING, Status.APPROVED)),
    )
    wanted = fold(details.name)
    for other_id, name in db.session.execute(same_place.order_by(Organisation.id)):
        if other_id != own_id and fold(name) == wanted:
            raise Invalid({"name": "already_registered"})


def _offer_changed(actor: Actor, entry: Organisation) -> None:
    offered = select(Service.id).where(Service.organisation_id == entry.id).order_by(Service.id)
    codes = refresh_listing(db.session.scalars(offered).all())
    services_changed.emit(actor, codes | {entry.municipality_code})
