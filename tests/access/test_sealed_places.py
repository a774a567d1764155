"""A safe house leaves no trace outside its tier: every page, feed, export and search is read as each role."""

import logging
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from app.kernel.db import db
from app.kernel.permissions import Role
from app.providers.domain import Tier
from app.providers.models import Contact
from app.providers.services import refresh_listing
from tests.access.matrix import ROLES, name_of
from tests.access.surfaces import read_surfaces, text_of
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.providers import COUNSELLING, SHELTER, make_location, make_organisation, make_service
from tests.support.browsing import Browser
from tests.support.databases import Database

POINT = (41.34567, 19.87654)
# Name and telephone may be known inside the tier in the whole country, so that somebody can be brought there;
# where the house stands is for its own municipality alone.
NAME = "Zambakushtrirja"
KNOWN = (NAME, "691110022", "Lulefshehura")
PLACE = ("Heshtjeshumtes", "41.34567", "19.87654")
KNOWS_SEALED = {Role.CHILD_PROTECTION_WORKER, Role.COORDINATOR}
KNOWS_RESTRICTED = KNOWS_SEALED


@dataclass(frozen=True, slots=True)
class House:
    """A guarded service with everything that could give it away."""

    organisation_id: UUID
    service_id: UUID
    location_id: UUID

    @property
    def ids(self) -> list[UUID]:
        return [self.organisation_id, self.service_id, self.location_id]


def make_house(code: str) -> House:
    organisation_id = make_organisation(NAME, other_names=[f"{NAME} dy"], phone="+355691110022", email="")
    location_id = make_location(organisation_id, point=POINT, address=f"Rruga {PLACE[0]} 77")
    service_id = make_service(organisation_id, code, location_ids=(location_id,), name_sq=f"Strehë {NAME}")
    contact = Contact(
        organisation_id=organisation_id, service_id=service_id, name=KNOWN[2], phone="+355691110022"
    )
    db.session.add(contact)
    db.session.flush()
    refresh_listing([service_id])
    return House(organisation_id, service_id, location_id)


def find_traces(database: Database, browser: Browser, house: House, marks: tuple[str, ...]) -> dict[str, str]:
    """Address to mark, for each surface that shows one. What the reader typed herself may come back to her."""
    words = {"word": "strehe", "municipality": TIRANE, "code": SHELTER}
    found: dict[str, str] = {}
    for address, answer in read_surfaces(database.app, browser, house.ids, words):
        text = text_of(answer).replace("41.34567,19.87654", "").replace("41.34567%2C19.87654", "")
        shown = [mark for mark in marks if mark in text]
        if shown:
            found[address] = ", ".join(shown)
    return found


def knows(role: Role | None, code: str) -> bool:
    return role in (KNOWS_SEALED if code == SHELTER else KNOWS_RESTRICTED)


@pytest.mark.parametrize("code", [SHELTER, COUNSELLING], ids=["sealed", "restricted"])
@pytest.mark.parametrize("role", ROLES, ids=name_of)
def test_no_surface_shows_a_guarded_service_outside_its_tier(
    database: Database, role: Role | None, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    house = make_house(code)
    other = make_organisation("Organizatë tjetër")
    browser = Browser(database.app, make_actor(role, KORCE, other) if role else None)
    traces = find_traces(database, browser, house, PLACE if knows(role, code) else (*KNOWN, *PLACE))
    if knows(role, code) and code == COUNSELLING:
        assert traces, "whoever may know of it finds it"
    else:
        assert not traces
    logged = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("app"))
    assert not [mark for mark in (*KNOWN, *PLACE) if mark in logged]


@pytest.mark.parametrize("role", sorted(KNOWS_SEALED))
def test_the_own_municipality_reads_where_its_safe_house_stands(database: Database, role: Role) -> None:
    house = make_house(SHELTER)
    traces = find_traces(database, Browser(database.app, make_actor(role, TIRANE)), house, (PLACE[0],))
    assert f"/providers/{house.organisation_id}" in traces


@pytest.mark.parametrize("role", ROLES, ids=name_of)
def test_a_search_for_its_words_or_its_place_finds_no_safe_house(
    database: Database, role: Role | None
) -> None:
    house = make_house(SHELTER)
    browser = Browser(database.app, make_actor(role, TIRANE, make_organisation("Tjetër")) if role else None)
    allowed: tuple[Any, ...] = (200, 303, 403, 404)
    for query in (NAME, PLACE[0], "691110022", str(house.service_id), "strehë e fshehtë", "Rruga"):
        answer = browser.get(f"/providers?q={query}", check=False)
        assert answer.status_code in allowed
        shown = answer.text.replace(query, "")
        assert not [mark for mark in PLACE if mark in shown]
        if role not in KNOWS_SEALED:
            assert not [mark for mark in KNOWN if mark in shown]
            assert str(house.organisation_id) not in shown


def test_the_tiers_are_still_four() -> None:
    """A new tier needs its place in these tests."""
    assert [tier.value for tier in Tier] == ["public", "network", "restricted", "sealed"]
