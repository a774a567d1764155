"""A person as one referral may show her to its provider: the agreed fields, until the share ends."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select

from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import prepared
from app.people.domain import (
    BirthDate,
    BirthPrecision,
    ContactRule,
    InterpreterGender,
    LegalStatus,
    Sex,
    SharedField,
    is_sealed_status,
    shown_name,
)
from app.people.models import THIS_MOMENT, Person, Share
from app.people.queries.readers import contact_from


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPerson:
    """What was agreed to be seen; a field that was not agreed, or is not known, is None."""

    referral_id: UUID
    person_id: UUID
    municipality_code: str
    code_name: str
    fields: tuple[SharedField, ...]
    ends_at: datetime | None
    shown_name: str | None = None
    phone: str | None = None
    contact: ContactRule | None = None
    languages: tuple[str, ...] | None = None
    interpreter_wanted: bool | None = None
    interpreter_gender: InterpreterGender | None = None
    age: int | None = None
    sex: Sex | None = None
    legal_status: LegalStatus | None = None
    nationality: str | None = None

    @property
    def audit_chain(self) -> str:
        return f"municipality:{self.municipality_code}"


_PERSON = (
    Person.id,
    Person.municipality_code,
    Person.code_name,
    Person.given_name,
    Person.family_name,
    Person.name_original_script,
    Person.phone,
    Person.may_call,
    Person.may_text,
    Person.best_time,
    Person.who_may_answer,
    Person.name_to_use,
    Person.do_not_contact,
    Person.languages,
    Person.interpreter_wanted,
    Person.interpreter_gender,
    Person.birth_date,
    Person.birth_precision,
    Person.sex,
    Person.legal_status,
    Person.nationality,
)
_SHARED = prepared(
    select(Share.referral_id, Share.fields, Share.ends_at, *_PERSON)
    .join(Person, Person.id == Share.person_id)
    .where(Share.referral_id == bindparam("referral_id"), Share.is_open(THIS_MOMENT))
)


def get_shared_person(referral_id: UUID) -> SharedPerson | None:
    """The agreed fields of the person behind a referral; None where the share is not open (any more)."""
    row = db.session.execute(_SHARED, {"referral_id": referral_id}).one_or_none()
    if row is None:
        return None
    fields = tuple(field for field in SharedField if field.value in row.fields)
    return SharedPerson(
        referral_id=row.referral_id,
        person_id=row.id,
        municipality_code=row.municipality_code,
        code_name=row.code_name,
        fields=fields,
        ends_at=row.ends_at,
        **_agreed(row, fields),
    )


def _agreed(row: Row[*tuple[Any, ...]], fields: tuple[SharedField, ...]) -> dict[str, Any]:
    agreed: dict[str, Any] = {}
    for field in fields:
        agreed |= _VALUES.get(field, _nothing)(row)
    return agreed


def _nothing(_row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    """Fields that are not kept yet (family, documents, address) or not here (the need)."""
    return {}


def _phone(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    # A number travels with the rule for its use, and not at all where she must not be contacted.
    contact = contact_from(row)
    return {"phone": None if contact.do_not_contact else row.phone or None, "contact": contact}


def _status(row: Row[*tuple[Any, ...]]) -> LegalStatus | None:
    status = LegalStatus(row.legal_status)
    return None if is_sealed_status(status) else status


def _age(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    return {"age": BirthDate(row.birth_date, BirthPrecision(row.birth_precision)).age_at(clock.today())}


def _interpreter(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    return {
        "interpreter_wanted": row.interpreter_wanted,
        "interpreter_gender": InterpreterGender(row.interpreter_gender),
    }


_VALUES: Mapping[SharedField, Callable[[Row[*tuple[Any, ...]]], dict[str, Any]]] = {
    SharedField.NAME: lambda row: {
        "shown_name": shown_name(row.given_name, row.family_name, row.name_original_script)
    },
    SharedField.PHONE: _phone,
    SharedField.LANGUAGES: lambda row: {"languages": tuple(row.languages)},
    SharedField.INTERPRETER: _interpreter,
    SharedField.AGE: _age,
    SharedField.SEX: lambda row: {"sex": Sex(row.sex)},
    SharedField.LEGAL_STATUS: lambda row: {"legal_status": _status(row)},
    SharedField.NATIONALITY: lambda row: {"nationality": row.nationality or None},
}
