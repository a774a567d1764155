"""Referrals in any status, written straight to the table; the timeline holds one line for where each stands."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import db
from app.kernel.ids import new_id
from app.kernel.scope import unscoped
from app.people.models import Person
from app.providers.models import Organisation, Service
from app.referrals.domain import Event, Priority, Side, Status, ball_of
from app.referrals.models import Referral, ReferralEvent

_ALL = unscoped("a test sets its stage from outside")


def make_referral(
    person_id: UUID,
    service_id: UUID | None,
    status: Status = Status.SENT,
    *,
    priority: Priority = Priority.NORMAL,
    since: datetime | None = None,
    **columns: Any,
) -> UUID:
    """A referral of a person to a service, in this status since a moment."""
    since = since or clock.now()
    values = {"sent_at": None if status is Status.DRAFT else since, **_service_columns(service_id), **columns}
    person = db.session.execute(
        select(Person).where(Person.id == person_id), execution_options=_ALL
    ).scalar_one()
    referral = Referral(
        id=new_id(),
        person_id=person_id,
        person_code=person.code_name,
        municipality_code=person.municipality_code,
        priority=priority.value,
        status=status.value,
        status_since=since,
        ball=ball_of(status).value,
        ball_since=since,
        created_at=since,
        referrer_id=new_id(),
        referrer_name="Test Worker",
        **values,
    )
    db.session.add(referral)
    db.session.flush()
    if status is not Status.DRAFT:
        _add_line(referral, since)
    return referral.id


def _service_columns(service_id: UUID | None) -> dict[str, Any]:
    if service_id is None:
        return {"catalogue_code": "EMP-05", "sector": "employment"}
    service, organisation = db.session.execute(
        select(Service, Organisation)
        .join(Organisation, Organisation.id == Service.organisation_id)
        .where(Service.id == service_id),
        execution_options=_ALL,
    ).one()
    return {
        "service_id": service.id,
        "organisation_id": organisation.id,
        "organisation_name": organisation.name,
        "service_name_sq": service.name_sq or "Kurs",
        "service_name_en": service.name_en or "Course",
        "catalogue_code": service.catalogue_code,
        "sector": "employment",
    }


def _add_line(referral: Referral, since: datetime) -> None:
    db.session.add(
        ReferralEvent(
            referral_id=referral.id,
            event=Event.SEND.value,
            from_status=Status.DRAFT.value,
            to_status=Status.SENT.value,
            side=Side.REFERRER.value,
            actor_id=referral.referrer_id,
            actor_name=referral.referrer_name,
            actor_place="",
            at=since,
        )
    )
    db.session.flush()
