"""The history of an entry: who changed what, for its keepers, and of places only for those who know them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.db import db
from app.kernel.pages import PageRequest
from app.kernel.scope import unscoped
from app.providers.models import EntryChange, Location, Service
from app.providers.queries.history import list_changes
from app.providers.services.history import NOTHING, note_change, snapshot
from tests.conftest import Acting, Browse
from tests.factories import KORCE, make_actor
from tests.factories.providers import SHELTER, make_location, make_organisation, make_service
from tests.support.databases import Database

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
ALL = unscoped("a test looks at everything")
COORDINATOR = make_actor(Role.COORDINATOR)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.set_to(NOW):
        yield


def read(service_id: UUID) -> Service:
    db.session.expire_all()
    return db.session.scalars(select(Service).where(Service.id == service_id), execution_options=ALL).one()


def test_a_history_says_who_changed_what_in_the_readers_words(browse: Browse) -> None:
    service_id = make_service(organisation_id := make_organisation(), places_free=1)
    service = read(service_id)
    before = snapshot(service)
    service.languages, service.places_free = ["sq", "ar"], 4
    note_change(
        COORDINATOR, organisation_id, service_id, "service.edit", before, snapshot(service), "Nga takimi"
    )
    page = browse(make_actor(Role.PROVIDER_STAFF, None, organisation_id)).get(
        f"/providers/{organisation_id}/history"
    )
    for words in (
        "Service changed",
        "Albanian, Arabic",
        "Places free",
        "Nga takimi",
        "Test Person, Bashkia 53",
    ):
        assert words in page.text


def test_a_change_that_changes_nothing_leaves_no_line(database: Database) -> None:
    service_id = make_service(organisation_id := make_organisation())
    same = snapshot(read(service_id))
    note_change(COORDINATOR, organisation_id, service_id, "service.edit", same, same)
    note_change(COORDINATOR, organisation_id, service_id, "service.confirm", same, same)
    note_change(COORDINATOR, organisation_id, service_id, "service.edit", same, same, "Pyetur me telefon")
    actions = db.session.execute(
        select(EntryChange.action, EntryChange.reason).order_by(EntryChange.id)
    ).all()
    assert [tuple(row) for row in actions] == [("service.confirm", ""), ("service.edit", "Pyetur me telefon")]


def test_what_was_said_of_sealed_places_is_for_those_who_know_them(acting: Acting) -> None:
    organisation_id = make_organisation()
    place_id = make_location(organisation_id, address="Rruga e fshehtë 7")
    sealed = make_service(organisation_id, SHELTER, location_ids=(place_id,))
    make_service(organisation_id)
    location = db.session.scalars(select(Location).where(Location.id == place_id)).one()
    note_change(
        SYSTEM, organisation_id, None, "location.add", NOTHING, snapshot(location), location_id=place_id
    )
    note_change(SYSTEM, organisation_id, sealed, "service.add", NOTHING, snapshot(read(sealed)))

    def seen_by(actor: Actor) -> int:
        with acting(actor):
            return len(list_changes(organisation_id, PageRequest()).rows)

    assert seen_by(COORDINATOR) == 2
    assert seen_by(make_actor(Role.PROVIDER_STAFF, None, organisation_id)) == 2
    assert seen_by(make_actor(Role.SOCIAL_WORKER)) == 0
    assert seen_by(make_actor(Role.COORDINATOR, KORCE)) == 1, "the shelter itself, but not its place"


def test_the_history_of_an_entry_is_for_its_keepers(browse: Browse) -> None:
    make_service(organisation_id := make_organisation())
    for other in (make_actor(Role.SOCIAL_WORKER), make_actor(Role.COORDINATOR, KORCE)):
        assert browse(other).get(f"/providers/{organisation_id}/history").status_code == 403
    assert browse(COORDINATOR).get(f"/providers/{organisation_id}/history").status_code == 200
