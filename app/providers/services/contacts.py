"""Commands on contacts: whom to turn to at an organisation, for one of its services or at one of its places."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import Invalid, NotFound, Refused
from app.kernel.languages import is_language
from app.providers import policy
from app.providers.domain import normalise_phone
from app.providers.models import Contact, Location, Organisation, Service
from app.providers.services.commands import ContactDetails
from app.providers.services.history import NOTHING, note_change, snapshot
from app.providers.services.organisations import load_organisation

MOST_CONTACTS = 50


def add_contact(actor: Actor, organisation_id: UUID, details: ContactDetails) -> UUID:
    """Name somebody to turn to. Raises Invalid, Forbidden, or Refused when there are too many already."""
    entry = load_organisation(organisation_id)
    policy.require(policy.may_edit(actor, entry), "not_your_entry")
    columns = _columns(details, organisation_id)
    own = select(func.count(Contact.id), func.max(Contact.position))
    held, last = db.session.execute(own.where(Contact.organisation_id == organisation_id)).one()
    if held >= MOST_CONTACTS:
        raise Refused("too_many_contacts")
    contact = Contact(organisation_id=organisation_id, position=(last or 0) + 1, **columns)
    db.session.add(contact)
    db.session.flush()
    _note(actor, entry, contact, "contact.add", NOTHING, snapshot(contact))
    return contact.id


def edit_contact(actor: Actor, contact_id: UUID, details: ContactDetails) -> None:
    """Change a contact. Raises Invalid, NotFound."""
    contact, entry = _load(actor, contact_id)
    before = snapshot(contact)
    for name, value in _columns(details, entry.id).items():
        setattr(contact, name, value)
    db.session.flush()
    _note(actor, entry, contact, "contact.edit", before, snapshot(contact))


def remove_contact(actor: Actor, contact_id: UUID) -> None:
    """Take a contact out. Raises NotFound."""
    contact, entry = _load(actor, contact_id)
    _note(actor, entry, contact, "contact.remove", snapshot(contact), {})
    db.session.delete(contact)
    db.session.flush()


def _load(actor: Actor, contact_id: UUID) -> tuple[Contact, Organisation]:
    contact = db.session.scalars(select(Contact).where(Contact.id == contact_id)).one_or_none()
    if contact is None:
        raise NotFound
    entry = load_organisation(contact.organisation_id)
    policy.require(policy.may_edit(actor, entry), "not_your_entry")
    return contact, entry


def _columns(details: ContactDetails, organisation_id: UUID) -> dict[str, Any]:
    phone = normalise_phone(details.phone) if details.phone else ""
    _check(details, phone, organisation_id)
    return {
        "name": details.name,
        "title": details.title,
        "phone": phone,
        "extension": details.extension if phone else "",
        "phone_kind": details.phone_kind,
        "email": details.email,
        "languages": list(details.languages),
        "service_id": details.service_id,
        "location_id": details.location_id,
    }


def _check(details: ContactDetails, phone: str | None, organisation_id: UUID) -> None:
    if phone is None:
        raise Invalid({"phone": "phone_unreadable"})
    if not phone and not details.email:
        raise Invalid({"phone": "contact_empty"})
    if not all(is_language(code) for code in details.languages):
        raise Invalid({"languages": "unknown_language"})
    owned: tuple[tuple[str, type[Service | Location], UUID | None], ...] = (
        ("service_id", Service, details.service_id),
        ("location_id", Location, details.location_id),
    )
    for field, model, row_id in owned:
        own = select(model.id).where(model.id == row_id, model.organisation_id == organisation_id)
        if row_id is not None and db.session.scalars(own).one_or_none() is None:
            raise Invalid({field: "not_of_this_entry"})


def _note(
    actor: Actor,
    entry: Organisation,
    contact: Contact,
    action: str,
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> None:
    entry.changed_at = clock.now()
    record(actor, action, entry, contact=str(contact.id))
    note_change(actor, entry.id, contact.service_id, action, before, after, location_id=contact.location_id)
