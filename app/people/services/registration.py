"""Registering a person and correcting what is known about her."""

import secrets
from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import Invalid, NotFound, StaleVersion
from app.kernel.languages import is_language
from app.kernel.scope import unscoped
from app.people.domain import (
    PersonChanged,
    PersonDetails,
    PersonRegistered,
    check_details,
    name_key,
    new_code_name,
    prefix_of,
)
from app.people.models import Person
from app.people.policy import require_changing, require_registering
from app.people.queries.readers import details_from
from app.places.queries import get_municipality


def register(actor: Actor, command: PersonRegistered) -> UUID:
    """A person is known in the actor's municipality from now on. Raises Invalid."""
    municipality_code = require_registering(actor)
    details = _checked(command)
    person = Person(
        municipality_code=municipality_code,
        code_name=_free_code_name(municipality_code),
        registered_by=actor.user_id,
        created_at=clock.now(),
        **_columns(details),
    )
    db.session.add(person)
    db.session.flush()
    record(actor, "person.register", person)
    return person.id


def change(actor: Actor, person_id: UUID, version: int, command: PersonChanged) -> None:
    """Correct what is known. Raises NotFound, Invalid, and StaleVersion where somebody else was first."""
    require_changing(actor)
    # The lock makes a second worker wait, so that the versions are compared one after the other.
    person = db.session.scalars(select(Person).where(Person.id == person_id).with_for_update()).one_or_none()
    if person is None:
        raise NotFound
    if person.version != version:
        raise StaleVersion
    before, after = details_from(person), _checked(command)
    names = [field.name for field in fields(PersonDetails)]
    changed = [name for name in names if getattr(before, name) != getattr(after, name)]
    if not changed:
        return
    for column, value in _columns(after).items():
        setattr(person, column, value)
    person.version += 1
    record(actor, "person.change", person, fields=",".join(changed))
    db.session.flush()


def _checked(details: PersonDetails) -> PersonDetails:
    details = check_details(details, clock.today())
    if not all(is_language(code) for code in details.languages):
        raise Invalid({"languages": "language_unknown"})
    return details


def _columns(details: PersonDetails) -> dict[str, Any]:
    contact = details.contact
    return {
        "given_name": details.given_name,
        "family_name": details.family_name,
        "name_original_script": details.name_original_script,
        "name_key": name_key(details.given_name, details.family_name, details.name_original_script),
        "birth_date": details.birth.day,
        "birth_precision": details.birth.precision.value,
        "sex": details.sex.value,
        "nationality": details.nationality,
        "legal_status": details.legal_status.value,
        "legal_status_since": details.legal_status_since,
        "legal_status_until": details.legal_status_until,
        "asylum_application_date": details.asylum_application_date,
        "languages": list(details.languages),
        "interpreter_wanted": details.interpreter_wanted,
        "interpreter_gender": details.interpreter_gender.value,
        "phone": details.phone,
        "may_call": contact.may_call,
        "may_text": contact.may_text,
        "best_time": contact.best_time,
        "who_may_answer": contact.who_may_answer.value,
        "name_to_use": contact.name_to_use,
        "do_not_contact": contact.do_not_contact,
    }


def _free_code_name(municipality_code: str) -> str:
    """A code name that nobody has yet; the unique constraint settles the rest."""
    municipality = get_municipality(municipality_code)
    if municipality is None:
        raise NotFound
    prefix = prefix_of(municipality.name_sq)
    while True:
        code_name = new_code_name(prefix, secrets.choice)
        taken = select(Person.id).where(Person.code_name == code_name)
        options = unscoped("a code name is unique in the whole country")
        if db.session.execute(taken, execution_options=options).first() is None:
            return code_name
