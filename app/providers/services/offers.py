"""Commands on a service: add it, change one part of it or all, say that it is still right."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import Invalid, NotFound, Refused
from app.providers import policy
from app.providers.domain import ServiceStatus, Status, Tier, allowed_tiers, check_places
from app.providers.events import services_changed
from app.providers.models import CatalogueEntry, Location, Organisation, Service, ServiceAtLocation
from app.providers.services.checks import check_service, clean_tags, read_exceptions, read_hours
from app.providers.services.commands import ServiceBasics, ServiceCapacity, ServiceDetails, ServicePart
from app.providers.services.history import NOTHING, note_change, snapshot
from app.providers.services.listing import refresh_listing
from app.providers.services.organisations import check_version, load_organisation

_STANDING = (Status.PENDING, Status.APPROVED)
# What is not simply a column of the same name.
_APART = frozenset({"location_ids", "tier", "places_free"})


def add_service(actor: Actor, organisation_id: UUID, details: ServiceDetails) -> UUID:
    """Offer something in the name of an organisation. Raises Invalid, Forbidden, or Refused when it is closed."""
    organisation = load_organisation(organisation_id)
    policy.require(policy.may_edit(actor, organisation), "not_your_entry")
    if organisation.status not in _STANDING:
        raise Refused("provider_closed")
    service = Service(organisation_id=organisation_id, tier=_tier(actor, organisation.id, None, details))
    _fill(service, details)
    _confirm(actor, service, details.places_free)
    db.session.add(service)
    db.session.flush()
    _place(service, details.location_ids)
    record(actor, "service.add", service, code=service.catalogue_code)
    note_change(actor, organisation.id, service.id, "service.add", NOTHING, snapshot(service))
    _tell(actor, service, organisation)
    return service.id


def edit_service(actor: Actor, service_id: UUID, version: int, details: ServicePart) -> None:
    """Change what is said of a service in the parts that are given; the change counts as a confirmation.

    Raises StaleVersion, Invalid. Places free are confirmed only where they are among what is given.
    """
    service, organisation = _load_to_edit(actor, service_id, version)
    before = snapshot(service)
    if isinstance(details, ServiceBasics):
        service.tier = _tier(actor, organisation.id, service, details)
    _fill(service, details)
    _vouch(actor, service)
    if isinstance(details, ServiceCapacity):
        _set_places(service, details.places_free)
    if isinstance(details, ServiceBasics):
        _place(service, details.location_ids)
    _finish(actor, service, organisation, before)


def edit_hours_at(
    actor: Actor, service_id: UUID, location_id: UUID, version: int, opening_hours: tuple[str, ...]
) -> None:
    """Give a service other weekly hours at one of its places; none means: open there as everywhere.

    Raises StaleVersion, Invalid, NotFound when the service is not given there.
    """
    service, organisation = _load_to_edit(actor, service_id, version)
    link = db.session.scalars(
        select(ServiceAtLocation)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(ServiceAtLocation.service_id == service_id, ServiceAtLocation.location_id == location_id)
    ).one_or_none()
    if link is None:
        raise NotFound
    before = {"opening_hours": ", ".join(link.opening_hours)}
    link.opening_hours = read_hours(opening_hours)
    _vouch(actor, service)
    record(actor, "service.edit", service, code=service.catalogue_code, location=str(location_id))
    after = {"opening_hours": ", ".join(link.opening_hours)}
    note_change(actor, organisation.id, service.id, "service.edit", before, after, location_id=location_id)
    _tell(actor, service, organisation)


def confirm_service(actor: Actor, service_id: UUID, places_free: int | None) -> None:
    """Say that what stands there is still right, and how many places are free (None: nobody counts them)."""
    service, organisation = _load(service_id)
    policy.require(policy.may_confirm(actor, organisation), "not_your_entry")
    if service.status == ServiceStatus.CLOSED:
        raise Refused("service_closed")
    wrong = check_places(service.capacity_total, places_free)
    if wrong:
        raise Invalid(wrong)
    before = snapshot(service)
    _confirm(actor, service, places_free)
    record(actor, "service.confirm", service, places_free=places_free)
    note_change(actor, organisation.id, service.id, "service.confirm", before, snapshot(service))
    _tell(actor, service, organisation)


def _load(service_id: UUID) -> tuple[Service, Organisation]:
    service = db.session.scalars(select(Service).where(Service.id == service_id)).one_or_none()
    if service is None:
        raise NotFound
    return service, load_organisation(service.organisation_id)


def _load_to_edit(actor: Actor, service_id: UUID, version: int) -> tuple[Service, Organisation]:
    service, organisation = _load(service_id)
    policy.require(policy.may_edit(actor, organisation), "not_your_entry")
    check_version(service.version, version)
    return service, organisation


def _tier(actor: Actor, organisation_id: UUID, service: Service | None, details: ServiceBasics) -> Tier:
    """The tier that was chosen, or the one it had, or that of its kind; never one hidden from who chooses."""
    code = details.catalogue_code
    entry = db.session.scalars(select(CatalogueEntry).where(CatalogueEntry.code == code)).one_or_none()
    if entry is None:
        raise Invalid({"catalogue_code": "unknown_service"})
    allowed = allowed_tiers(entry.sensitivity)
    tier = _wanted_tier(details.tier, Tier(service.tier) if service else None, allowed, Tier(entry.tier))
    if tier not in allowed:
        raise Invalid({"tier": "tier_too_open"})
    if not policy.may_know_tier(actor, organisation_id, tier):
        # Whoever may not know of a tier cannot make a service of it: it would vanish before their eyes.
        raise Invalid({"tier" if details.tier else "catalogue_code": f"{tier.value}_service"})
    return tier


def _wanted_tier(chosen: Tier | None, held: Tier | None, allowed: tuple[Tier, ...], usual: Tier) -> Tier:
    if chosen is not None:
        return chosen
    return held if held in allowed and held is not None else usual


def _fill(service: Service, details: ServicePart) -> None:
    check_service(details)
    for name, value in _columns(details).items():
        setattr(service, name, value)
    service.has_interpreter = bool(service.has_interpreter or service.interpreter_languages)


def _columns(details: ServicePart) -> dict[str, Any]:
    values = {
        field.name: getattr(details, field.name) for field in fields(details) if field.name not in _APART
    }
    tidied = {
        "opening_hours": read_hours,
        "opening_exceptions": read_exceptions,
        "project_tags": clean_tags,
    }
    values |= {name: tidy(values[name]) for name, tidy in tidied.items() if name in values}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _confirm(actor: Actor, service: Service, places_free: int | None) -> None:
    _vouch(actor, service)
    _set_places(service, places_free)


def _vouch(actor: Actor, service: Service) -> None:
    service.last_confirmed_at = clock.now()
    service.last_confirmed_by = ", ".join(part for part in (actor.name, actor.place) if part)[:200]


def _set_places(service: Service, places_free: int | None) -> None:
    service.places_free = places_free
    service.capacity_confirmed_at = None if places_free is None else clock.now()


def _place(service: Service, location_ids: tuple[UUID, ...]) -> None:
    """Tie the service to these places and no other; hours of its own at a place that stays are kept."""
    wanted = dict.fromkeys(location_ids)
    own = select(Location.id).where(
        Location.organisation_id == service.organisation_id, Location.id.in_(wanted)
    )
    if len(db.session.scalars(own).all()) != len(wanted):
        raise Invalid({"location_ids": "unknown_location"})
    links = select(ServiceAtLocation.location_id).where(ServiceAtLocation.service_id == service.id)
    held = set(db.session.scalars(links))
    # A place that is hidden from who chooses was not among what could be unticked.
    seen = db.session.scalars(select(Location.id).where(Location.id.in_(held))).all()
    gone = [location_id for location_id in seen if location_id not in wanted]
    db.session.execute(
        delete(ServiceAtLocation).where(
            ServiceAtLocation.service_id == service.id, ServiceAtLocation.location_id.in_(gone)
        )
    )
    new = [location_id for location_id in wanted if location_id not in held]
    db.session.add_all(ServiceAtLocation(service_id=service.id, location_id=place) for place in new)
    db.session.flush()


def _finish(actor: Actor, service: Service, organisation: Organisation, before: Mapping[str, str]) -> None:
    db.session.flush()
    record(actor, "service.edit", service, code=service.catalogue_code, status=service.status)
    note_change(actor, organisation.id, service.id, "service.edit", before, snapshot(service))
    _tell(actor, service, organisation)


def _tell(actor: Actor, service: Service, organisation: Organisation) -> None:
    codes = refresh_listing([service.id])
    services_changed.emit(actor, codes | {organisation.municipality_code})
