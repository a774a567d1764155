"""Requests to confirm, reports and changes of entries, written straight to the tables."""

from datetime import datetime, timedelta
from uuid import UUID

from app.kernel import clock
from app.kernel.db import db
from app.providers.domain.upkeep import LINK_LIFETIME, WhatIsWrong
from app.providers.models import ConfirmationRequest, EntryReport


def make_request(
    organisation_id: UUID, asked_at: datetime | None = None, answered_at: datetime | None = None
) -> UUID:
    """A mail that was sent; just now, and without an answer, unless said otherwise."""
    asked_at = asked_at or clock.now()
    row = ConfirmationRequest(
        organisation_id=organisation_id,
        asked_at=asked_at,
        expires_at=asked_at + LINK_LIFETIME,
        answered_at=answered_at,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def make_report(
    organisation_id: UUID,
    service_id: UUID | None = None,
    what: WhatIsWrong = WhatIsWrong.PHONE,
    words: str = "",
) -> UUID:
    """A report that waits."""
    row = EntryReport(organisation_id=organisation_id, service_id=service_id, what=what, words=words)
    db.session.add(row)
    db.session.flush()
    return row.id


def long_ago(days: int = 120) -> datetime:
    return clock.now() - timedelta(days=days)
