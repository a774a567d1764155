"""Commands on an organisation: register, decide about it, keep what is said of it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import Invalid, NotFound, StaleVersion
from app.kernel.outbox import enqueue
from app.kernel.tax_number import normalise_tax_number
from app.kernel.text import fold
from app.places.queries import get_municipality
from app.providers import policy
from app.providers.domain import Decision, Status, decide
from app.providers.events import services_changed
from app.providers.models import Organisation, Service
from app.providers.services.checks import clean_tags
from app.providers.services.commands import OrganisationDetails
from app.providers.services.history import NOTHING, note_change, snapshot
from app.providers.services.listing import refresh_listing

_STAYS = frozenset({"municipality_code", "is_national"})


def register(actor: Actor, details: OrganisationDetails) -> UUID:
    """Enter an organisation; it waits until the municipality approves it.

    Municipal staff register in their own municipality only. Raises Invalid for a name that stands there already.
    """
    own = actor.municipality_code
    policy.require(own is None or own == details.municipality_code, "other_municipality")
    policy.require(not details.is_national or policy.may_set_national(actor), "only_administrator")
    check_municipality(details.municipality_code)
    _check_name_is_free(details, None)
    entry = Organisation(status=Status.PENDING, registered_by=actor.user_id, **_columns(details))
    db.session.add(entry)
    db.session.flush()
    record(actor, "provider.register", entry, municipality=entry.municipality_code, kind=entry.kind)
    note_change(actor, entry.id, None, "provider.register", NOTHING, snapshot(entry))
    if not policy.may_approve(actor, entry.municipality_code, is_national=entry.is_national):
        enqueue("providers.tell_who_decides", organisation_id=str(entry.id))
    return entry.id


def edit_organisation(
    actor: Actor, organisation_id: UUID, version: int, details: OrganisationDetails
) -> None:
    """Change what is said of an organisation; where it is registered and how far it works stay. Raises StaleVersion."""
    entry = load_organisation(organisation_id)
    policy.require(policy.may_edit(actor, entry), "not_your_entry")
    check_version(entry.version, version)
    _check_name_is_free(details, organisation_id)
    before = snapshot(entry)
    for name, value in _columns(details).items():
        if name not in _STAYS:
            setattr(entry, name, value)
    record(actor, "provider.edit", entry)
    note_change(actor, entry.id, None, "provider.edit", before, snapshot(entry))
    _offer_changed(actor, entry)


def approve(actor: Actor, organisation_id: UUID, version: int | None = None) -> None:
    """Let an organisation stand in the directory. With the `version` that was read, raises StaleVersion."""
    entry, before = _decide(actor, organisation_id, Decision.APPROVE, version=version)
    entry.approved_by, entry.approved_at, entry.decline_reason = actor.user_id, clock.now(), ""
    record(actor, "provider.approve", entry)
    note_change(actor, entry.id, None, "provider.approve", before, snapshot(entry))
    _offer_changed(actor, entry)


def decline(actor: Actor, organisation_id: UUID, reason: str, version: int | None = None) -> None:
    """Keep an organisation out of the directory, and say why to those who registered it."""
    entry, before = _decide(actor, organisation_id, Decision.DECLINE, reason, version)
    entry.decline_reason = reason.strip()
    record(actor, "provider.decline", entry)
    note_change(actor, entry.id, None, "provider.decline", before, snapshot(entry), reason)
    _offer_changed(actor, entry)


def close(actor: Actor, organisation_id: UUID) -> None:
    """Take an organisation that has ended out of the directory; what was done with it stays."""
    entry, before = _decide(actor, organisation_id, Decision.CLOSE)
    record(actor, "provider.close", entry)
    note_change(actor, entry.id, None, "provider.close", before, snapshot(entry))
    _offer_changed(actor, entry)


def set_national(actor: Actor, organisation_id: UUID, *, is_national: bool) -> None:
    """Say whether an organisation works in the whole country; for the administrator."""
    policy.require(policy.may_set_national(actor), "only_administrator")
    entry = load_organisation(organisation_id)
    before = snapshot(entry)
    entry.is_national = is_national
    record(actor, "provider.set_national", entry, is_national=is_national)
    note_change(actor, entry.id, None, "provider.edit", before, snapshot(entry))
    _offer_changed(actor, entry)


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


def _decide(
    actor: Actor,
    organisation_id: UUID,
    decision: Decision,
    reason: str = "",
    version: int | None = None,
) -> tuple[Organisation, dict[str, str]]:
    """The organisation with its new status, and what could be read of it before."""
    entry = load_organisation(organisation_id)
    allowed = policy.may_approve(actor, entry.municipality_code, is_national=entry.is_national)
    policy.require(allowed, "not_your_municipality")
    before, status = snapshot(entry), decide(Status(entry.status), decision, reason)
    if version is not None:
        check_version(entry.version, version)
    entry.status = status
    if entry.registered_by not in (None, actor.user_id):
        enqueue("providers.tell_who_entered", organisation_id=str(entry.id))
    return entry, before


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
        "tax_number": normalise_tax_number(details.tax_number),
        "licence_number": details.licence_number,
        "licence_valid_until": details.licence_valid_until,
        "project_tags": clean_tags(details.project_tags),
        "is_national": details.is_national,
    }


def check_municipality(code: str) -> None:
    """Raise Invalid for a code that no municipality has."""
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
