from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.coverage import services
from app.coverage.domain import NATIONWIDE
from app.coverage.models import CoverageCell
from app.coverage.queries import get_coverage
from app.coverage.services import recount, recount_all
from app.kernel import clock
from app.kernel.actor import SYSTEM
from app.kernel.db import db
from app.providers.domain import Sector
from tests.factories import KORCE, TIRANE
from tests.support.databases import Database

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@dataclass
class Registry:
    """Stands for the registry: what it would count, and who is registered."""

    open_services: dict[tuple[str | None, Sector], int] = field(default_factory=dict)
    registered: set[str] = field(default_factory=set)
    asked: list[list[str]] = field(default_factory=list)

    def count(self, codes: Collection[str]) -> list[tuple[str | None, Sector, int]]:
        self.asked.append(sorted(codes))
        return [
            (code, sector, number)
            for (code, sector), number in self.open_services.items()
            if code is None or code in codes
        ]

    def list_registered(self, codes: Collection[str]) -> frozenset[str]:
        return frozenset(self.registered & set(codes))


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    stand_in = Registry()
    monkeypatch.setattr(services, "count_open_services", stand_in.count)
    monkeypatch.setattr(services, "list_municipalities_with_providers", stand_in.list_registered)
    return stand_in


def number_of(code: str, sector: Sector = Sector.LEGAL) -> int | None:
    cell = select(CoverageCell.open_services)
    return db.session.scalars(
        cell.where(CoverageCell.municipality_code == code, CoverageCell.sector == sector)
    ).one()


def test_cells_follow_the_registry(database: Database, registry: Registry) -> None:
    registry.registered = {TIRANE}
    registry.open_services = {(TIRANE, Sector.LEGAL): 3, (TIRANE, Sector.HEALTH): 1}
    recount(SYSTEM, {TIRANE})
    assert [number_of(TIRANE), number_of(TIRANE, Sector.HEALTH), number_of(TIRANE, Sector.CASH)] == [3, 1, 0]
    registry.open_services = {(TIRANE, Sector.LEGAL): 2}
    recount(SYSTEM, {TIRANE})
    assert [number_of(TIRANE), number_of(TIRANE, Sector.HEALTH)] == [2, 0]


def test_no_registered_provider_is_no_data_and_not_none(database: Database, registry: Registry) -> None:
    registry.registered = {TIRANE}
    recount(SYSTEM, {TIRANE, KORCE})
    assert (number_of(TIRANE), number_of(KORCE)) == (0, None)
    numbers = {offer.municipality_code: offer.open_services for offer in get_coverage().offers}
    assert (numbers[TIRANE], numbers[KORCE], numbers["01"]) == (0, None, None)


def test_nationwide_services_are_counted_apart(database: Database, registry: Registry) -> None:
    registry.registered = {TIRANE}
    registry.open_services = {(None, Sector.LEGAL): 4, (TIRANE, Sector.LEGAL): 1}
    recount(SYSTEM, {TIRANE})
    coverage = get_coverage(Sector.LEGAL)
    assert (number_of(NATIONWIDE), coverage.nationwide) == (4, 4)
    assert sum(offer.open_services or 0 for offer in coverage.offers) == 1


def test_only_the_changed_municipalities_are_counted(database: Database, registry: Registry) -> None:
    registry.registered = {TIRANE, KORCE}
    recount(SYSTEM, {TIRANE, KORCE})
    registry.open_services = {(TIRANE, Sector.LEGAL): 9, (KORCE, Sector.LEGAL): 9}
    recount(SYSTEM, {KORCE})
    assert (number_of(TIRANE), number_of(KORCE)) == (0, 9)
    assert registry.asked == [[KORCE, TIRANE], [KORCE]]


def test_a_cell_keeps_the_moment_of_its_last_change(database: Database, registry: Registry) -> None:
    registry.registered = {TIRANE}
    with clock.set_to(MORNING):
        recount(SYSTEM, {TIRANE})
    with clock.set_to(MORNING + timedelta(hours=1)):
        recount(SYSTEM, {TIRANE})
    assert get_coverage(Sector.LEGAL).changed_at == MORNING
    registry.open_services = {(TIRANE, Sector.LEGAL): 1}
    with clock.set_to(MORNING + timedelta(hours=2)):
        recount(SYSTEM, {TIRANE})
    assert get_coverage(Sector.LEGAL).changed_at == MORNING + timedelta(hours=2)
    assert get_coverage(Sector.HEALTH).changed_at == MORNING


def test_all_can_be_counted_at_once(database: Database, registry: Registry) -> None:
    registry.registered = {TIRANE}
    recount_all(SYSTEM)
    cells = db.session.scalar(select(func.count()).select_from(CoverageCell))
    assert cells == 62 * len(Sector)
    assert len(registry.asked[0]) == 61


def test_nothing_counted_yet_is_no_data_everywhere(database: Database) -> None:
    coverage = get_coverage()
    assert {offer.open_services for offer in coverage.offers} == {None}
    assert (coverage.nationwide, coverage.changed_at) == (0, None)


def test_an_empty_registry_is_no_data_everywhere(database: Database) -> None:
    recount_all(SYSTEM)
    assert (number_of(TIRANE), number_of(NATIONWIDE)) == (None, 0)
