"""People, what they agreed to and who may see them, written straight to the tables; everybody is invented."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import db
from app.kernel.ids import new_id
from app.kernel.sealing import seal
from app.people.domain import (
    BASICS,
    GLASS_OPEN_FOR,
    BirthPrecision,
    ConsentMedium,
    GivenBy,
    InterpreterGender,
    LegalStatus,
    Sex,
    ShareBasis,
    SharedField,
    WhoMayAnswer,
    consent_expiry,
    hidden_fields,
    name_key,
    new_code_name,
)
from app.people.models import BrokenGlass, Consent, Person, SealedNote, SealedNoteReader, Share
from tests.factories import TIRANE


def make_person(municipality_code: str = TIRANE, given_name: str = "Amina", **columns: Any) -> UUID:
    """A person about whom only a name is known, unless columns say more."""
    values: dict[str, Any] = {
        "code_name": new_code_name("TR", secrets.choice),
        "family_name": "",
        "name_original_script": "",
        "birth_date": None,
        "birth_precision": BirthPrecision.UNKNOWN.value,
        "sex": Sex.NOT_SAID.value,
        "nationality": "",
        "legal_status": LegalStatus.UNKNOWN.value,
        "languages": [],
        "interpreter_gender": InterpreterGender.ANY.value,
        "who_may_answer": WhoMayAnswer.ONLY_PERSON.value,
        "registered_by": new_id(),
        "created_at": clock.now(),
    } | columns
    key = name_key(given_name, values["family_name"], values["name_original_script"])
    person = Person(municipality_code=municipality_code, given_name=given_name, name_key=key, **values)
    db.session.add(person)
    db.session.flush()
    return person.id


def make_consent(
    person_id: UUID,
    organisation_id: UUID,
    *,
    fields: Collection[SharedField] = BASICS,
    catalogue_code: str = "EMP-05",
    given_at: datetime | None = None,
    withdrawn_at: datetime | None = None,
) -> UUID:
    """A signed consent of a person for an organisation."""
    given_at = given_at or clock.now()
    shown = [field.value for field in SharedField if field in fields]
    consent = Consent(
        municipality_code=_municipality_of(person_id),
        person_id=person_id,
        organisation_id=organisation_id,
        purpose="referral",
        organisation_name="Test organisation",
        service_name="Test service",
        catalogue_code=catalogue_code,
        fields=shown,
        hidden=[field.value for field in hidden_fields(shown)],
        text_version="test",
        language="en",
        medium=ConsentMedium.SIGNED.value,
        given_by=GivenBy.PERSON.value,
        given_at=given_at,
        expires_at=consent_expiry(given_at),
        withdrawn_at=withdrawn_at,
    )
    db.session.add(consent)
    db.session.flush()
    return consent.id


def make_share(
    person_id: UUID,
    organisation_id: UUID,
    *,
    referral_id: UUID | None = None,
    consent_id: UUID | None = None,
    fields: Collection[SharedField] = BASICS,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> UUID:
    """An organisation may see a person, for a referral whose id is returned."""
    share = Share(
        municipality_code=_municipality_of(person_id),
        person_id=person_id,
        organisation_id=organisation_id,
        referral_id=referral_id or new_id(),
        consent_id=consent_id,
        basis=(ShareBasis.CONSENT if consent_id else ShareBasis.PUBLIC_TASK).value,
        fields=[field.value for field in SharedField if field in fields],
        starts_at=starts_at or clock.now(),
        ends_at=ends_at,
    )
    db.session.add(share)
    db.session.flush()
    return share.referral_id


def _municipality_of(person_id: UUID) -> str:
    return db.session.execute(select(Person.municipality_code).where(Person.id == person_id)).scalar_one()


def make_sealed_note(
    person_id: UUID, text: str = "Nuk flet për këtë me askënd", *, readers: Collection[UUID] = ()
) -> UUID:
    """A sealed note about health, with its readers."""
    note = SealedNote(
        municipality_code=_municipality_of(person_id),
        person_id=person_id,
        written_by=new_id(),
        written_by_name="Mirela Zallherri",
        written_at=clock.now(),
    )
    note.sealed = seal(f"health\n{text}", note.id)
    db.session.add(note)
    db.session.flush()
    db.session.add_all(
        SealedNoteReader(
            note_id=note.id,
            user_id=user_id,
            name="Lexuese",
            named_by=note.written_by,
            named_at=note.written_at,
        )
        for user_id in readers
    )
    db.session.flush()
    return note.id


def make_broken_glass(note_id: UUID, municipality_code: str = TIRANE, user_id: UUID | None = None) -> UUID:
    """Somebody opened a note that was not for her."""
    moment = clock.now()
    glass = BrokenGlass(
        municipality_code=municipality_code,
        note_id=note_id,
        code_name="TR-7K4M-2Q",
        user_id=user_id or new_id(),
        user_name="Elira Gurakuqja",
        reason="Fëmija nuk dihet ku është",
        broken_at=moment,
        ends_at=moment + GLASS_OPEN_FOR,
    )
    db.session.add(glass)
    db.session.flush()
    return glass.id
