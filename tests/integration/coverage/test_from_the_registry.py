from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.coverage.queries import get_coverage
from app.coverage.services import recount
from app.kernel.actor import SYSTEM
from app.kernel.db import db
from app.kernel.scope import set_scope
from app.providers.domain import Area, Sector, ServiceStatus, Status
from app.providers.events import services_changed
from tests.factories import KORCE, TIRANE
from tests.factories.providers import (
    COURSE,
    SHELTER,
    make_organisation,
    make_placed_service,
    make_service,
)
from tests.support.browsing import settle
from tests.support.databases import Database

CENTRE = (41.3275, 19.8189)


def number_in(code: str, sector: Sector | None = Sector.EMPLOYMENT) -> int | None:
    return {offer.municipality_code: offer.open_services for offer in get_coverage(sector).offers}[code]


def test_the_event_of_the_registry_counts_anew(database: Database) -> None:
    make_placed_service("Qendra Drita", CENTRE)
    services_changed.emit(SYSTEM, frozenset({TIRANE}))
    assert (number_in(TIRANE), number_in(TIRANE, Sector.HEALTH), number_in(KORCE)) == (1, 0, None)


def test_an_approved_provider_without_services_is_none_and_not_unknown(database: Database) -> None:
    make_organisation("Qendra Drita")
    make_organisation("Qendra Agimi", KORCE, Status.PENDING)
    recount(SYSTEM, {TIRANE, KORCE})
    assert (number_in(TIRANE), number_in(KORCE)) == (0, None)


def test_nationwide_services_are_in_no_municipality(database: Database) -> None:
    make_placed_service("Qendra Drita", CENTRE, area=Area.NATIONAL)
    recount(SYSTEM, {TIRANE})
    assert (number_in(TIRANE), get_coverage(Sector.EMPLOYMENT).nationwide) == (0, 1)


@pytest.mark.parametrize("status", [ServiceStatus.TEMPORARILY_CLOSED, ServiceStatus.CLOSED])
def test_only_open_services_count(database: Database, status: ServiceStatus) -> None:
    make_placed_service("Qendra Drita", CENTRE, catalogue_code=COURSE, status=status)
    recount(SYSTEM, {TIRANE})
    assert number_in(TIRANE) == 0


def test_a_safe_house_leaves_no_trace_on_the_map(database: Database) -> None:
    make_service(make_organisation("Strehëza", KORCE, Status.APPROVED), SHELTER)
    recount(SYSTEM, {KORCE})
    assert number_in(KORCE, None) == 0


def test_two_changes_at_once_are_both_counted(database: Database) -> None:
    recount(SYSTEM, {TIRANE})
    settle()
    db.session.remove()
    # SQLite lets one writer in at a time; on PostgreSQL both have written before either counts.
    both_have_written = Barrier(1 if database.is_sqlite else 2)

    def add(name: str) -> None:
        with database.app.app_context():
            set_scope(db.session(), SYSTEM)
            make_placed_service(name, CENTRE)
            both_have_written.wait(timeout=10)
            recount(SYSTEM, {TIRANE})
            settle()
            db.session.remove()

    with ThreadPoolExecutor(2) as together:
        list(together.map(add, ["Qendra Drita", "Qendra Agimi"]))
    assert number_in(TIRANE) == 2
