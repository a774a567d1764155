"""Whole files of people, for the staff of their municipality only; a provider reads `shared` instead."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, bindparam, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.kernel.db import db
from app.kernel.errors import NotFound
from app.kernel.pages import Page, PageRequest
from app.kernel.scope import prepared
from app.people.domain import (
    PersonDetails,
    namesake_keys,
    normalise_code_name,
    search_words,
    shown_name,
)
from app.people.models import Person
from app.people.queries.readers import details_from, refuse_providers

MAX_WORDS = 6
MAX_NAMESAKES = 5
_FILE: tuple[InstrumentedAttribute[Any], ...] = tuple(
    getattr(Person, column.key) for column in Person.__table__.columns if column.key != "name_key"
)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One card of the list."""

    id: UUID
    code_name: str
    shown_name: str
    languages: tuple[str, ...]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class PersonView:
    """One whole file."""

    id: UUID
    version: int
    municipality_code: str
    code_name: str
    registered_by: UUID
    created_at: datetime
    details: PersonDetails

    @property
    def shown_name(self) -> str:
        details = self.details
        return shown_name(details.given_name, details.family_name, details.name_original_script)

    @property
    def audit_chain(self) -> str:
        return f"municipality:{self.municipality_code}"


_ONE_FILE = prepared(select(*_FILE).where(Person.id == bindparam("person_id")))


def get_person(person_id: UUID) -> PersonView:
    """The whole file; raises NotFound where it is not of the reader's municipality."""
    refuse_providers()
    row = db.session.execute(_ONE_FILE, {"person_id": person_id}).one_or_none()
    if row is None:
        raise NotFound
    return PersonView(
        id=row.id,
        version=row.version,
        municipality_code=row.municipality_code,
        code_name=row.code_name,
        registered_by=row.registered_by,
        created_at=row.created_at,
        details=details_from(row),
    )


def search_people(text: str, wanted: PageRequest) -> Page[PersonRow]:
    """People whose name has words that begin as typed, or whose code name it is; else the newest."""
    refuse_providers()
    found = _card_select().offset(wanted.offset).limit(wanted.probe)
    if text.strip():
        found = found.where(_matches(text)).order_by(Person.name_key, Person.id)
    else:
        found = found.order_by(Person.id.desc())
    return Page.cut([_card(row) for row in db.session.execute(found)], wanted)


def list_namesakes(given_name: str, family_name: str, name_original_script: str) -> list[PersonRow]:
    """The first few people of this municipality who may be the same person."""
    refuse_providers()
    keys = namesake_keys(given_name, family_name, name_original_script)
    if not keys:
        return []
    same = [
        clause
        for key in keys
        for clause in (Person.name_key == key, Person.name_key.startswith(f"{key} | ", autoescape=True))
    ]
    found = _card_select().where(or_(*same)).order_by(Person.id.desc()).limit(MAX_NAMESAKES)
    return [_card(row) for row in db.session.execute(found)]


def count() -> int:
    """How many people the reader may see."""
    refuse_providers()
    return db.session.execute(select(func.count(Person.id))).scalar_one()


def _card_select() -> Select[*tuple[Any, ...]]:
    return select(
        Person.id,
        Person.code_name,
        Person.given_name,
        Person.family_name,
        Person.name_original_script,
        Person.languages,
        Person.created_at,
    )


def _card(row: Row[*tuple[Any, ...]]) -> PersonRow:
    name = shown_name(row.given_name, row.family_name, row.name_original_script)
    return PersonRow(row.id, row.code_name, name, tuple(row.languages), row.created_at)


def _matches(text: str) -> ColumnElement[bool]:
    words = search_words(text)[:MAX_WORDS]
    matches: ColumnElement[bool] = false()
    for number, word in enumerate(words):
        starts = or_(
            Person.name_key.startswith(word, autoescape=True),
            Person.name_key.contains(f" {word}", autoescape=True),
        )
        matches = matches & starts if number else starts
    code_name = normalise_code_name(text)
    return or_(matches, Person.code_name == code_name) if code_name else matches
