"""Commands on closures for a time: close from a day to a day, open again; the directory follows by itself."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import Invalid, NotFound, Refused
from app.providers import policy
from app.providers.domain import ServiceStatus, check_closure
from app.providers.events import services_changed
from app.providers.models import Organisation, Service
from app.providers.services.history import note_change, snapshot
from app.providers.services.listing import refresh_listing
from app.providers.services.organisations import load_organisation

# How many days back a turn of the clock is followed: longer than any worker stands still.
_LOOKS_BACK = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Closure:
    """From when until when a service is closed, both days included; `until` None: nobody knows yet."""

    closed_from: date
    closed_until: date | None = None
    reason: str = ""


def close_for_now(actor: Actor, service_id: UUID, closure: Closure) -> None:
    """Close a service for a time; it opens again by itself, and referrals that were sent stay.

    Raises Invalid for dates that cannot be, Refused for a service that is closed for good.
    """
    service, organisation = _load(actor, service_id)
    wrong = check_closure(closure.closed_from, closure.closed_until, clock.today())
    if wrong:
        raise Invalid(wrong)
    before = snapshot(service)
    # The dates say it from here on: a status would have to be put back by somebody.
    service.status = ServiceStatus.ACTIVE
    service.closed_from, service.closed_until = closure.closed_from, closure.closed_until
    service.closure_reason = closure.reason
    record(actor, "service.close_for_now", service)
    note_change(
        actor,
        organisation.id,
        service.id,
        "service.close_for_now",
        before,
        snapshot(service),
        closure.reason,
    )
    _tell(actor, service, organisation)


def open_again(actor: Actor, service_id: UUID) -> None:
    """End or call off a closure. Raises Refused for a service that is closed for good."""
    service, organisation = _load(actor, service_id)
    before = snapshot(service)
    service.status = ServiceStatus.ACTIVE
    service.closed_from = service.closed_until = None
    service.closure_reason = ""
    record(actor, "service.open_again", service)
    note_change(actor, organisation.id, service.id, "service.open_again", before, snapshot(service))
    _tell(actor, service, organisation)


def follow_closures(actor: Actor) -> int:
    """Write the directory anew for services whose closure began or ended these days; safe to run again."""
    today = clock.today()
    since = today - _LOOKS_BACK
    turned = (
        select(Service.id, Organisation.municipality_code)
        .join(Organisation, Organisation.id == Service.organisation_id)
        .where(or_(Service.closed_from.between(since, today), Service.closed_until.between(since, today)))
        .order_by(Service.id)
    )
    rows = db.session.execute(turned).all()
    if rows:
        codes = refresh_listing([row.id for row in rows])
        services_changed.emit(actor, codes | {row.municipality_code for row in rows})
    return len(rows)


def _load(actor: Actor, service_id: UUID) -> tuple[Service, Organisation]:
    service = db.session.scalars(select(Service).where(Service.id == service_id)).one_or_none()
    if service is None:
        raise NotFound
    organisation = load_organisation(service.organisation_id)
    policy.require(policy.may_confirm(actor, organisation), "not_your_entry")
    if service.status == ServiceStatus.CLOSED:
        raise Refused("service_closed")
    return service, organisation


def _tell(actor: Actor, service: Service, organisation: Organisation) -> None:
    codes = refresh_listing([service.id])
    services_changed.emit(actor, codes | {organisation.municipality_code})
