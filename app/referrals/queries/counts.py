"""How many referrals lie where; counted only as far as a person reads a number."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, func, select

from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import prepared
from app.referrals.domain import DECISION_STATUSES, Ball, Status
from app.referrals.models import Gap, Referral

COUNT_CAP = 99


@dataclass(frozen=True, slots=True)
class NearCounts:
    """The three numbers of a municipality's first page, each at most one above the cap."""

    turn: int
    decision: int
    theirs: int
    appointments: int


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """The numbers of a provider's first page, each at most one above the cap."""

    turn: int
    theirs: int


def _capped(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    some = select(Referral.id).where(*conditions).limit(COUNT_CAP + 1).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


_NEAR = prepared(
    select(
        _capped(Referral.ball == Ball.REFERRER),
        _capped(Referral.ball == Ball.REFERRER, Referral.status.in_(sorted(DECISION_STATUSES))),
        _capped(Referral.ball == Ball.PROVIDER),
        _capped(
            Referral.due_at >= bindparam("start"),
            Referral.due_at < bindparam("end"),
            Referral.status == Status.SCHEDULED,
        ),
    )
)
_INBOX = prepared(
    select(_capped(Referral.ball == Ball.PROVIDER), _capped(Referral.ball.in_((Ball.REFERRER, Ball.CLIENT))))
)


def count_near() -> NearCounts:
    """What waits for whom in the reader's municipality, and today's appointments."""
    start, end = _today()
    return NearCounts(*db.session.execute(_NEAR, {"start": start, "end": end}).one())


def count_inbox() -> InboxCounts:
    """What waits for the reader's organisation and what it waits for."""
    return InboxCounts(*db.session.execute(_INBOX).one())


def count_referrals() -> int:
    """How many referrals the reader may see."""
    return db.session.execute(select(func.count(Referral.id))).scalar_one()


def count_gaps(municipality_code: str) -> list[tuple[str, str, int]]:
    """Needs that stayed unmet in a municipality: catalogue code, reason, how often; no person is known here."""
    rows = db.session.execute(
        select(Gap.catalogue_code, Gap.reason, func.count())
        .where(Gap.municipality_code == municipality_code)
        .group_by(Gap.catalogue_code, Gap.reason)
        .order_by(Gap.catalogue_code, Gap.reason)
    )
    return [(code, reason, number) for code, reason, number in rows]


def _today() -> tuple[datetime, datetime]:
    start = datetime.combine(clock.today(), time(), clock.TIRANE)
    return start, start + timedelta(days=1)
