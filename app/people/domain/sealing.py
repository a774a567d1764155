"""Sealed notes: of what kind, who opens them, and what breaking the glass asks for."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.kernel.errors import Invalid

GLASS_OPEN_FOR = timedelta(hours=1)
LONGEST_NOTE = 5000
SHORTEST_REASON = 15
LONGEST_REASON = 1000


class NoteKind(StrEnum):
    """What a sealed note is about."""

    VIOLENCE = "violence"
    TRAFFICKING = "trafficking"
    HEALTH = "health"


class Finding(StrEnum):
    """What the data protection officer found when she looked at a broken glass."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"


def may_open(
    user_id: UUID, readers: Collection[UUID], glass_open_until: datetime | None, now: datetime
) -> bool:
    """Named readers, and whoever broke the glass less than an hour ago."""
    return user_id in readers or (glass_open_until is not None and now < glass_open_until)


def check_note(text: str) -> str:
    """The text as it is kept. Raises Invalid."""
    kept = text.strip()
    if not kept:
        raise Invalid({"text": "text_missing"})
    if len(kept) > LONGEST_NOTE:
        raise Invalid({"text": "note_too_long"})
    return kept


def check_reason(reason: str) -> str:
    """The reason for breaking the glass; a word or two is none. Raises Invalid."""
    kept = " ".join(reason.split())
    if len(kept) < SHORTEST_REASON:
        raise Invalid({"reason": "reason_too_short"})
    if len(kept) > LONGEST_REASON:
        raise Invalid({"reason": "reason_too_long"})
    return kept
