"""Makes a filled database ready to be measured, and notes what is in it; runs in a process of its own.

Through the services, as people would: a full inbox for the training centre, and drafts that can be sent at once.
Adults of Tirana only, each with one draft, so that the consent is her own and nothing is sent twice.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import select

from app import create_app
from app.accounts.models import Membership, User
from app.kernel import clock
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.db import db
from app.kernel.uow import unit
from app.people.domain import ConsentMedium
from app.people.models import Person
from app.providers.models import ServiceListing
from app.referrals import services
from app.referrals.models import Referral
from app.referrals.services import Agreement, DraftDetails
from bench.facts import Facts, write_facts
from bench.pages import STAFF, WORKER

Pair = tuple[UUID, UUID]
"""A person and a service."""

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
        ours, anybodys = _referable(staff.organisation_id), _referable(None)
        taken = _taken()
    for_inbox = _write_drafts(worker, _pairs(adults[:INBOX], ours, taken))
    for draft_id, version, language in for_inbox:
        with unit(worker):
            services.send(worker, UUID(draft_id), version, DraftDetails(), _agreement(language))
    drafts = _write_drafts(worker, _pairs(adults[INBOX:], anybodys, taken))
    with unit(worker, read_only=True):
        referrals = _seen_by_worker()
    looked_at = min(LOOKED_AT, len(referrals) // 4)
    write_facts(
        path,
        Facts(
            searches=_searches(worker),
            referrals=referrals[:looked_at],
            unseen=referrals[looked_at : looked_at + UNSEEN],
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
        found = select(Person.id).where(
            Person.birth_date < clock.today() - _ADULT, Person.birth_precision == "full"
        )
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


def _taken() -> set[Pair]:
    """Who has been referred where already: nobody is referred there twice at a time."""
    found = select(Referral.person_id, Referral.service_id).where(Referral.service_id.is_not(None))
    return {(row.person_id, row.service_id) for row in db.session.execute(found)}


def _pairs(people: Sequence[UUID], offers: Sequence[UUID], taken: set[Pair]) -> list[Pair]:
    """Each person with a service that is new to her, the services in turn."""
    found = []
    for number, person_id in enumerate(people):
        turned = (offers[(number + step) % len(offers)] for step in range(len(offers)))
        service_id = next((offer for offer in turned if (person_id, offer) not in taken), None)
        if service_id is not None:
            found.append((person_id, service_id))
    return found


def _write_drafts(actor: Actor, pairs: Sequence[Pair]) -> list[tuple[str, int, str]]:
    made: list[UUID] = []
    for start in range(0, len(pairs), _AT_ONCE):
        with unit(actor):
            made += [services.create_draft(actor, *pair) for pair in pairs[start : start + _AT_ONCE]]
    drafts = {}
    with unit(actor, read_only=True) as session:
        for start in range(0, len(made), _AT_ONCE):
            some = made[start : start + _AT_ONCE]
            found = select(Referral.id, Referral.version, Referral.language).where(Referral.id.in_(some))
            drafts.update(
                {row.id: (str(row.id), row.version, row.language or "sq") for row in session.execute(found)}
            )
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
    counted: Counter[tuple[str, str]] = Counter()
    with unit(actor, read_only=True) as session:
        for sector, words in session.execute(select(ServiceListing.sector, ServiceListing.words)):
            counted.update((sector, word) for word in words.split() if _is_telling(word))
    first: dict[str, str] = {}
    for (held_in, word), _number in sorted(counted.items(), key=lambda item: (-item[1], item[0][1])):
        first.setdefault(held_in, word)
    return [(word, sector) for sector, word in first.items()][:_WORDS]


def _is_telling(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD and word != _EVERYWHERE


if __name__ == "__main__":
    with create_app().app_context():
        prepare(Path(sys.argv[1]))
