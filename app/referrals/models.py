"""The tables of referrals: where each stands, what happened to it, and which needs nobody could meet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, and_, exists, false, true
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.audit import Audited
from app.kernel.db import Base, Identified, Versioned
from app.kernel.scope import Scope, Scoped
from app.referrals.domain import Ball, Priority, Status

# What a provider never sees: not yet sent, or taken out of its sight when the person withdrew.
_OUT_OF_PROVIDERS_SIGHT = (Status.DRAFT, Status.WITHDRAWN)


class Referral(Identified, Versioned, Audited, Scoped, Base):
    """One person, one need, one service. A draft may still lack the service.

    Names of the service, the organisation and the code name of the person are kept as they were when chosen:
    lists need no join, and a renamed service does not rewrite history. No name of the person is kept here.
    `due_at` is what has been agreed for later: an appointment, an expected place, a review.
    """

    __tablename__ = "referral"
    __table_args__ = (
        Index("ix_referral_municipality_ball", "municipality_code", "ball", "ball_since", "id"),
        Index("ix_referral_organisation_ball", "organisation_id", "ball", "ball_since", "id"),
        Index("ix_referral_municipality_due", "municipality_code", "due_at"),
        Index("ix_referral_person_status", "person_id", "status"),
    )

    municipality_code: Mapped[str] = mapped_column(String(2), ForeignKey("municipality.code"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    person_code: Mapped[str] = mapped_column(String(12))
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"))
    service_name_sq: Mapped[str] = mapped_column(String(200), default="")
    service_name_en: Mapped[str] = mapped_column(String(200), default="")
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    organisation_name: Mapped[str] = mapped_column(String(200), default="")
    catalogue_code: Mapped[str] = mapped_column(String(12), ForeignKey("catalogue_entry.code"))
    sector: Mapped[str] = mapped_column(String(20))
    priority: Mapped[str] = mapped_column(String(10), default=Priority.NORMAL)
    need_note: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(12), default="")
    call_with: Mapped[str] = mapped_column(String(100), default="")
    called_at: Mapped[datetime | None]
    draft: Mapped[dict[str, str]] = mapped_column(default=dict)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("referral.id"), index=True)

    status: Mapped[str] = mapped_column(String(12), default=Status.DRAFT)
    status_since: Mapped[datetime]
    ball: Mapped[str] = mapped_column(String(10), default=Ball.REFERRER)
    ball_since: Mapped[datetime]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    outcome_code: Mapped[str] = mapped_column(String(40), default="")
    confirmation: Mapped[str] = mapped_column(String(30), default="")
    no_shows: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    attempt_channels: Mapped[list[str]] = mapped_column(default=list)

    referrer_id: Mapped[UUID]
    referrer_name: Mapped[str] = mapped_column(String(120))
    provider_person_id: Mapped[UUID | None]
    provider_person_name: Mapped[str] = mapped_column(String(120), default="")

    @property
    def audit_chain(self) -> str:
        return f"municipality:{self.municipality_code}"

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        if scope.all_rows:
            return true()
        if scope.is_municipal and scope.municipality_code:
            return cls.municipality_code == scope.municipality_code
        if scope.is_provider and scope.organisation_id:
            return and_(
                cls.organisation_id == scope.organisation_id, cls.status.not_in(_OUT_OF_PROVIDERS_SIGHT)
            )
        return false()


class ReferralEvent(Identified, Scoped, Base):
    """One line of the timeline: what happened, who did it in whose name, and what was said."""

    __tablename__ = "referral_event"
    __table_args__ = (Index("ix_referral_event_referral", "referral_id", "at", "id"),)

    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id"))
    event: Mapped[str] = mapped_column(String(30))
    from_status: Mapped[str] = mapped_column(String(12))
    to_status: Mapped[str] = mapped_column(String(12))
    side: Mapped[str] = mapped_column(String(10))
    actor_id: Mapped[UUID]
    actor_name: Mapped[str] = mapped_column(String(120))
    actor_place: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(String(40), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    due_at: Mapped[datetime | None]
    at: Mapped[datetime]

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        if scope.all_rows:
            return true()
        referral = Referral.__table__
        # Looked up by its key, line by line: a list of all visible referrals would grow with the network.
        its_referral = exists().where(referral.c.id == cls.referral_id, Referral.visible_to(scope))
        return its_referral.correlate_except(referral)


class Gap(Identified, Base):
    """A need that nobody could meet: what and where, not whose."""

    __tablename__ = "gap"
    __table_args__ = (Index("ix_gap_municipality", "municipality_code", "catalogue_code", "at"),)

    municipality_code: Mapped[str] = mapped_column(String(2), ForeignKey("municipality.code"))
    catalogue_code: Mapped[str] = mapped_column(String(12), ForeignKey("catalogue_entry.code"))
    sector: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
