"""What happened to a referral, as lines that a person reads, newest first."""

from dataclasses import dataclass

from app.kernel.i18n import LazyText
from app.kernel.i18n import gettext as _
from app.referrals.domain import Channel
from app.referrals.queries import TimelineRow
from app.referrals.words import ATTEMPT, CHANNELS, HAPPENED, REASON_WORDS
from app.web.filters import datetime_text


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what, why, when and by whom."""

    what: LazyText
    reason: LazyText | str
    words: str
    due: str
    note: str


def lines_of(rows: list[TimelineRow]) -> list[Line]:
    return [_line(row) for row in rows]


def _line(row: TimelineRow) -> Line:
    return Line(
        what=HAPPENED[row.event],
        reason=_reason(row),
        words=row.words,
        due=_("For %(date)s", date=datetime_text(row.due_at)) if row.due_at else "",
        note=_note(row),
    )


def _reason(row: TimelineRow) -> LazyText | str:
    if row.event == ATTEMPT:
        return CHANNELS[Channel(row.reason)]
    return REASON_WORDS.get(row.reason, "")


def _note(row: TimelineRow) -> str:
    parts = (datetime_text(row.at), ", ".join(part for part in (row.actor_name, row.actor_place) if part))
    return " · ".join(part for part in parts if part)
