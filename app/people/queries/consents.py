"""What a person agreed to: to be shown to her worker, and to be found again when a referral is sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, select

from app.kernel import clock
from app.kernel.db import db
from app.people.domain import ConsentMedium, GivenBy, SharedField
from app.people.models import Consent
from app.people.queries.readers import refuse_providers


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRow:
    """One consent as it was given."""

    id: UUID
    person_id: UUID
    organisation_id: UUID
    organisation_name: str
    service_name: str
    catalogue_code: str
    fields: tuple[SharedField, ...]
    language: str
    medium: ConsentMedium
    interpreter_name: str
    witness_name: str
    given_by: GivenBy
    guardian_name: str
    given_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None


def list_consents_in_force(person_id: UUID) -> list[ConsentRow]:
    """The consents that hold now, newest first."""
    refuse_providers()
    held = _consent_select().where(Consent.person_id == person_id, _in_force(clock.now()))
    return _rows(held)


def list_consents(person_id: UUID) -> list[ConsentRow]:
    """All consents of a person, also those that ended, newest first."""
    refuse_providers()
    return _rows(_consent_select().where(Consent.person_id == person_id))


def find_valid_consent(
    person_id: UUID, organisation_id: UUID, catalogue_code: str, fields: Collection[str]
) -> ConsentRow | None:
    """The newest consent that already covers these fields for this organisation and this kind of help."""
    refuse_providers()
    held = _consent_select().where(
        Consent.person_id == person_id,
        Consent.organisation_id == organisation_id,
        Consent.catalogue_code == catalogue_code,
        _in_force(clock.now()),
    )
    return next((row for row in _rows(held) if set(fields) <= set(row.fields)), None)


def _in_force(at: datetime) -> ColumnElement[bool]:
    return and_(Consent.withdrawn_at.is_(None), Consent.given_at <= at, Consent.expires_at > at)


def _consent_select() -> Select[*tuple[Any, ...]]:
    return select(
        Consent.id,
        Consent.person_id,
        Consent.organisation_id,
        Consent.organisation_name,
        Consent.service_name,
        Consent.catalogue_code,
        Consent.fields,
        Consent.language,
        Consent.medium,
        Consent.interpreter_name,
        Consent.witness_name,
        Consent.given_by,
        Consent.guardian_name,
        Consent.given_at,
        Consent.expires_at,
        Consent.withdrawn_at,
    ).order_by(Consent.given_at.desc(), Consent.id.desc())


def _rows(statement: Select[*tuple[Any, ...]]) -> list[ConsentRow]:
    return [_row(row) for row in db.session.execute(statement)]


def _row(row: Row[*tuple[Any, ...]]) -> ConsentRow:
    values = row._asdict()
    values["fields"] = tuple(field for field in SharedField if field.value in values["fields"])
    return ConsentRow(**values | {"medium": ConsentMedium(row.medium), "given_by": GivenBy(row.given_by)})
