"""One referral with everything that its page needs, and its timeline; the person is read from her own room."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.kernel.db import db
from app.kernel.errors import NotFound
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


def get_referral(referral_id: UUID) -> ReferralDetail:
    """One referral; raises NotFound where the reader may not see it."""
    row = db.session.execute(select(*_COLUMNS).where(Referral.id == referral_id)).one_or_none()
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
    found = select(*_LINE).where(ReferralEvent.referral_id == referral_id)
    if for_provider:
        found = found.where(ReferralEvent.event.not_in(sorted(HIDDEN_FROM_PROVIDER)))
    rows = db.session.execute(found.order_by(ReferralEvent.at.desc(), ReferralEvent.id.desc()))
    return [
        TimelineRow(**row._asdict() | {"to_status": Status(row.to_status), "side": Side(row.side)})
        for row in rows
    ]
