"""One referral with everything that its page needs, and its timeline; the person is read from her own room."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from app.kernel.db import db
from app.kernel.errors import NotFound
from app.kernel.scope import prepared
from app.referrals.domain import Ball, Event, Priority, Side, Status
from app.referrals.models import Referral, ReferralEvent

# What the municipality decides among itself is not told to the provider that it turned away from.
HIDDEN_FROM_PROVIDER = frozenset({Event.RE_REFER, Event.CLOSE_AS_UNMET, Event.DROP, Event.DISCARD})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralDetail:
    """One referral as it stands."""

    id: UUID
    version: int
    municipality_code: str
    person_id: UUID
    person_code: str
    service_id: UUID | None
    service_name_sq: str
    service_name_en: str
    organisation_id: UUID | None
    organisation_name: str
    catalogue_code: str
    sector: str
    priority: Priority
    need_note: str
    language: str
    call_with: str
    called_at: datetime | None
    draft: dict[str, str]
    parent_id: UUID | None
    status: Status
    status_since: datetime
    ball: Ball
    ball_since: datetime
    created_at: datetime
    sent_at: datetime | None
    due_at: datetime | None
    outcome_code: str
    confirmation: str
    no_shows: int
    attempts: int
    attempt_channels: list[str]
    referrer_name: str
    provider_person_name: str

    @property
    def audit_chain(self) -> str:
        return f"municipality:{self.municipality_code}"

    def service_name(self, locale: str) -> str:
        """What the service was called when it was chosen; names are data."""
        return self.service_name_en if locale.startswith("en") else self.service_name_sq


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """What happened once."""

    event: str
    to_status: Status
    side: Side
    actor_name: str
    actor_place: str
    reason: str
    words: str
    due_at: datetime | None
    at: datetime


_COLUMNS: tuple[InstrumentedAttribute[Any], ...] = tuple(
    getattr(Referral, name) for name in ReferralDetail.__dataclass_fields__
)
_LINE = tuple(getattr(ReferralEvent, name) for name in TimelineRow.__dataclass_fields__)
_REFERRAL = prepared(select(*_COLUMNS).where(Referral.id == bindparam("referral_id")))
_TIMELINE = prepared(
    select(*_LINE)
    .where(ReferralEvent.referral_id == bindparam("referral_id"))
    .order_by(ReferralEvent.at.desc(), ReferralEvent.id.desc())
)


def get_referral(referral_id: UUID) -> ReferralDetail:
    """One referral; raises NotFound where the reader may not see it."""
    row = db.session.execute(_REFERRAL, {"referral_id": referral_id}).one_or_none()
    if row is None:
        raise NotFound
    return ReferralDetail(
        **row._asdict()
        | {
            "priority": Priority(row.priority),
            "status": Status(row.status),
            "ball": Ball(row.ball),
        }
    )


def list_timeline(referral_id: UUID, *, for_provider: bool) -> list[TimelineRow]:
    """What happened to a referral, newest first."""
    hidden = HIDDEN_FROM_PROVIDER if for_provider else ()
    return [
        TimelineRow(**row._asdict() | {"to_status": Status(row.to_status), "side": Side(row.side)})
        for row in db.session.execute(_TIMELINE, {"referral_id": referral_id})
        if row.event not in hidden
    ]
