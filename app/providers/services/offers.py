"""Commands on a service: add it, change it, say that it is still right."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import Invalid, NotFound, Refused
from app.kernel.languages import is_language
from app.providers import policy
from app.providers.domain import ServiceStatus, Status, Tier, check_places
from app.providers.events import services_changed
from app.providers.models import CatalogueEntry, Location, Organisation, Service, ServiceAtLocation
from app.providers.services.commands import ServiceDetails
from app.providers.services.listing import refresh_listing
from app.providers.services.organisations import check_version, load_organisation

_STANDING = (Status.PENDING, Status.APPROVED)


def add_service(actor: Actor, organisation_id: UUID, details: ServiceDetails) -> UUID:
    """Offer something in the name of an organisation. Raises Invalid, Forbidden, or Refused when it is closed."""
    organisation = load_organisation(organisation_id)
    policy.require(policy.may_edit(actor, organisation), "not_your_entry")
    if organisation.status not in _STANDING:
        raise Refused("provider_closed")
    service = Service(
        organisation_id=organisation_id, tier=_tier_of(actor, organisation, details.catalogue_code)
    )
    _fill(actor, service, details)
    db.session.add(service)
    db.session.flush()
    _place(service, details.location_ids)
    record(actor, "service.add", service, code=service.catalogue_code)
    _tell(actor, service, organisation)
    return service.id


def edit_service(actor: Actor, service_id: UUID, version: int, details: ServiceDetails) -> None:
    """Change what is said of a service; the change counts as a confirmation. Raises StaleVersion, Invalid."""
    service, organisation = _load(service_id)
    policy.require(policy.may_edit(actor, organisation), "not_your_entry")
    check_version(service.version, version)
    service.tier = _tier_of(actor, organisation, details.catalogue_code)
    _fill(actor, service, details)
    _place(service, details.location_ids)
    record(actor, "service.edit", service, code=service.catalogue_code, status=service.status)
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
    _confirm(actor, service, places_free)
    record(actor, "service.confirm", service, places_free=places_free)
    _tell(actor, service, organisation)


def _load(service_id: UUID) -> tuple[Service, Organisation]:
    service = db.session.scalars(select(Service).where(Service.id == service_id)).one_or_none()
    if service is None:
        raise NotFound
    return service, load_organisation(service.organisation_id)


def _tier_of(actor: Actor, organisation: Organisation, code: str) -> Tier:
    entry = db.session.scalars(select(CatalogueEntry).where(CatalogueEntry.code == code)).one_or_none()
    if entry is None:
        raise Invalid({"catalogue_code": "unknown_service"})
    # Whoever may not know of sealed services cannot make one: it would vanish before their eyes.
    if entry.tier == Tier.SEALED and not policy.may_know_sealed(actor, organisation.id):
        raise Invalid({"catalogue_code": "sealed_service"})
    return Tier(entry.tier)


def _fill(actor: Actor, service: Service, details: ServiceDetails) -> None:
    wrong = check_places(details.capacity_total, details.places_free)
    if wrong:
        raise Invalid(wrong)
    if not all(is_language(code) for code in details.languages):
        raise Invalid({"languages": "unknown_language"})
    for name, value in _columns(details).items():
        setattr(service, name, value)
    _confirm(actor, service, details.places_free)


def _columns(details: ServiceDetails) -> dict[str, Any]:
    return {
        "catalogue_code": details.catalogue_code,
        "name_sq": details.name_sq,
        "name_en": details.name_en,
        "description_sq": details.description_sq,
        "description_en": details.description_en,
        "status": details.status,
        "languages": list(details.languages),
        "has_interpreter": details.has_interpreter,
        "asks_for": list(details.asks_for),
        "capacity_total": details.capacity_total,
        "area": details.area,
        "is_remote": details.is_remote,
        "opening": details.opening,
        "documents_to_bring": details.documents_to_bring,
        "cost": details.cost,
    }


def _confirm(actor: Actor, service: Service, places_free: int | None) -> None:
    moment = clock.now()
    service.places_free = places_free
    service.capacity_confirmed_at = None if places_free is None else moment
    service.last_confirmed_at = moment
    service.last_confirmed_by = ", ".join(part for part in (actor.name, actor.place) if part)[:200]


def _place(service: Service, location_ids: tuple[UUID, ...]) -> None:
    wanted = dict.fromkeys(location_ids)
    own = select(Location.id).where(
        Location.organisation_id == service.organisation_id, Location.id.in_(wanted)
    )
    if len(db.session.scalars(own).all()) != len(wanted):
        raise Invalid({"location_ids": "unknown_location"})
    db.session.execute(delete(ServiceAtLocation).where(ServiceAtLocation.service_id == service.id))
    db.session.add_all(ServiceAtLocation(service_id=service.id, location_id=place) for place in wanted)


def _tell(actor: Actor, service: Service, organisation: Organisation) -> None:
    codes = refresh_listing([service.id])
    services_changed.emit(actor, codes | {organisation.municipality_code})
