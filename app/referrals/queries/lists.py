"""Lists of referrals, oldest burden first; each is a walk along one index, however many referrals there are."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Integer, Row, Select, bindparam, select, true, union_all
from sqlalchemy.orm import InstrumentedAttribute

from app.kernel.db import db
from app.kernel.pages import Page, PageRequest
from app.kernel.scope import prepared
from app.people import queries as people
from app.referrals.domain import DECISION_STATUSES, Ball, Priority, Status
from app.referrals.models import Referral

OF_ONE_PERSON = 50


class Tab(StrEnum):
    """The lists of a municipality."""

    TURN = "turn"
    THEIRS = "theirs"
    DECISION = "decision"
    CLOSED = "closed"


class InboxTab(StrEnum):
    """The lists of a provider."""

    TURN = "turn"
    THEIRS = "theirs"
    CLOSED = "closed"


class ReferralRow(NamedTuple):
    """One card. `person_name` is empty where the reader may not see it (yet)."""

    id: UUID
    person_id: UUID
    person_code: str
    municipality_code: str
    organisation_id: UUID | None
    organisation_name: str
    service_name_sq: str
    service_name_en: str
    sector: str
    status_since: datetime
    ball_since: datetime
    due_at: datetime | None
    priority: Priority
    status: Status
    ball: Ball
    person_name: str = ""

    def service_name(self, locale: str) -> str:
        """What the service was called when it was chosen; names are data."""
        return self.service_name_en if locale.startswith("en") else self.service_name_sq


_Found = Select[*tuple[Any, ...]]
_AnyRow = Row[*tuple[Any, ...]]
# In the order of the row's own fields.
_COLUMNS: tuple[InstrumentedAttribute[Any], ...] = tuple(
    getattr(Referral, name) for name in ReferralRow._fields if name != "person_name"
)
_PRIORITIES = {priority.value: priority for priority in Priority}
_STATUSES = {status.value: status for status in Status}
_BALLS = {ball.value: ball for ball in Ball}
_UNDECIDED = Referral.status.in_(sorted(DECISION_STATUSES))


def _one_range(ball: Ball, condition: ColumnElement[bool]) -> _Found:
    found = select(*_COLUMNS).where(Referral.ball == ball, condition)
    if ball is Ball.NONE:
        return found.order_by(Referral.ball_since.desc(), Referral.id.desc())
    return found.order_by(Referral.ball_since, Referral.id)


def _merged(balls: tuple[Ball, ...], condition: ColumnElement[bool]) -> _Found:
    """Several ranges of the index as one list: each is cut short before they are sorted together."""
    heads = [select(_one_range(ball, condition).limit(_number("reach")).subquery()) for ball in balls]
    merged = union_all(*heads).subquery()
    return select(merged).order_by(merged.c.ball_since, merged.c.id)


def _number(name: str) -> BindParameter[int]:
    return bindparam(name, type_=Integer)


def _list(balls: tuple[Ball, ...], condition: ColumnElement[bool] | None = None) -> _Found:
    """The statement of one list, for any page of it."""
    narrowed = true() if condition is None else condition
    found = _one_range(balls[0], narrowed) if len(balls) == 1 else _merged(balls, narrowed)
    return prepared(found.offset(_number("offset")).limit(_number("probe")))


_TODAY = _list((Ball.REFERRER,))
_TABS: Mapping[Tab, _Found] = MappingProxyType(
    {
        Tab.TURN: _list((Ball.REFERRER,), ~_UNDECIDED),
        Tab.THEIRS: _list((Ball.PROVIDER, Ball.CLIENT)),
        Tab.DECISION: _list((Ball.REFERRER,), _UNDECIDED),
        Tab.CLOSED: _list((Ball.NONE,)),
    }
)
_INBOX_TABS: Mapping[InboxTab, _Found] = MappingProxyType(
    {
        InboxTab.TURN: _list((Ball.PROVIDER,)),
        InboxTab.THEIRS: _list((Ball.REFERRER, Ball.CLIENT)),
        InboxTab.CLOSED: _list((Ball.NONE,)),
    }
)
_OF_PERSON = prepared(
    select(*_COLUMNS)
    .where(Referral.person_id == bindparam("person_id"))
    .order_by(Referral.created_at.desc(), Referral.id.desc())
    .limit(OF_ONE_PERSON)
)


def list_today(wanted: PageRequest) -> Page[ReferralRow]:
    """What waits for the reader's municipality, decisions included."""
    return _with_names(_page(_TODAY, wanted))


def list_referrals(tab: Tab, wanted: PageRequest) -> Page[ReferralRow]:
    """One list of the reader's municipality; what is closed stands newest first."""
    return _with_names(_page(_TABS[tab], wanted))


def list_inbox(tab: InboxTab, wanted: PageRequest) -> Page[ReferralRow]:
    """One list of the reader's organisation. Nobody has a name here before the referral is opened."""
    found = _page(_INBOX_TABS[tab], wanted)
    names = people.list_shared_names([row.id for row in found.rows if row.status != Status.SENT])
    return found.map(lambda row: _row(row, names.get(row.id, "")))


def list_of_person(person_id: UUID) -> list[ReferralRow]:
    """The newest referrals of one person, for her page."""
    return [_row(row) for row in db.session.execute(_OF_PERSON, {"person_id": person_id})]


def _page(found: _Found, wanted: PageRequest) -> Page[_AnyRow]:
    numbers = {"offset": wanted.offset, "probe": wanted.probe, "reach": wanted.offset + wanted.probe}
    return Page.cut(db.session.execute(found, numbers).all(), wanted)


def _with_names(found: Page[_AnyRow]) -> Page[ReferralRow]:
    names = people.list_names({row.person_id for row in found.rows})
    return found.map(lambda row: _row(row, names[row.person_id].shown_name if row.person_id in names else ""))


def _row(row: _AnyRow, person_name: str = "") -> ReferralRow:
    *plain, priority, status, ball = row
    codes = (_PRIORITIES[priority], _STATUSES[status], _BALLS[ball])
    return ReferralRow._make((*plain, *codes, person_name))
