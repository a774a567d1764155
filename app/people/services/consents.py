"""Consent given and taken back; taking it back ends the provider's sight in the same transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import Named, record
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.kernel.ids import new_id
from app.kernel.writing import put_row
from app.people.domain import (
    BirthDate,
    ConsentGiven,
    SharedField,
    ShareEnd,
    check_consent,
    consent_expiry,
    hidden_fields,
)
from app.people.events import ConsentWithdrawn, consent_withdrawn
from app.people.models import Consent
from app.people.policy import require_changing
from app.people.queries import get_person
from app.people.services.shares import end_shares_of_consent


def record_consent(actor: Actor, given: ConsentGiven) -> UUID:
    """Keep what a person agreed to, with the exact fields, for twelve months. Raises NotFound, Invalid."""
    require_changing(actor)
    person = get_person(given.person_id)
    return write_consent(actor, given, person.municipality_code, person.details.birth, clock.now())


def write_consent(
    actor: Actor, given: ConsentGiven, municipality_code: str, birth: BirthDate, now: datetime
) -> UUID:
    """The same, where the person was read already."""
    given = check_consent(given, birth.age_at(clock.today()))
    fields = [field.value for field in SharedField if field in given.fields]
    consent_id = new_id()
    put_row(
        db.session(),
        Consent,
        id=consent_id,
        municipality_code=municipality_code,
        person_id=given.person_id,
        organisation_id=given.organisation_id,
        purpose=given.purpose,
        organisation_name=given.organisation_name,
        service_name=given.service_name,
        catalogue_code=given.catalogue_code,
        fields=fields,
        hidden=[field.value for field in hidden_fields(fields)],
        text_version=given.text_version,
        language=given.language,
        medium=given.medium.value,
        interpreter_name=given.interpreter_name,
        witness_name=given.witness_name,
        given_by=given.given_by.value,
        guardian_name=given.guardian_name,
        given_at=now,
        expires_at=consent_expiry(now),
    )
    written = Named(Consent, consent_id, f"municipality:{municipality_code}")
    record(actor, "consent.give", written, medium=given.medium.value, fields=",".join(fields))
    return consent_id


def withdraw_consent(actor: Actor, consent_id: UUID) -> UUID:
    """A person takes a consent back; returns whose it was. Twice is once. Raises NotFound."""
    require_changing(actor)
    wanted = select(Consent).where(Consent.id == consent_id).with_for_update()
    consent = db.session.scalars(wanted).one_or_none()
    if consent is None:
        raise NotFound
    if consent.withdrawn_at is not None:
        return consent.person_id
    consent.withdrawn_at = clock.now()
    record(actor, "consent.withdraw", consent)
    referral_ids = end_shares_of_consent(actor, consent_id, ShareEnd.CONSENT_WITHDRAWN)
    db.session.flush()
    consent_withdrawn.emit(
        actor, ConsentWithdrawn(consent.id, consent.person_id, consent.organisation_id, referral_ids)
    )
    return consent.person_id
