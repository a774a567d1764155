"""Which organisation may see which person, and when; referrals open and close shares as they move."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import NotFound, Refused
from app.kernel.scope import prepared
from app.people.domain import BirthDate, BirthPrecision, ShareBasis, SharedField, is_consent_valid
from app.people.models import Consent, Person, Share
from app.people.policy import require_changing

_SHARE = prepared(select(Share).where(Share.referral_id == bindparam("referral_id")))
_HELD = prepared(
    select(Person.municipality_code, Person.birth_date, Person.birth_precision)
    .where(Person.id == bindparam("person_id"))
    .with_for_update()
)
# A withdrawal at the same time waits for this lock, and then finds the share that is opened under it.
_CONSENT = prepared(
    select(
        Consent.given_at, Consent.expires_at, Consent.withdrawn_at, Consent.organisation_id, Consent.fields
    )
    .where(Consent.id == bindparam("consent_id"), Consent.person_id == bindparam("person_id"))
    .with_for_update(read=True)
)


class HeldPerson(NamedTuple):
    """A person for whom everybody else waits, with what an agreement must know of her."""

    id: UUID
    municipality_code: str
    birth: BirthDate


def hold_person(person_id: UUID) -> HeldPerson:
    """Until the end of this unit, whoever else wants to refer this person waits. Raises NotFound."""
    row = db.session.execute(_HELD, {"person_id": person_id}).one_or_none()
    if row is None:
        raise NotFound
    birth = BirthDate(row.birth_date, BirthPrecision(row.birth_precision))
    return HeldPerson(person_id, row.municipality_code, birth)


def open_share(
    actor: Actor,
    person_id: UUID,
    organisation_id: UUID,
    referral_id: UUID,
    consent_id: UUID | None,
    fields: Collection[SharedField],
    *,
    basis: ShareBasis = ShareBasis.CONSENT,
) -> UUID:
    """Let an organisation see these fields for one referral, as long as the consent holds.

    A referral that was recalled and is sent again opens its share anew.
    Raises NotFound, Refused("consent_missing" | "consent_not_valid" | "consent_too_narrow").
    """
    require_changing(actor)
    municipality_code = hold_person(person_id).municipality_code
    shown = [field.value for field in SharedField if field in fields]
    now = clock.now()
    ends_at = None
    if basis is ShareBasis.CONSENT:
        ends_at = _require_consent(consent_id, person_id, organisation_id, shown, now)
    share = _share_of(referral_id) or Share(referral_id=referral_id)
    share.municipality_code = municipality_code
    share.person_id, share.organisation_id, share.consent_id = person_id, organisation_id, consent_id
    share.basis, share.fields = basis.value, shown
    share.starts_at, share.ends_at, share.ended_because = now, ends_at, ""
    db.session.add(share)
    record(actor, "share.open", share, basis=share.basis, fields=",".join(shown), referral=str(referral_id))
    return share.id


def close_share(actor: Actor, referral_id: UUID, because: str) -> None:
    """End the organisation's sight now; nothing happens where there is none. `because` is a ShareEnd."""
    share = _share_of(referral_id)
    if share is not None:
        _end(actor, share, because, clock.now())
        db.session.flush()


def end_shares_of_consent(actor: Actor, consent_id: UUID, because: str) -> tuple[UUID, ...]:
    """End every open share that rests on a consent; the referrals concerned are returned."""
    now = clock.now()
    found = select(Share).where(Share.consent_id == consent_id, Share.is_open(now)).order_by(Share.id)
    shares = db.session.scalars(found).all()
    for share in shares:
        _end(actor, share, because, now)
    return tuple(share.referral_id for share in shares)


def move_shares(actor: Actor, referral_ids: Collection[UUID], organisation_id: UUID) -> None:
    """What a referral lets be seen follows it to the entry that now stands for the same organisation.

    What the person agreed to stays as it was written.
    """
    found = select(Share).where(Share.referral_id.in_(referral_ids), Share.organisation_id != organisation_id)
    for share in db.session.scalars(found.order_by(Share.id)).all():
        share.organisation_id = organisation_id
        record(actor, "share.follow_organisation", share, organisation=str(organisation_id))


def _end(actor: Actor, share: Share, because: str, now: datetime) -> None:
    if share.ends_at is not None and share.ends_at <= now:
        return
    share.ends_at, share.ended_because = now, because
    record(actor, "share.close", share, because=because, referral=str(share.referral_id))


def _share_of(referral_id: UUID) -> Share | None:
    return db.session.scalars(_SHARE, {"referral_id": referral_id}).one_or_none()


def _require_consent(
    consent_id: UUID | None, person_id: UUID, organisation_id: UUID, fields: list[str], now: datetime
) -> datetime:
    """Until when the consent lets these fields be seen."""
    if consent_id is None:
        raise Refused("consent_missing")
    row = db.session.execute(_CONSENT, {"consent_id": consent_id, "person_id": person_id}).one_or_none()
    if row is None or not is_consent_valid(row, organisation_id, now):
        raise Refused("consent_not_valid")
    if not set(fields) <= set(row.fields):
        raise Refused("consent_too_narrow")
    expires_at: datetime = row.expires_at
    return expires_at
