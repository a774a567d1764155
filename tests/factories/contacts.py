"""Contacts and agreements of organisations, written straight to the tables; everybody is invented."""

from typing import Any
from uuid import UUID

from app.kernel.db import db
from app.providers.models import Agreement, Contact


def make_contact(organisation_id: UUID, name: str = "Mira Kontakti", **columns: Any) -> UUID:
    """A desk of an organisation; of one service or place where the columns say so."""
    contact = Contact(
        **{"organisation_id": organisation_id, "name": name, "phone": "+355691112223"} | columns
    )
    db.session.add(contact)
    db.session.flush()
    return contact.id


def make_agreement(organisation_id: UUID, partner: str = "Fondi Shembull", **columns: Any) -> UUID:
    agreement = Agreement(organisation_id=organisation_id, partner=partner, **columns)
    db.session.add(agreement)
    db.session.flush()
    return agreement.id
