"""Commands that keep entries confirmed: ask by mail, take the answer of the link, note what was said by phone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import SYSTEM, Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import Gone, NotFound
from app.kernel.outbox import enqueue
from app.kernel.scope import scope_of, unscoped
from app.providers import policy
from app.providers.domain import ServiceStatus, Status, Tier, check_places, status_on
from app.providers.domain.upkeep import LINK_LIFETIME, NEW_LINK_AFTER, Answer, Settlement, WhatIsWrong
from app.providers.events import services_changed
from app.providers.models import ConfirmationRequest, EntryReport, Organisation, Service
from app.providers.services.history import note_change, snapshot
from app.providers.services.listing import refresh_listing
from app.providers.services.organisations import load_organisation

_LONGEST_NAME = 200
_BY_LINK = unscoped("the signed link is the permission")


@dataclass(frozen=True, slots=True)
class ServiceAnswer:
    """What was said of one service. `closed_until` and `words` belong to the answers that need them."""

    service_id: UUID
    answer: Answer
    places_free: int | None = None
    waiting_days: int | None = None
    closed_until: date | None = None
    words: str = ""


def ask_to_confirm(organisation_id: UUID) -> UUID | None:
    """Write a request and have it mailed; None when one was written within the last hour."""
    moment = clock.now()
    # The row lock makes two askers of one organisation queue.
    found = select(Organisation).where(Organisation.id == organisation_id).with_for_update()
    if db.session.scalars(found, execution_options=_BY_LINK).one_or_none() is None:
        raise NotFound
    recent = select(ConfirmationRequest.id).where(
        ConfirmationRequest.organisation_id == organisation_id,
        ConfirmationRequest.asked_at > moment - NEW_LINK_AFTER,
    )
    if db.session.scalar(recent.limit(1), execution_options=_BY_LINK) is not None:
        return None
    with scope_of(db.session(), SYSTEM):
        asked = ConfirmationRequest(
            organisation_id=organisation_id, asked_at=moment, expires_at=moment + LINK_LIFETIME
        )
        db.session.add(asked)
        db.session.flush()
        enqueue("providers.mail_confirmation", request_id=str(asked.id))
    return asked.id


def confirm_by_link(request_id: UUID, answers: Sequence[ServiceAnswer]) -> None:
    """Take what the organisation says by its link; said again, it is corrected.

    Raises NotFound for an unknown request, Gone for one whose time is up. Sealed services and those of others are
    never touched, whatever is sent.
    """
    with scope_of(db.session(), SYSTEM):
        asked = _load_request(request_id)
        organisation = load_organisation(asked.organisation_id)
        if clock.now() >= asked.expires_at or organisation.status != Status.APPROVED:
            raise Gone("confirmation_expired")
        speaker = replace(SYSTEM, name=f"{organisation.name} (e-mail)")
        services = _by_id(_list_confirmable(organisation.id, with_sealed=False))
        for said in answers:
            if said.service_id in services:
                _take(speaker, asked, services[said.service_id], said)
        asked.answered_at = clock.now()
        _tell(SYSTEM, organisation, services)


def confirm_by_phone(actor: Actor, organisation_id: UUID) -> int:
    """Note that the organisation said by telephone that all still stands; returns how many services that were."""
    organisation = load_organisation(organisation_id)
    policy.require(policy.may_note_phone_call(actor, organisation), "not_your_entry")
    services = _by_id(_list_confirmable(organisation.id, with_sealed=True))
    for service in services.values():
        before = snapshot(service)
        _mark(service, f"{actor.name}, {actor.place} (tel.)")
        record(actor, "service.confirm_by_phone", service)
        note_change(actor, organisation.id, service.id, "service.confirm_by_phone", before, snapshot(service))
    _tell(actor, organisation, services)
    return len(services)


def _load_request(request_id: UUID) -> ConfirmationRequest:
    found = select(ConfirmationRequest).where(ConfirmationRequest.id == request_id).with_for_update()
    asked = db.session.scalars(found).one_or_none()
    if asked is None:
        raise NotFound
    return asked


def _list_confirmable(organisation_id: UUID, *, with_sealed: bool) -> Sequence[Service]:
    found = select(Service).where(
        Service.organisation_id == organisation_id, Service.status != ServiceStatus.CLOSED
    )
    if not with_sealed:
        found = found.where(Service.tier != Tier.SEALED)
    return db.session.scalars(found.order_by(Service.id)).all()


def _by_id(services: Sequence[Service]) -> dict[UUID, Service]:
    return {service.id: service for service in services}


def _take(speaker: Actor, asked: ConfirmationRequest, service: Service, said: ServiceAnswer) -> None:
    if said.answer is Answer.WRONG:
        _report(speaker, asked, service, said.words)
        return
    before = snapshot(service)
    _settle_own(speaker, asked, service)
    if not check_places(service.capacity_total, said.places_free):
        service.places_free = said.places_free
    service.waiting_days = said.waiting_days
    _set_closure(service, said)
    _mark(service, speaker.name)
    record(speaker, "service.confirm_by_mail", service, request=str(asked.id), answer=said.answer.value)
    note_change(
        speaker, service.organisation_id, service.id, "service.confirm_by_mail", before, snapshot(service)
    )


def _set_closure(service: Service, said: ServiceAnswer) -> None:
    today = clock.today()
    stands = status_on(ServiceStatus(service.status), service.closed_from, service.closed_until, today)
    if said.answer is Answer.CLOSED:
        if stands is not ServiceStatus.TEMPORARILY_CLOSED:
            service.closed_from = today
        service.closed_until = said.closed_until
    elif stands is ServiceStatus.TEMPORARILY_CLOSED:
        service.status = ServiceStatus.ACTIVE
        service.closed_from = service.closed_until = None
        service.closure_reason = ""


def _mark(service: Service, by: str) -> None:
    moment = clock.now()
    service.last_confirmed_at = moment
    service.last_confirmed_by = by[:_LONGEST_NAME]
    service.capacity_confirmed_at = None if service.places_free is None else moment


def _own_report(asked: ConfirmationRequest, service: Service) -> EntryReport | None:
    said = select(EntryReport).where(
        EntryReport.reported_by == asked.id,
        EntryReport.service_id == service.id,
        EntryReport.settled_at.is_(None),
    )
    return db.session.scalars(said.limit(1)).one_or_none()


def _report(speaker: Actor, asked: ConfirmationRequest, service: Service, words: str) -> None:
    """What the organisation itself says is wrong waits for a keeper who may change it."""
    report = _own_report(asked, service)
    if report is not None:
        if report.words != words:
            report.words = words
            record(speaker, "report.correct", report)
        return
    report = EntryReport(
        organisation_id=service.organisation_id,
        service_id=service.id,
        what=WhatIsWrong.OTHER,
        words=words,
        reported_by=asked.id,
    )
    db.session.add(report)
    record(speaker, "report.make", report, what=report.what)
    enqueue("providers.mail_report", report_id=str(report.id))


def _settle_own(speaker: Actor, asked: ConfirmationRequest, service: Service) -> None:
    """Whoever said that something is wrong and now says that it is right takes the report back."""
    report = _own_report(asked, service)
    if report is None:
        return
    report.settled_at, report.settlement = clock.now(), Settlement.WAS_RIGHT
    record(speaker, "report.take_back", report)


def _tell(actor: Actor, organisation: Organisation, service_ids: Collection[UUID]) -> None:
    codes = refresh_listing(list(service_ids))
    services_changed.emit(actor, codes | {organisation.municipality_code})
