"""Drafts: made from a person and a service, given another service, kept for later; nothing leaves the house yet."""

from typing import Any
from uuid import UUID

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import NotFound, Refused
from app.people import queries as people
from app.providers import queries as providers
from app.providers.queries import ServiceCard
from app.referrals import policy
from app.referrals.domain import Ball, Status
from app.referrals.models import Referral
from app.referrals.queries import find_draft
from app.referrals.services.commands import DraftDetails
from app.referrals.services.steps import load


def create_draft(actor: Actor, person_id: UUID, service_id: UUID) -> UUID:
    """A draft for this person and service; the one that is already there, if nobody has sent it.

    Raises Forbidden, NotFound (person or service out of sight), Refused("service_closed").
    """
    policy.require_referring(actor)
    person = people.get_person(person_id)
    service = _require_service(service_id)
    existing = find_draft(person_id, service_id)
    if existing is not None:
        return existing
    languages = person.details.languages
    referral = _new_draft(
        actor,
        municipality_code=person.municipality_code,
        person_id=person.id,
        person_code=person.code_name,
        language=languages[0] if languages else "",
    )
    _address(referral, service)
    db.session.add(referral)
    record(actor, "referral.draft", referral, service=str(service_id))
    db.session.flush()
    return referral.id


def continue_need(actor: Actor, parent: Referral) -> UUID:
    """A new draft with the same person and need; its provider is still to be chosen."""
    child = _new_draft(
        actor,
        municipality_code=parent.municipality_code,
        person_id=parent.person_id,
        person_code=parent.person_code,
        catalogue_code=parent.catalogue_code,
        sector=parent.sector,
        priority=parent.priority,
        need_note=parent.need_note,
        language=parent.language,
        parent_id=parent.id,
    )
    db.session.add(child)
    record(actor, "referral.draft", child, parent=str(parent.id))
    return child.id


def choose_service(actor: Actor, draft_id: UUID, service_id: UUID) -> None:
    """Give a draft its service, or another one. Raises as `create_draft`, and Refused once it was sent."""
    policy.require_referring(actor)
    referral = _load_draft(draft_id, None)
    service = _require_service(service_id)
    _address(referral, service)
    # What was read to the person was about another provider: it is read anew.
    referral.draft = {name: text for name, text in referral.draft.items() if name != "agrees"}
    record(actor, "referral.choose", referral, service=str(service_id))
    db.session.flush()


def save_draft(actor: Actor, referral_id: UUID, version: int | None, details: DraftDetails) -> None:
    """Keep what was typed for later. Raises NotFound, StaleVersion, Refused once it was sent."""
    policy.require_referring(actor)
    referral = _load_draft(referral_id, version)
    write_details(referral, details)
    record(actor, "referral.save", referral)
    db.session.flush()


def write_details(referral: Referral, details: DraftDetails) -> None:
    referral.priority = details.priority.value
    referral.need_note = details.need_note.strip()
    referral.call_with, referral.called_at = details.call_with.strip(), details.called_at
    referral.draft = dict(details.kept)


def require_referable(service_id: UUID | None) -> ServiceCard:
    """The service of a draft, if it can be referred to now."""
    if service_id is None:
        raise Refused("service_missing")
    service = providers.get_service(service_id)
    if service is None or not service.referable:
        raise Refused("service_closed")
    return service


def _new_draft(actor: Actor, **columns: Any) -> Referral:
    now = clock.now()
    return Referral(
        status=Status.DRAFT.value,
        status_since=now,
        ball=Ball.REFERRER.value,
        ball_since=now,
        created_at=now,
        referrer_id=actor.user_id,
        referrer_name=actor.name,
        **columns,
    )


def _require_service(service_id: UUID) -> ServiceCard:
    service = providers.get_service(service_id)
    if service is None:
        raise NotFound
    if not service.referable:
        raise Refused("service_closed", reason=service.reason)
    return service


def _load_draft(referral_id: UUID, version: int | None) -> Referral:
    referral = load(referral_id, version)
    if referral.status != Status.DRAFT:
        raise Refused("not_from_here", status=referral.status)
    return referral


def _address(referral: Referral, service: ServiceCard) -> None:
    referral.service_id, referral.organisation_id = service.service_id, service.organisation_id
    referral.organisation_name = service.organisation_name
    referral.service_name_sq, referral.service_name_en = service.name_sq, service.name_en
    referral.catalogue_code, referral.sector = service.catalogue_code, service.sector.value
