from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from app import create_app
from app.kernel.actor import SYSTEM, VISITOR, Actor
from app.kernel.db import db
from app.kernel.pages import PageRequest
from app.kernel.permissions import Role
from app.kernel.scope import UnscopedQuery, set_scope
from app.kernel.uow import unit
from app.providers.domain import ServiceStatus
from app.providers.models import Service, ServiceListing, ServiceListingState
from app.providers.queries import DirectoryFilters, search_directory
from app.providers.services import refresh_listing
from tests.conftest import Acting
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.providers import (
    COUNSELLING,
    HELPLINE,
    SHELTER,
    make_location,
    make_organisation,
    make_placed_service,
    make_service,
)
from tests.support.browsing import settle
from tests.support.databases import Database

SEAT = (41.3275, 19.8189)
OWN = UUID(int=77)


@pytest.fixture
def other_process(database: Database) -> Iterator[Flask]:
    """Another application on the same database, with a memory of its own, as in another process."""
    other = create_app(database.app.extensions["settings"])
    yield other
    with other.app_context():
        db.engine.dispose()


def names_in(app: Flask, text: str = "") -> list[str]:
    with app.app_context(), unit(SYSTEM, read_only=True):
        page = search_directory(DirectoryFilters(text=text), PageRequest()).page
        return [card.organisation_name for card in page.rows]


def readers() -> Iterator[Actor]:
    yield VISITOR
    for role in Role:
        if role in {Role.SYSTEM, Role.VISITOR}:
            continue
        for organisation_id in (None, OWN):
            for is_focal_point in (False, True):
                yield replace(make_actor(role, TIRANE, organisation_id), is_focal_point=is_focal_point)


def test_memory_and_tables_show_the_same_to_every_role(database: Database, acting: Acting) -> None:
    """The memory holds all rows: whoever reads it sees just what a statement would show."""
    for code in (SHELTER, COUNSELLING, HELPLINE, "EMP-08"):
        make_placed_service(f"Qendra {code}", SEAT, catalogue_code=code)
        make_placed_service(f"Larg {code}", (40.61, 20.78), KORCE, catalogue_code=code)
        own = make_organisation(f"Vetë {code}", id=OWN) if code == SHELTER else OWN
        make_service(own, code, location_ids=(make_location(own),))
    told: set[int] = set()
    for actor in readers():
        with acting(actor):
            in_tables = set(db.session.scalars(select(ServiceListing.service_id)))
            for filters in (
                DirectoryFilters(),
                DirectoryFilters(municipality_code=TIRANE),
                DirectoryFilters(text="tirane"),
                DirectoryFilters(from_municipality=TIRANE, within_km=50),
            ):
                rows = search_directory(filters, PageRequest(1, 100)).page.rows
                assert {card.service_id for card in rows} <= in_tables
            everything = search_directory(DirectoryFilters(), PageRequest(1, 100)).page
            assert {card.service_id for card in everything.rows} == in_tables
            assert everything.total == len(everything.rows) == len(in_tables)
            told.add(len(in_tables))
    assert len(told) > 3


def test_a_search_without_a_scope_is_refused(database: Database) -> None:
    make_placed_service("Qendra Drita", SEAT)
    set_scope(db.session(), None)
    with pytest.raises(UnscopedQuery):
        search_directory(DirectoryFilters(), PageRequest())
    set_scope(db.session(), SYSTEM)


def test_what_another_process_changed_shows_at_once(database: Database, other_process: Flask) -> None:
    service = make_placed_service("Qendra Drita", SEAT, name_sq="Kurs kuzhine")
    settle()
    assert names_in(database.app) == names_in(other_process) == ["Qendra Drita"]
    with other_process.app_context(), unit(SYSTEM) as session:
        session.execute(select(Service).where(Service.id == service)).scalar_one().name_sq = "Kurs qepjeje"
        session.flush()
        session.info.pop("changed", None)
        refresh_listing([service])
    assert names_in(database.app, "qepje") == ["Qendra Drita"]
    assert names_in(database.app, "kuzhin") == []
    with database.app.app_context(), unit(SYSTEM) as session:
        held = session.execute(select(Service).where(Service.id == service)).scalar_one()
        held.status = ServiceStatus.CLOSED
        session.flush()
        session.info.pop("changed", None)
        refresh_listing([service])
    assert names_in(other_process) == names_in(database.app) == []


def test_what_is_not_committed_is_for_its_own_unit_alone(database: Database, other_process: Flask) -> None:
    make_placed_service("Qendra Drita", SEAT)
    settle()
    assert names_in(other_process) == ["Qendra Drita"]
    make_placed_service("Not yet", SEAT)
    mine = search_directory(DirectoryFilters(text="yet"), PageRequest()).page
    assert [card.organisation_name for card in mine.rows] == ["Not yet"]
    db.session.rollback()
    db.session.remove()
    assert names_in(database.app) == names_in(other_process) == ["Qendra Drita"]


def test_a_change_is_numbered_once_and_only_when_it_is_committed(database: Database) -> None:
    settle()
    counter = select(func.max(ServiceListingState.changes))
    before = db.session.scalar(counter) or 0
    for name in ("Qendra Drita", "Zyra Jeta"):
        make_placed_service(name, SEAT)
    assert (db.session.scalar(counter) or 0) == before
    settle()
    assert db.session.scalar(counter) == before + 1


def test_a_service_that_was_taken_away_altogether_leaves_the_memory(
    database: Database, other_process: Flask
) -> None:
    service = make_service(make_organisation("Qendra Drita"))
    settle()
    assert names_in(other_process) == ["Qendra Drita"]
    with database.app.app_context(), unit(SYSTEM) as session:
        session.execute(
            delete(ServiceListing).where(ServiceListing.service_id == service),
            execution_options={"unscoped": "a test takes it away"},
        )
        refresh_listing([service])
        session.execute(
            delete(ServiceListing).where(ServiceListing.service_id == service),
            execution_options={"unscoped": "a test takes it away"},
        )
    assert names_in(other_process) == names_in(database.app) == []
