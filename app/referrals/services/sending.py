"""Sending: the consent, the provider's sight of the person and the referral itself, all in one transaction."""

from dataclasses import replace
from uuid import UUID

from app.kernel.actor import Actor
from app.kernel.errors import Refused
from app.people.domain import ConsentGiven, SharedField, fields_for
from app.people.services import HeldPerson, agree_and_share, hold_person
from app.providers.queries import ServiceCard
from app.referrals import policy
from app.referrals.domain import TRANSITIONS, Event, Proposal, Snapshot, decide
from app.referrals.models import Referral
from app.referrals.queries import has_open_duplicate, snapshot_of
from app.referrals.services.commands import Agreement, DraftDetails, Outcome, as_field
from app.referrals.services.drafts import require_referable, write_details
from app.referrals.services.steps import carry_out, load

# Which wording of the consent was read to the person.
CONSENT_TEXT = "referral-2026-11"


def fields_shown(service: ServiceCard) -> tuple[SharedField, ...]:
    """What the provider of this service will see of a person: the basics and what the service declares."""
    return fields_for(service.asks_for)


def send(
    actor: Actor, referral_id: UUID, version: int | None, details: DraftDetails, agreement: Agreement
) -> Outcome:
    """Send a draft. Raises NotFound, Forbidden, StaleVersion, Refused, and Invalid with the fields concerned."""
    referral = load(referral_id, version)
    snapshot = snapshot_of(referral)
    side = policy.side_for(policy.sides_of(actor, referral), snapshot.status, Event.SEND)
    # Asked before anything is written: a referral that has moved on is refused for that and nothing else.
    if (snapshot.status, Event.SEND) not in TRANSITIONS:
        raise Refused("not_from_here", status=referral.status)
    # Two drafts for one person that are sent at once: the second looks for a duplicate when the first has gone.
    person = hold_person(referral.person_id)
    service = require_referable(referral.service_id)
    facts = _with_facts(snapshot, referral, details, agreement)
    try:
        decision = decide(facts, Event.SEND, side)
    except Refused as refusal:
        raise as_field(refusal) from refusal
    _share(actor, referral, person, service, agreement)
    write_details(referral, replace(details, kept={}))
    carry_out(actor, referral, Event.SEND, side, Proposal(), decision)
    return Outcome(referral.id)


def _with_facts(
    snapshot: Snapshot, referral: Referral, details: DraftDetails, agreement: Agreement
) -> Snapshot:
    service_id = referral.service_id
    return replace(
        snapshot,
        priority=details.priority,
        call_logged=bool(details.call_with.strip() and details.called_at),
        consent_valid=agreement.agrees,
        preview_confirmed=agreement.agrees,
        service_open=True,
        has_open_duplicate=service_id is not None
        and has_open_duplicate(referral.person_id, service_id, besides=referral.id),
    )


def _share(
    actor: Actor, referral: Referral, person: HeldPerson, service: ServiceCard, agreement: Agreement
) -> None:
    given = ConsentGiven(
        person_id=person.id,
        organisation_id=service.organisation_id,
        organisation_name=service.organisation_name,
        service_name=service.name(agreement.language),
        catalogue_code=service.catalogue_code,
        fields=fields_shown(service),
        text_version=CONSENT_TEXT,
        language=agreement.language,
        medium=agreement.medium,
        given_by=agreement.given_by,
        interpreter_name=agreement.interpreter_name,
        witness_name=agreement.witness_name,
        guardian_name=agreement.guardian_name,
    )
    agree_and_share(actor, person, given, referral.id, is_first=referral.sent_at is None)
