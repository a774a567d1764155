"""Lists of referrals, oldest burden first; each is a walk along one index, however many referrals there are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, select, true, union_all
from sqlalchemy.orm import InstrumentedAttribute

from app.kernel.db import db
from app.kernel.pages import Page, PageRequest
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRow:
    """One card. `person_name` is empty where the reader may not see it (yet)."""

    id: UUID
    person_id: UUID
    person_code: str
    person_name: str = ""
    municipality_code: str
    organisation_id: UUID | None
    organisation_name: str
    service_name_sq: str
    service_name_en: str
    sector: str
    priority: Priority
    status: Status
    status_since: datetime
    ball: Ball
    ball_since: datetime
    due_at: datetime | None

    def service_name(self, locale: str) -> str:
        """What the service was called when it was chosen; names are data."""
        return self.service_name_en if locale.startswith("en") else self.service_name_sq


_Found = Select[*tuple[Any, ...]]
_COLUMNS: tuple[InstrumentedAttribute[Any], ...] = (
    Referral.id,
    Referral.person_id,
    Referral.person_code,
    Referral.municipality_code,
    Referral.organisation_id,
    Referral.organisation_name,
    Referral.service_name_sq,
    Referral.service_name_en,
    Referral.sector,
    Referral.priority,
    Referral.status,
    Referral.status_since,
    Referral.ball,
    Referral.ball_since,
    Referral.due_at,
)
_UNDECIDED = Referral.status.in_(sorted(DECISION_STATUSES))

_TABS: Mapping[Tab, tuple[tuple[Ball, ...], ColumnElement[bool]]] = MappingProxyType(
    {
        Tab.TURN: ((Ball.REFERRER,), ~_UNDECIDED),
        Tab.THEIRS: ((Ball.PROVIDER, Ball.CLIENT), true()),
        Tab.DECISION: ((Ball.REFERRER,), _UNDECIDED),
        Tab.CLOSED: ((Ball.NONE,), true()),
    }
)
_INBOX_TABS: Mapping[InboxTab, tuple[Ball, ...]] = MappingProxyType(
    {
        InboxTab.TURN: (Ball.PROVIDER,),
        InboxTab.THEIRS: (Ball.REFERRER, Ball.CLIENT),
        InboxTab.CLOSED: (Ball.NONE,),
    }
)


def list_today(wanted: PageRequest) -> Page[ReferralRow]:
    """What waits for the reader's municipality, decisions included."""
    return _with_names(_page((Ball.REFERRER,), true(), wanted))


def list_referrals(tab: Tab, wanted: PageRequest) -> Page[ReferralRow]:
    """One list of the reader's municipality; what is closed stands newest first."""
    balls, condition = _TABS[tab]
    return _with_names(_page(balls, condition, wanted))


def list_inbox(tab: InboxTab, wanted: PageRequest) -> Page[ReferralRow]:
    """One list of the reader's organisation. Nobody has a name here before the referral is opened."""
    page = _page(_INBOX_TABS[tab], true(), wanted)
    names = people.list_shared_names([row.id for row in page.rows if row.status is not Status.SENT])
    return page.map(lambda row: replace(row, person_name=names.get(row.id, "")))


def list_of_person(person_id: UUID) -> list[ReferralRow]:
    """The newest referrals of one person, for her page."""
    found = select(*_COLUMNS).where(Referral.person_id == person_id)
    found = found.order_by(Referral.created_at.desc(), Referral.id.desc()).limit(OF_ONE_PERSON)
    return [_row(row) for row in db.session.execute(found)]


def _page(balls: tuple[Ball, ...], condition: ColumnElement[bool], wanted: PageRequest) -> Page[ReferralRow]:
    found = _one_range(balls[0], condition) if len(balls) == 1 else _merged(balls, condition, wanted)
    rows = db.session.execute(found.offset(wanted.offset).limit(wanted.probe))
    return Page.cut([_row(row) for row in rows], wanted)


def _one_range(ball: Ball, condition: ColumnElement[bool]) -> _Found:
    found = select(*_COLUMNS).where(Referral.ball == ball, condition)
    if ball is Ball.NONE:
        return found.order_by(Referral.ball_since.desc(), Referral.id.desc())
    return found.order_by(Referral.ball_since, Referral.id)


def _merged(balls: tuple[Ball, ...], condition: ColumnElement[bool], wanted: PageRequest) -> _Found:
    """Several ranges of the index as one list: each is cut short before they are sorted together."""
    heads = [
        select(_one_range(ball, condition).limit(wanted.offset + wanted.probe).subquery()) for ball in balls
    ]
    merged = union_all(*heads).subquery()
    return select(merged).order_by(merged.c.ball_since, merged.c.id)


def _with_names(page: Page[ReferralRow]) -> Page[ReferralRow]:
    names = people.list_names(_people_in(page.rows))
    return page.map(
        lambda row: replace(
            row, person_name=names[row.person_id].shown_name if row.person_id in names else ""
        )
    )


def _people_in(rows: Collection[ReferralRow]) -> set[UUID]:
    return {row.person_id for row in rows}


def _row(row: Row[*tuple[Any, ...]]) -> ReferralRow:
    values = row._asdict()
    return ReferralRow(
        **values
        | {
            "priority": Priority(row.priority),
            "status": Status(row.status),
            "ball": Ball(row.ball),
        }
    )
