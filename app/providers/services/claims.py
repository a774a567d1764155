"""What the municipality or the administrator decides about registrations and claims from outside."""

from uuid import UUID

from sqlalchemy import select

from app.accounts.services import Invite, invite
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import Invalid, NotFound, Refused
from app.kernel.outbox import enqueue
from app.kernel.permissions import Role
from app.providers import policy
from app.providers.domain import Area, Kind, RegistrationStatus, Status, Tier, check_decidable
from app.providers.events import services_changed
from app.providers.models import (
    CatalogueEntry,
    Contact,
    Location,
    Organisation,
    ProviderRegistration,
    Service,
    ServiceAtLocation,
)
from app.providers.services.history import NOTHING, note_change, snapshot
from app.providers.services.listing import refresh_listing
from app.providers.services.organisations import check_version, load_organisation


def approve_registration(
    actor: Actor, registration_id: UUID, version: int, into_id: UUID | None = None
) -> UUID:
    """Let a registration into the directory, or give a claimed entry to whoever claims it; returns the entry.

    `into_id`: it is that entry, which stands there already. Either way the contact person is invited to manage it.
    Raises NotFound, Forbidden, Refused when somebody has decided already, StaleVersion.
    """
    row = _load_waiting(actor, registration_id, version)
    existing_id = into_id or row.claimed_organisation_id
    entry = _load_standing(actor, existing_id) if existing_id else _make_entry(actor, row)
    _settle(actor, row, RegistrationStatus.APPROVED)
    row.organisation_id = entry.id
    record(actor, "registration.approve", row, organisation=str(entry.id), entered=existing_id is None)
    if existing_id:
        note_change(actor, entry.id, None, "provider.claim", NOTHING, NOTHING)
    enqueue("providers.mail_decision", registration_id=str(row.id))
    _invite_manager(actor, row, entry)
    db.session.flush()
    return entry.id


def decline_registration(actor: Actor, registration_id: UUID, version: int, reason: str) -> None:
    """Say no to a registration or claim; who sent it reads the reason in a mail."""
    row = _load_waiting(actor, registration_id, version)
    if not reason.strip():
        raise Refused("reason_missing")
    row.reason = reason.strip()
    _settle(actor, row, RegistrationStatus.DECLINED)
    record(actor, "registration.decline", row)
    enqueue("providers.mail_decision", registration_id=str(row.id))
    db.session.flush()


def _load_waiting(actor: Actor, registration_id: UUID, version: int) -> ProviderRegistration:
    """Locked, so that of two who decide at once the second finds what the first has decided."""
    found = select(ProviderRegistration).where(ProviderRegistration.id == registration_id)
    found = found.with_for_update().execution_options(populate_existing=True)
    row = db.session.scalars(found).one_or_none()
    if row is None:
        raise NotFound
    allowed = policy.may_approve(actor, row.municipality_code, is_national=row.is_national)
    policy.require(allowed, "not_your_municipality")
    check_decidable(RegistrationStatus(row.status))
    check_version(row.version, version)
    return row


def _load_standing(actor: Actor, organisation_id: UUID) -> Organisation:
    entry = load_organisation(organisation_id)
    allowed = policy.may_approve(actor, entry.municipality_code, is_national=entry.is_national)
    policy.require(allowed, "not_your_municipality")
    if entry.status != Status.APPROVED:
        raise Refused("provider_closed")
    return entry


def _settle(actor: Actor, row: ProviderRegistration, status: RegistrationStatus) -> None:
    row.status, row.decided_at, row.decided_by = status, clock.now(), actor.user_id


def _invite_manager(actor: Actor, row: ProviderRegistration, entry: Organisation) -> None:
    command = Invite(
        row.email,
        row.contact_name,
        Role.PROVIDER_MANAGER,
        row.locale,
        entry.name,
        organisation_id=entry.id,
    )
    try:
        invite(actor, command)
    except Invalid:
        # This address manages the entry already: there is nobody to invite, and the mail still says how it ended.
        return


def _make_entry(actor: Actor, row: ProviderRegistration) -> Organisation:
    entry = _organisation_of(actor, row)
    db.session.add(entry)
    db.session.flush()
    record(actor, "provider.approve", entry, municipality=entry.municipality_code, kind=entry.kind)
    place = _place_of(row, entry)
    db.session.add(_contact_of(row, entry))
    services = [_service_of(row, entry, code, tier) for code, tier in _kinds_of(row)]
    db.session.add_all(services)
    db.session.flush()
    if place:
        db.session.add_all(
            ServiceAtLocation(service_id=service.id, location_id=place.id) for service in services
        )
    for service in services:
        record(actor, "service.add", service, code=service.catalogue_code)
    note_change(actor, entry.id, None, "provider.approve", NOTHING, snapshot(entry))
    codes = refresh_listing([service.id for service in services])
    services_changed.emit(actor, codes | {entry.municipality_code})
    return entry


def _organisation_of(actor: Actor, row: ProviderRegistration) -> Organisation:
    typed = row.details
    field = "description_en" if row.locale.startswith("en") else "description_sq"
    words = {field: typed.get("description", "")}
    return Organisation(
        name=row.organisation_name,
        other_names=[name for name in typed.get("other_names", "").splitlines() if name],
        kind=Kind(typed["kind"]),
        municipality_code=row.municipality_code,
        is_national=row.is_national,
        status=Status.APPROVED,
        phone=typed.get("phone", ""),
        email=row.email,
        website=typed.get("website", ""),
        tax_number=typed.get("tax_number", ""),
        licence_number=typed.get("licence_number", ""),
        approved_by=actor.user_id,
        approved_at=clock.now(),
        **words,
    )


def _place_of(row: ProviderRegistration, entry: Organisation) -> Location | None:
    address = row.details.get("address", "")
    if not address:
        return None
    place = Location(organisation_id=entry.id, address=address, municipality_code=row.municipality_code)
    db.session.add(place)
    return place


def _contact_of(row: ProviderRegistration, entry: Organisation) -> Contact:
    return Contact(
        organisation_id=entry.id,
        name=row.contact_name,
        title=row.contact_title,
        phone=row.details.get("phone", ""),
        email=row.email,
        languages=row.details.get("languages", "").split(),
    )


def _kinds_of(row: ProviderRegistration) -> list[tuple[str, Tier]]:
    kinds = select(CatalogueEntry.code, CatalogueEntry.tier).where(
        CatalogueEntry.code.in_(row.service_codes), CatalogueEntry.tier != Tier.SEALED
    )
    return [(code, Tier(tier)) for code, tier in db.session.execute(kinds.order_by(CatalogueEntry.code))]


def _service_of(row: ProviderRegistration, entry: Organisation, code: str, tier: Tier) -> Service:
    """What it says that it offers; nobody has confirmed more of it than that, so it stands as unconfirmed."""
    return Service(
        organisation_id=entry.id,
        catalogue_code=code,
        tier=tier,
        languages=row.details.get("languages", "").split() or ["sq"],
        area=Area.NATIONAL if row.is_national else Area.MUNICIPALITY,
    )
