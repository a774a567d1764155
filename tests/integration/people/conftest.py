from collections.abc import Iterator
from uuid import UUID

import pytest

from app.kernel.actor import Actor, Role
from app.kernel.db import db
from app.people.events import ConsentWithdrawn, consent_withdrawn
from app.providers.domain import Kind, Status
from app.providers.models import Organisation
from tests.factories import KORCE, TIRANE, make_actor
from tests.support.databases import Database


def make_organisation(name: str) -> UUID:
    organisation = Organisation(
        name=name, kind=next(iter(Kind)), municipality_code=TIRANE, status=Status.APPROVED
    )
    db.session.add(organisation)
    db.session.flush()
    return organisation.id


@pytest.fixture
def centre(database: Database) -> UUID:
    """The organisation to which people are referred."""
    return make_organisation("Training centre")


@pytest.fixture
def other_centre(database: Database) -> UUID:
    return make_organisation("Another centre")


@pytest.fixture
def worker() -> Actor:
    return make_actor(Role.SOCIAL_WORKER)


@pytest.fixture
def far_worker() -> Actor:
    return make_actor(Role.SOCIAL_WORKER, KORCE)


@pytest.fixture
def staff(centre: UUID) -> Actor:
    """Somebody who works at the centre."""
    return make_actor(Role.PROVIDER_STAFF, None, centre)


@pytest.fixture
def withdrawals() -> Iterator[list[ConsentWithdrawn]]:
    """What listeners hear of consents taken back."""
    heard: list[ConsentWithdrawn] = []

    def listen(_actor: Actor, happened: ConsentWithdrawn) -> None:
        heard.append(happened)

    before = list(consent_withdrawn._listeners)
    consent_withdrawn._listeners[:] = [listen]
    yield heard
    consent_withdrawn._listeners[:] = before
