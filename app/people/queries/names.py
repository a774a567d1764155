"""Names for cards of other packages, many at once, so that no list asks once for each row."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select

from app.kernel.db import db
from app.kernel.scope import prepared
from app.people.domain import SharedField, shown_name
from app.people.models import THIS_MOMENT, Person, Share
from app.people.queries.readers import refuse_providers


@dataclass(frozen=True, slots=True)
class PersonName:
    code_name: str
    shown_name: str


_NAMES = prepared(
    select(Person.id, Person.code_name, Person.given_name, Person.family_name, Person.name_original_script)
    .where(Person.id.in_(bindparam("person_ids", expanding=True)))
    .order_by(Person.id)
)
_SHARED_NAMES = prepared(
    select(
        Share.referral_id, Share.fields, Person.given_name, Person.family_name, Person.name_original_script
    )
    .join(Person, Person.id == Share.person_id)
    .where(Share.referral_id.in_(bindparam("referral_ids", expanding=True)), Share.is_open(THIS_MOMENT))
    .order_by(Share.referral_id)
)


def list_names(person_ids: Collection[UUID]) -> dict[UUID, PersonName]:
    """Names and code names of those of these people whose municipality the reader works for."""
    refuse_providers()
    if not person_ids:
        return {}
    return {
        row.id: PersonName(
            row.code_name, shown_name(row.given_name, row.family_name, row.name_original_script)
        )
        for row in db.session.execute(_NAMES, {"person_ids": list(person_ids)})
    }


def list_shared_names(referral_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names by referral, for a provider's list: only where the share is open and the name was agreed to."""
    if not referral_ids:
        return {}
    return {
        row.referral_id: shown_name(row.given_name, row.family_name, row.name_original_script)
        for row in db.session.execute(_SHARED_NAMES, {"referral_ids": list(referral_ids)})
        if SharedField.NAME in row.fields
    }
