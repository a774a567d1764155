"""Makes a filled database ready to be measured, and notes what is in it; runs in a process of its own.

Through the services, as people would: a full inbox for the training centre, and drafts that can be sent at once.
Adults of Tirana only, each with one draft, so that the consent is her own and nothing is sent twice.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import func, select

from app import create_app
from app.accounts.models import Membership, User
from app.kernel import clock
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.db import db
from app.kernel.uow import unit
from app.people.domain import ConsentMedium
from app.people.models import Person
from app.providers.models import ServiceListing, ServiceListingToken
from app.referrals import services
from app.referrals.models import Referral
from app.referrals.services import Agreement, DraftDetails
from bench.facts import Facts, write_facts
from bench.pages import STAFF, WORKER

SEED = 11
LOOKED_AT, UNSEEN, DRAFTS, INBOX = 200, 1_000, 1_500, 40
_ADULT = timedelta(days=20 * 366)
_AT_ONCE = 50
_EVERYWHERE = "demo"
_SHORTEST_WORD = 4
_WORDS = 8


def prepare(path: Path) -> None:
    """Write drafts, fill the inbox, and keep the facts at `path`."""
    worker, staff = _actor(WORKER), _actor(STAFF)
    adults = _adults(worker, DRAFTS + INBOX)
    with unit(worker, read_only=True):
        ours = _referable(staff.organisation_id)
        anybodys = _referable(None)
    for_inbox = _write_drafts(worker, zip(adults[:INBOX], _cycle(ours), strict=False))
    for draft_id, version, language in for_inbox:
        with unit(worker):
            services.send(worker, UUID(draft_id), version, DraftDetails(), _agreement(language))
    drafts = _write_drafts(worker, zip(adults[INBOX:], _cycle(anybodys), strict=False))
    with unit(worker, read_only=True):
        referrals = _seen_by_worker()
    write_facts(
        path,
        Facts(
            searches=_searches(worker),
            referrals=referrals[:LOOKED_AT],
            unseen=referrals[LOOKED_AT : LOOKED_AT + UNSEEN],
            drafts=drafts,
            sectors=sorted({sector for _word, sector in _searches(worker)}),
        ),
    )


def _actor(email: str) -> Actor:
    with unit(SYSTEM, read_only=True) as session:
        found = (
            select(User.id, User.name, Membership.role, Membership.municipality_code)
            .add_columns(Membership.organisation_id, Membership.place)
            .join(Membership, Membership.user_id == User.id)
            .where(User.email == email)
        )
        row = session.execute(found).one()
    return Actor(row.id, row.name, Role(row.role), row.municipality_code, row.organisation_id, row.place)


def _adults(actor: Actor, wanted: int) -> list[UUID]:
    with unit(actor, read_only=True) as session:
        found = select(Person.id).where(Person.birth_date < clock.today() - _ADULT, Person.birth_precision == "full")
        ids = list(session.scalars(found.order_by(Person.id)))
    Random(SEED).shuffle(ids)
    return ids[:wanted]


def _referable(organisation_id: UUID | None) -> list[UUID]:
    """Services to which people of the reader can be referred."""
    found = select(ServiceListing.service_id).where(ServiceListing.hindrance == "")
    if organisation_id is not None:
        found = found.where(ServiceListing.organisation_id == organisation_id)
    else:
        found = found.where(ServiceListing.municipality_code == "53")
    return list(db.session.scalars(found.distinct().order_by(ServiceListing.service_id)))


def _cycle(ids: Sequence[UUID]) -> Iterator[UUID]:
    while True:
        yield from ids


def _write_drafts(actor: Actor, pairs: Iterator[tuple[UUID, UUID]]) -> list[tuple[str, int, str]]:
    made: list[UUID] = []
    rest = list(pairs)
    for start in range(0, len(rest), _AT_ONCE):
        with unit(actor):
            made += [services.create_draft(actor, *pair) for pair in rest[start : start + _AT_ONCE]]
    drafts = {}
    with unit(actor, read_only=True) as session:
        for start in range(0, len(made), _AT_ONCE):
            some = made[start : start + _AT_ONCE]
            found = select(Referral.id, Referral.version, Referral.language).where(Referral.id.in_(some))
            drafts.update({row.id: (str(row.id), row.version, row.language or "sq") for row in session.execute(found)})
    return [drafts[draft_id] for draft_id in dict.fromkeys(made)]


def _agreement(language: str) -> Agreement:
    return Agreement(agrees=True, medium=ConsentMedium.SIGNED, language=language)


def _seen_by_worker() -> list[str]:
    """Referrals of Tirana that were sent, in no order."""
    found = select(Referral.id).where(Referral.sent_at.is_not(None)).order_by(Referral.id)
    ids = [str(referral_id) for referral_id in db.session.scalars(found)]
    Random(SEED).shuffle(ids)
    return ids


def _searches(actor: Actor) -> list[tuple[str, str]]:
    """The most frequent word of each sector, as somebody would type it who looks for that."""
    number = func.count()
    found = (
        select(ServiceListing.sector, ServiceListingToken.token, number.label("number"))
        .join(ServiceListingToken, ServiceListingToken.service_id == ServiceListing.service_id)
        .where(func.length(ServiceListingToken.token) >= _SHORTEST_WORD, ServiceListingToken.token != _EVERYWHERE)
        .group_by(ServiceListing.sector, ServiceListingToken.token)
        .order_by(number.desc(), ServiceListingToken.token)
    )
    first: dict[str, str] = {}
    with unit(actor, read_only=True) as session:
        for row in session.execute(found):
            first.setdefault(row.sector, row.token)
    return [(word, sector) for sector, word in first.items()][:_WORDS]


if __name__ == "__main__":
    with create_app().app_context():
        prepare(Path(sys.argv[1]))
