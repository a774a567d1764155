"""Entries that need a call, for the coordinator: nobody confirms them, or something in them runs out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.kernel import clock
from app.kernel.db import db
from app.kernel.pages import Page, PageRequest
from app.providers.domain import CAPACITY_TRUE_FOR, CONFIRMED_FOR, ServiceStatus, Status
from app.providers.domain.upkeep import EXPIRES_WITHIN, SILENT_AFTER, Concern
from app.providers.models import Agreement, ConfirmationRequest, EntryReport, Organisation, Service
from app.providers.queries.asking import count_unanswered, stale_services

# An agreement that ended long ago is history, not a concern.
_ENDED_LATELY = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class UpkeepRow:
    """An organisation with what is to be asked on the telephone."""

    id: UUID
    name: str
    phone: str
    municipality_code: str
    licence_valid_until: date | None
    agreement_ends_on: date | None
    unconfirmed: int
    old_capacity: int
    reports: int
    unanswered: int
    last_confirmed_at: datetime | None


def list_upkeep(concern: Concern, municipality_code: str | None, page: PageRequest) -> Page[UpkeepRow]:
    """Organisations of a municipality (None: of all) that one concern is about, by name."""
    found = (
        select(
            Organisation.id,
            Organisation.name,
            Organisation.phone,
            Organisation.municipality_code,
            Organisation.licence_valid_until,
        )
        .where(*_kept(municipality_code), _about(concern))
        .order_by(Organisation.name, Organisation.id)
    )
    rows = db.session.execute(found.offset(page.offset).limit(page.probe)).all()
    ids = [row.id for row in rows]
    services, reports, ends = _service_facts(ids), _reports(ids), _agreement_ends(ids)
    unanswered = count_unanswered(ids)
    return Page.cut(
        [
            UpkeepRow(
                *row,
                agreement_ends_on=ends.get(row.id),
                **services.get(row.id, _NO_SERVICE),
                reports=reports.get(row.id, 0),
                unanswered=unanswered[row.id][1],
            )
            for row in rows
        ],
        page,
    )


def count_upkeep(municipality_code: str | None) -> dict[Concern, int]:
    """How many organisations each concern is about."""
    counted = select(func.count(Organisation.id)).where(*_kept(municipality_code))
    return {concern: db.session.scalar(counted.where(_about(concern))) or 0 for concern in Concern}


_NO_SERVICE: dict[str, Any] = {"unconfirmed": 0, "old_capacity": 0, "last_confirmed_at": None}


def _kept(municipality_code: str | None) -> tuple[ColumnElement[bool], ...]:
    standing = Organisation.status == Status.APPROVED
    if municipality_code is None:
        return (standing,)
    return standing, Organisation.municipality_code == municipality_code


def _about(concern: Concern) -> ColumnElement[bool]:
    of_it = Service.organisation_id == Organisation.id
    match concern:
        case Concern.UNCONFIRMED:
            return exists().where(of_it, *stale_services(clock.now() - CONFIRMED_FOR))
        case Concern.CAPACITY:
            return exists().where(of_it, _has_old_capacity())
        case Concern.REPORTED:
            return exists().where(
                EntryReport.organisation_id == Organisation.id, EntryReport.settled_at.is_(None)
            )
        case Concern.EXPIRING:
            return _expires()
        case Concern.SILENT:
            return _unanswered() >= SILENT_AFTER


def _has_old_capacity() -> ColumnElement[bool]:
    limit = clock.now() - CAPACITY_TRUE_FOR
    old = or_(Service.capacity_confirmed_at.is_(None), Service.capacity_confirmed_at < limit)
    return and_(Service.status != ServiceStatus.CLOSED, Service.places_free.is_not(None), old)


def _expires() -> ColumnElement[bool]:
    today = clock.today()
    agreement = exists().where(
        Agreement.organisation_id == Organisation.id,
        Agreement.ends_on.between(today - _ENDED_LATELY, today + EXPIRES_WITHIN),
    )
    return or_(Organisation.licence_valid_until <= today + EXPIRES_WITHIN, agreement)


def _unanswered() -> ColumnElement[int]:
    """Requests that nothing was heard after: no later answer, and no confirmation by another way."""
    later = aliased(ConfirmationRequest)
    answered = exists().where(
        later.organisation_id == ConfirmationRequest.organisation_id,
        later.answered_at.is_not(None),
        later.asked_at >= ConfirmationRequest.asked_at,
    )
    confirmed = exists().where(
        Service.organisation_id == ConfirmationRequest.organisation_id,
        Service.status != ServiceStatus.CLOSED,
        Service.last_confirmed_at >= ConfirmationRequest.asked_at,
    )
    silent = select(func.count(ConfirmationRequest.id)).where(
        ConfirmationRequest.organisation_id == Organisation.id, ~answered, ~confirmed
    )
    return silent.correlate(Organisation).scalar_subquery()


def _service_facts(ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    stale = and_(*stale_services(clock.now() - CONFIRMED_FOR))
    facts = (
        select(
            Service.organisation_id,
            func.count(Service.id).filter(stale).label("unconfirmed"),
            func.count(Service.id).filter(_has_old_capacity()).label("old_capacity"),
            func.min(Service.last_confirmed_at).label("last_confirmed_at"),
        )
        .where(Service.organisation_id.in_(ids), Service.status != ServiceStatus.CLOSED)
        .group_by(Service.organisation_id)
    )
    return {
        row.organisation_id: {name: getattr(row, name) for name in _NO_SERVICE}
        for row in db.session.execute(facts)
    }


def _reports(ids: Collection[UUID]) -> dict[UUID, int]:
    waiting = (
        select(EntryReport.organisation_id, func.count(EntryReport.id))
        .where(EntryReport.organisation_id.in_(ids), EntryReport.settled_at.is_(None))
        .group_by(EntryReport.organisation_id)
    )
    return dict(db.session.execute(waiting).all())


def _agreement_ends(ids: Collection[UUID]) -> dict[UUID, date]:
    today = clock.today()
    ends = (
        select(Agreement.organisation_id, func.min(Agreement.ends_on))
        .where(
            Agreement.organisation_id.in_(ids),
            Agreement.ends_on.between(today - _ENDED_LATELY, today + EXPIRES_WITHIN),
        )
        .group_by(Agreement.organisation_id)
    )
    return {one: day for one, day in db.session.execute(ends) if day is not None}
