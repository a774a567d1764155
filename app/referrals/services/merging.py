"""Referrals follow their service when two entries of an organisation become one, and when they are parted again."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select

from app.kernel.actor import SYSTEM, Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.scope import scope_of
from app.people.services import move_shares
from app.providers.events import MergeFacts
from app.referrals.models import Referral

_BATCH = 200


def follow_organisation(actor: Actor, facts: MergeFacts) -> None:
    """Give the referrals to services that went to another entry to that entry, with what it may see of people.

    Also those of other municipalities, which whoever merges cannot see: the organisation is the same for all.
    """
    with scope_of(db.session(), SYSTEM):
        for referral_ids in _batches(facts):
            for referral in db.session.scalars(
                select(Referral).where(Referral.id.in_(referral_ids)).order_by(Referral.id)
            ):
                referral.organisation_id = facts.to_id
                record(actor, "referral.follow_organisation", referral, organisation=str(facts.to_id))
            move_shares(actor, referral_ids, facts.to_id)
            db.session.flush()


def _batches(facts: MergeFacts) -> Iterator[Sequence[UUID]]:
    concerned = select(Referral.id).where(
        Referral.organisation_id == facts.from_id, Referral.service_id.in_(facts.service_ids)
    )
    found = db.session.scalars(concerned.order_by(Referral.id)).all()
    return (found[start : start + _BATCH] for start in range(0, len(found), _BATCH))
