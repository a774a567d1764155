import pytest
from sqlalchemy import select

from app.kernel.actor import Actor, Role
from app.kernel.audit import verify
from app.kernel.db import db
from app.kernel.errors import Forbidden, NotFound, Refused, StaleVersion
from app.kernel.uow import unit
from app.providers.domain import ImportStatus
from app.providers.models import Organisation, Service
from app.providers.queries.imports import list_rows_in_the_way
from app.providers.services import importing
from tests.factories import KORCE, make_actor
from tests.factories.imports import fill_registry, make_csv, row
from tests.factories.people import make_person
from tests.factories.providers import (
    make_location,
)
from tests.factories.referrals import make_referral
from tests.support.browsing import settle
from tests.support.databases import Database
from tests.support.importing import (
    bring_in,
    check,
    count,
    dump_directory,
    export_sheet,
    problems_of,
    take_back,
    verdicts_of,
    work,
)


@pytest.fixture
def coordinator(database: Database) -> Actor:
    return make_actor(Role.COORDINATOR)


@pytest.fixture
def administrator(database: Database) -> Actor:
    return make_actor(Role.ADMINISTRATOR)


# ------------------------------------------------------------------------------------------------ two at once


def test_what_was_changed_since_the_check_is_looked_at_again_and_nothing_is_brought_in(
    database: Database, coordinator: Actor
) -> None:
    first, second = (check(coordinator, make_csv(row())) for _ in range(2))
    assert bring_in(coordinator, first).status is ImportStatus.DONE
    again = bring_in(coordinator, second)
    assert (again.status, again.problem) == (ImportStatus.CHECKED, "changed_since")
    assert verdicts_of(again) == ["same"]
    assert count(Organisation) == 1


def test_a_batch_is_brought_in_once_however_often_it_is_asked_for(
    database: Database, coordinator: Actor
) -> None:
    batch = check(coordinator, make_csv(row()))
    with unit(coordinator):
        importing.start_import(coordinator, batch.id, batch.version)
    for version, problem in ((batch.version, StaleVersion), (batch.version + 1, Refused)):
        with pytest.raises(problem), unit(coordinator):
            importing.start_import(coordinator, batch.id, version)
    work()
    work()
    assert count(Organisation) == 1


def test_a_sheet_belongs_to_its_keeper(database: Database, coordinator: Actor, administrator: Actor) -> None:
    batch = check(coordinator, make_csv(row()))
    for stranger, problem in (
        (make_actor(Role.COORDINATOR, KORCE), NotFound),
        (administrator, NotFound),
        (make_actor(Role.SOCIAL_WORKER), Forbidden),
    ):
        with pytest.raises(problem), unit(stranger):
            importing.start_import(stranger, batch.id, batch.version)


# ------------------------------------------------------------------------------------------------ taking back


def test_an_undo_restores_the_directory_byte_for_byte(
    database: Database, coordinator: Actor, administrator: Actor
) -> None:
    organisation = fill_registry()
    make_location(organisation, address="Rruga e lirë 3")
    settle()
    before, exported = dump_directory(), export_sheet(administrator)
    content = make_csv(
        row(name="'=Qendra, “Drita” e re", phone="044 111 222", address="Rruga e re 9", service="EMP-08"),
        row(name="Pa shërbime", phone="", address="", service="LEG-02"),
        row(name="Krejt e re", phone="044 333 444"),
        row(name="'=Qendra, “Drita” e re", phone="", address="Rruga e Provës 1", service="LEG-01"),
    )
    batch = bring_in(coordinator, check(coordinator, content))
    assert batch.status is ImportStatus.DONE, problems_of(batch)
    assert dump_directory() != before
    undone = take_back(coordinator, batch)
    assert (undone.status, undone.problem) == (ImportStatus.UNDONE, "")
    assert dump_directory() == before
    assert export_sheet(administrator) == exported
    assert all(broken is None for _chain, _held, broken in verify(db.session()))


def test_an_undo_that_would_lose_a_later_change_is_refused_and_tells_the_rows(
    database: Database, coordinator: Actor
) -> None:
    batch = bring_in(coordinator, check(coordinator, make_csv(row(), row(name="Shoqata B"))))
    entry = db.session.scalars(select(Organisation).where(Organisation.name == "Shoqata B")).one()
    entry.email = "e@re.example"
    refused = take_back(coordinator, batch)
    assert (refused.status, refused.problem) == (ImportStatus.DONE, "undo_in_the_way")
    assert {found.number: found.problems for found in list_rows_in_the_way(batch.id, 10)} == {
        3: {"undo": "changed_since"}
    }
    assert count(Organisation) == 2


def test_an_undo_of_what_a_referral_names_is_refused(database: Database, coordinator: Actor) -> None:
    batch = bring_in(coordinator, check(coordinator, make_csv(row(), row(name="Shoqata B"))))
    entry = db.session.scalars(select(Organisation.id).where(Organisation.name == "Shoqata B")).one()
    make_referral(
        make_person(), db.session.scalars(select(Service.id).where(Service.organisation_id == entry)).one()
    )
    refused = take_back(coordinator, batch)
    assert refused.problem == "undo_in_the_way"
    assert {found.number: found.problems for found in list_rows_in_the_way(batch.id, 10)} == {
        3: {"undo": "referred_to"}
    }


def test_imports_are_taken_back_one_after_the_other(database: Database, coordinator: Actor) -> None:
    before = dump_directory()
    first = bring_in(coordinator, check(coordinator, make_csv(row())))
    second = bring_in(
        coordinator, check(coordinator, make_csv(row(phone="044 111 222"), row(phone="", service="LEG-01")))
    )
    assert take_back(coordinator, first).problem == "undo_in_the_way"
    assert take_back(coordinator, second).status is ImportStatus.UNDONE
    assert take_back(coordinator, first).status is ImportStatus.UNDONE
    assert dump_directory() == before
