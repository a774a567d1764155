"""Consent and share in one step, as sending a referral needs them: what was just written is not looked up again."""

from uuid import UUID

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import Named, record
from app.kernel.db import db
from app.kernel.ids import new_id
from app.kernel.writing import put_row
from app.people.domain import ConsentGiven, ShareBasis, SharedField, consent_expiry
from app.people.models import Share
from app.people.policy import require_changing
from app.people.services.consents import write_consent
from app.people.services.shares import HeldPerson, open_share


def agree_and_share(
    actor: Actor, person: HeldPerson, given: ConsentGiven, referral_id: UUID, *, is_first: bool
) -> None:
    """The person agrees, and from now on the organisation sees these fields of her for one referral.

    `record_consent` and `open_share` in one, under the lock on the person. `is_first`: the referral was never sent,
    so that there is no share to be opened anew. Raises Invalid.
    """
    require_changing(actor)
    now = clock.now()
    consent_id = write_consent(actor, given, person.municipality_code, person.birth, now)
    if not is_first:
        open_share(actor, person.id, given.organisation_id, referral_id, consent_id, given.fields)
        return
    shown = [field.value for field in SharedField if field in given.fields]
    share_id, basis = new_id(), ShareBasis.CONSENT.value
    put_row(
        db.session(),
        Share,
        id=share_id,
        municipality_code=person.municipality_code,
        person_id=person.id,
        organisation_id=given.organisation_id,
        referral_id=referral_id,
        consent_id=consent_id,
        basis=basis,
        fields=shown,
        starts_at=now,
        ends_at=consent_expiry(now),
    )
    opened = Named(Share, share_id, f"municipality:{person.municipality_code}")
    record(actor, "share.open", opened, basis=basis, fields=",".join(shown), referral=str(referral_id))
