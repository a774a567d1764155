"""Commands on agreements of an organisation with partners: what was agreed, in which project, until when."""

from collections.abc import Mapping
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import Invalid, NotFound
from app.providers import policy
from app.providers.models import Agreement, Organisation
from app.providers.services.commands import AgreementDetails
from app.providers.services.history import NOTHING, note_change, snapshot
from app.providers.services.organisations import load_organisation


def add_agreement(actor: Actor, organisation_id: UUID, details: AgreementDetails) -> UUID:
    """Enter an agreement. Raises Invalid, Forbidden."""
    entry = load_organisation(organisation_id)
    policy.require(policy.may_edit(actor, entry), "not_your_entry")
    _check(details)
    agreement = Agreement(organisation_id=organisation_id, **asdict(details))
    db.session.add(agreement)
    db.session.flush()
    _note(actor, entry, agreement.id, "agreement.add", NOTHING, snapshot(agreement))
    return agreement.id


def edit_agreement(actor: Actor, agreement_id: UUID, details: AgreementDetails) -> None:
    """Change an agreement. Raises Invalid, NotFound."""
    agreement, entry = _load(actor, agreement_id)
    _check(details)
    before = snapshot(agreement)
    for name, value in asdict(details).items():
        setattr(agreement, name, value)
    db.session.flush()
    _note(actor, entry, agreement_id, "agreement.edit", before, snapshot(agreement))


def remove_agreement(actor: Actor, agreement_id: UUID) -> None:
    """Take an agreement out that was never made; one that has ended stays with its end. Raises NotFound."""
    agreement, entry = _load(actor, agreement_id)
    _note(actor, entry, agreement_id, "agreement.remove", snapshot(agreement), {})
    db.session.delete(agreement)
    db.session.flush()


def _load(actor: Actor, agreement_id: UUID) -> tuple[Agreement, Organisation]:
    agreement = db.session.scalars(select(Agreement).where(Agreement.id == agreement_id)).one_or_none()
    if agreement is None:
        raise NotFound
    entry = load_organisation(agreement.organisation_id)
    policy.require(policy.may_edit(actor, entry), "not_your_entry")
    return agreement, entry


def _check(details: AgreementDetails) -> None:
    if not details.partner:
        raise Invalid({"partner": "partner_missing"})
    if details.starts_on and details.ends_on and details.ends_on < details.starts_on:
        raise Invalid({"ends_on": "ends_before_start"})


def _note(
    actor: Actor,
    entry: Organisation,
    agreement_id: UUID,
    action: str,
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> None:
    entry.changed_at = clock.now()
    record(actor, action, entry, agreement=str(agreement_id))
    note_change(actor, entry.id, None, action, before, after)
