"""Commands on reports of wrong entries: make one, settle it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import VISITOR, Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import NotFound, Refused
from app.kernel.outbox import enqueue
from app.kernel.scope import unscoped
from app.providers import policy
from app.providers.domain import Status
from app.providers.domain.upkeep import Settlement, WhatIsWrong
from app.providers.models import EntryReport, Organisation, Service
from app.providers.services.history import NOTHING, note_change
from app.providers.services.organisations import load_organisation

_SAME = unscoped("whether the same was reported already, which is told to nobody")


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody says is wrong; `words` only where no code says it."""

    organisation_id: UUID
    what: WhatIsWrong
    words: str = ""
    service_id: UUID | None = None


def report_entry(actor: Actor, report: Report) -> None:
    """Tell the keepers of an entry that something in it is wrong; said twice, it stands there once.

    Raises NotFound for an entry that the reporter does not know of, or that does not stand in the directory.
    """
    organisation = load_organisation(report.organisation_id)
    if organisation.status != Status.APPROVED:
        raise NotFound
    if report.service_id is not None:
        _check_service(organisation, report.service_id)
    if _is_reported_already(report):
        return
    entry = EntryReport(
        organisation_id=report.organisation_id,
        service_id=report.service_id,
        what=report.what,
        words=report.words,
        reported_by=None if actor is VISITOR else actor.user_id,
    )
    db.session.add(entry)
    record(actor, "report.make", entry, what=entry.what)
    enqueue("providers.mail_report", report_id=str(entry.id))


def settle_report(actor: Actor, report_id: UUID, settlement: Settlement) -> UUID:
    """Say that what was reported is mended, or that the entry was right; returns the organisation.

    Raises NotFound, Forbidden, or Refused when somebody settled it already.
    """
    found = select(EntryReport).where(EntryReport.id == report_id)
    report = db.session.scalars(found).one_or_none()
    if report is None:
        raise NotFound
    organisation = load_organisation(report.organisation_id)
    policy.require(policy.may_settle_reports(actor, organisation), "not_your_entry")
    if report.settled_at is not None:
        raise Refused("report_settled")
    report.settled_at, report.settled_by, report.settlement = clock.now(), actor.user_id, settlement
    record(actor, "report.settle", report, settlement=settlement.value)
    after = {"report": report.what, "settlement": settlement.value}
    note_change(actor, report.organisation_id, report.service_id, "report.settle", NOTHING, after)
    return report.organisation_id


def _check_service(organisation: Organisation, service_id: UUID) -> None:
    own = select(Service.id).where(Service.id == service_id, Service.organisation_id == organisation.id)
    if db.session.scalar(own) is None:
        raise NotFound


def _is_reported_already(report: Report) -> bool:
    same = select(EntryReport.id).where(
        EntryReport.organisation_id == report.organisation_id,
        EntryReport.service_id.is_(None)
        if report.service_id is None
        else EntryReport.service_id == report.service_id,
        EntryReport.what == report.what,
        EntryReport.words == report.words,
        EntryReport.settled_at.is_(None),
    )
    return db.session.scalar(same.limit(1), execution_options=_SAME) is not None
