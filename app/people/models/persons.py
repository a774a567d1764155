"""Persons, what they agreed to, and which organisation may see which of them now."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BindParameter,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    and_,
    bindparam,
    false,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.audit import Audited
from app.kernel.db import Base, Identified, UtcDateTime, Versioned
from app.kernel.scope import Scope, Scoped
from app.people.domain import (
    NAME_KEY_LENGTH,
    NAME_LENGTH,
    BirthPrecision,
    InterpreterGender,
    LegalStatus,
    Sex,
    WhoMayAnswer,
)

_MUNICIPALITY = "municipality.code"

# Read when a statement runs, so that a statement may be built once and still know what is open now.
THIS_MOMENT: BindParameter[datetime] = bindparam("this_moment", callable_=clock.now, type_=UtcDateTime())


class OfMunicipality(Audited, Scoped):
    """A row of one municipality: its staff sees it, and its audit chain holds every change."""

    municipality_code: Mapped[str] = mapped_column(String(2), ForeignKey(_MUNICIPALITY))

    @property
    def audit_chain(self) -> str:
        return f"municipality:{self.municipality_code}"

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        if scope.is_municipal:
            return cls.municipality_code == scope.municipality_code
        if scope.is_provider:
            return cls._visible_to_provider(scope.organisation_id)
        return false()

    @classmethod
    def _visible_to_provider(cls, organisation_id: UUID | None) -> ColumnElement[bool]:
        return false()


class Share(Identified, OfMunicipality, Base):
    """One organisation may see these fields of one person, for one referral and for a time."""

    __tablename__ = "share"
    __table_args__ = (
        Index("ix_share_organisation", "organisation_id", "person_id", "ends_at"),
        Index("ix_share_person", "person_id", "organisation_id"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    # The table of referrals belongs to a package above this one, so it is known by its number only.
    referral_id: Mapped[UUID] = mapped_column(unique=True)
    consent_id: Mapped[UUID | None] = mapped_column(ForeignKey("consent.id"), index=True)
    basis: Mapped[str] = mapped_column(String(20))
    fields: Mapped[list[str]] = mapped_column(JSON)
    starts_at: Mapped[datetime]
    # A share by consent ends by itself when the consent does.
    ends_at: Mapped[datetime | None]
    ended_because: Mapped[str] = mapped_column(String(40), default="")

    @classmethod
    def is_open(cls, at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
        return and_(cls.starts_at <= at, or_(cls.ends_at.is_(None), cls.ends_at > at))

    @classmethod
    def _visible_to_provider(cls, organisation_id: UUID | None) -> ColumnElement[bool]:
        return cls.organisation_id == organisation_id


class Person(Identified, Versioned, OfMunicipality, Base):
    """Somebody who is helped; only one name is known for certain, and there is no ID number."""

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_municipality_name", "municipality_code", "name_key", "id"),
        Index("ix_person_municipality_newest", "municipality_code", "id"),
    )

    code_name: Mapped[str] = mapped_column(String(10), unique=True)
    given_name: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    family_name: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    name_original_script: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    name_key: Mapped[str] = mapped_column(String(NAME_KEY_LENGTH))
    birth_date: Mapped[date | None]
    birth_precision: Mapped[str] = mapped_column(String(10), default=BirthPrecision.UNKNOWN)
    sex: Mapped[str] = mapped_column(String(10), default=Sex.NOT_SAID)
    nationality: Mapped[str] = mapped_column(String(10), default="")
    legal_status: Mapped[str] = mapped_column(String(10), default=LegalStatus.UNKNOWN)
    legal_status_since: Mapped[date | None]
    legal_status_until: Mapped[date | None]
    asylum_application_date: Mapped[date | None]
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    interpreter_wanted: Mapped[bool] = mapped_column(default=False)
    interpreter_gender: Mapped[str] = mapped_column(String(10), default=InterpreterGender.ANY)
    phone: Mapped[str] = mapped_column(String(20), default="")
    may_call: Mapped[bool] = mapped_column(default=False)
    may_text: Mapped[bool] = mapped_column(default=False)
    best_time: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    who_may_answer: Mapped[str] = mapped_column(String(20), default=WhoMayAnswer.ONLY_PERSON)
    name_to_use: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    do_not_contact: Mapped[bool] = mapped_column(default=False)
    registered_by: Mapped[UUID]
    created_at: Mapped[datetime]

    @classmethod
    def _visible_to_provider(cls, organisation_id: UUID | None) -> ColumnElement[bool]:
        share: Any = Share.__table__.c
        return cls.id.in_(
            select(share.person_id).where(
                share.organisation_id == organisation_id,
                share.starts_at <= THIS_MOMENT,
                or_(share.ends_at.is_(None), share.ends_at > THIS_MOMENT),
            )
        )


class Consent(Identified, OfMunicipality, Base):
    """What a person agreed to, word for word: kept also after it ended, never changed except to end it."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_person", "person_id", "organisation_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    purpose: Mapped[str] = mapped_column(String(40))
    organisation_name: Mapped[str] = mapped_column(String(200), default="")
    service_name: Mapped[str] = mapped_column(String(200), default="")
    catalogue_code: Mapped[str] = mapped_column(String(20))
    fields: Mapped[list[str]] = mapped_column(JSON)
    hidden: Mapped[list[str]] = mapped_column(JSON)
    text_version: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(12))
    medium: Mapped[str] = mapped_column(String(20))
    interpreter_name: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    witness_name: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    given_by: Mapped[str] = mapped_column(String(10))
    guardian_name: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    given_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
