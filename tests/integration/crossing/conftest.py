"""Who plays in the crossing, and its steps as they are taken in a browser."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.db import db
from app.kernel.scope import set_scope
from app.referrals.models import Referral
from tests.factories import KORCE, make_actor
from tests.factories.accounts import make_membership
from tests.factories.providers import make_organisation, make_service
from tests.support.browsing import Browser
from tests.support.databases import Database
from tests.support.personal import TYPED, Sought, get_sought

AGREED: dict[str, str] = {
    "priority": "normal",
    "need_note": "Kurs pasdite",
    "medium": "signed",
    "language": "prs",
    "given_by": "person",
    "agrees": "y",
}


@dataclass
class Crossing:
    """The cast, one browser each, and the steps; each step says what answer it got."""

    database: Database
    organisation_id: UUID
    service_id: UUID
    other_service_id: UUID
    worker: Actor
    coordinator: Actor
    staff: Actor
    other_staff: Actor
    far_worker: Actor
    _browsers: dict[UUID, Browser] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Everybody is signed in from the start, so that a request leaves only its own traces."""
        for actor in (self.worker, self.coordinator, self.staff, self.other_staff, self.far_worker):
            self._browsers[actor.user_id] = Browser(self.database.app, actor)

    def browser(self, actor: Actor) -> Browser:
        return self._browsers[actor.user_id]

    def page(self, actor: Actor, path: str) -> str:
        """A page that opens."""
        answer = self.browser(actor).get(path)
        assert answer.status_code == 200, path
        return answer.text

    def do(self, actor: Actor, path: str, **data: Any) -> TestResponse:
        """A form that is taken."""
        answer = self.browser(actor).post(path, data)
        assert answer.status_code == 303, (path, answer.status_code)
        return answer

    def register(self) -> Sought:
        """The worker registers the person whom tests look for."""
        answer = self.do(self.worker, "/people/new", **TYPED)
        return get_sought(_last_id(answer))

    def draft(self, person_id: UUID, service_id: UUID | None = None) -> UUID:
        answer = self.do(
            self.worker, "/referrals/new", person=person_id, service=service_id or self.service_id
        )
        return _last_id(answer)

    def send(self, draft_id: UUID) -> TestResponse:
        version = self.get(draft_id).version
        return self.do(self.worker, f"/referrals/{draft_id}/send", version=version, **AGREED)

    def sent(self) -> tuple[Sought, UUID]:
        """The person and her referral, as far as sent."""
        person = self.register()
        draft_id = self.draft(person.id)
        self.send(draft_id)
        return person, draft_id

    def move(self, actor: Actor, referral_id: UUID, event: str, **data: Any) -> TestResponse:
        version = self.get(referral_id).version
        return self.do(actor, f"/referrals/{referral_id}/{event}", version=version, **data)

    def see_everything(self) -> None:
        """A fresh session that sees all rows, after work in other processes or units."""
        db.session.remove()
        set_scope(db.session(), SYSTEM)

    def get(self, referral_id: UUID) -> Referral:
        """The row as it stands now."""
        found = select(Referral).where(Referral.id == referral_id)
        return db.session.scalars(found.execution_options(populate_existing=True)).one()


def _last_id(answer: TestResponse) -> UUID:
    return UUID(answer.location.partition("?")[0].rsplit("/", 1)[-1])


Member = Callable[..., Actor]


def make_member(
    role: Role, municipality_code: str | None = "53", organisation_id: UUID | None = None
) -> Actor:
    """Somebody with an account that gets mail."""
    actor = make_actor(role, municipality_code, organisation_id, name=f"Punonjës {role.value}")
    make_membership(actor)
    return actor


@pytest.fixture
def crossing(database: Database) -> Crossing:
    organisation_id = make_organisation("Qendra e formimit")
    other_id = make_organisation("Qendra tjetër")
    return Crossing(
        database,
        organisation_id,
        service_id=make_service(organisation_id, asks_for=["age"]),
        other_service_id=make_service(other_id),
        worker=make_member(Role.SOCIAL_WORKER),
        coordinator=make_member(Role.COORDINATOR),
        staff=make_member(Role.PROVIDER_STAFF, None, organisation_id),
        other_staff=make_member(Role.PROVIDER_STAFF, None, other_id),
        far_worker=make_member(Role.SOCIAL_WORKER, KORCE),
    )
