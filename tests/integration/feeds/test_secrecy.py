"""What is not for everybody is in no feed: no record, count, search, id or file, whoever asks."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.feeds.openapi import OPERATIONS
from app.feeds.openapi.operations import BASE, POINTS
from app.feeds.records.files import write_files
from app.kernel.actor import SYSTEM, VISITOR, Actor
from app.kernel.db import db
from app.kernel.permissions import Role
from app.kernel.scope import scope_of
from app.providers.domain import Status, Tier
from app.providers.models import Service
from tests.conftest import Browse
from tests.factories import make_actor
from tests.factories.feeds import make_guarded_entries, make_guarded_sister, make_public_service
from tests.factories.providers import make_organisation, make_service

LISTS = [f"{BASE}/{kind}" for kind in ("services", "organizations", "service_at_locations")]
QUERIES = [
    "",
    "full=true",
    "search=fshehur",
    "full_service=true",
    "minimal=true",
    "modified_after=2000-01-01",
]
KINDS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")


@pytest.fixture
def guarded(browse: Browse) -> list[UUID]:
    """Everything that must not be found; one public service stands beside it."""
    public = make_public_service("Kurs i hapur")
    ids = make_guarded_entries()
    for status in (Status.PENDING, Status.DECLINED, Status.CLOSED):
        entry_id = make_organisation(f"Fshehur {status.value}", status=status)
        ids += [entry_id, make_service(entry_id, tier=Tier.PUBLIC, name_sq="Fshehur")]
    closed = make_organisation("Fshehur mbyllur")
    ids += [closed, make_service(closed, "SHE-06", tier=Tier.SEALED, status="closed", name_sq="Fshehur")]
    ids.append(make_organisation("Fshehur pa shërbime"))
    organisation_id = db.session.scalars(select(Service.organisation_id).where(Service.id == public)).one()
    return ids + make_guarded_sister(organisation_id)


def assert_hidden(text: str, guarded: list[UUID], where: str) -> None:
    assert "fshehur" not in text.lower(), where
    assert not [found for found in guarded if str(found) in text], where


READERS = [
    None,
    make_actor(Role.COORDINATOR),
    make_actor(Role.CHILD_PROTECTION_WORKER),
    make_actor(Role.ADMINISTRATOR, None),
]


@pytest.mark.parametrize("reader", READERS, ids=lambda actor: actor.role.value if actor else "stranger")
def test_nothing_guarded_is_in_any_feed_whoever_asks(
    browse: Browse, guarded: list[UUID], reader: Actor | None
) -> None:
    browser = browse(reader)
    for path in LISTS:
        for query in QUERIES:
            answer = browser.get(f"{path}?{query}")
            if answer.status_code == 400:
                continue
            assert_hidden(answer.text, guarded, f"{path}?{query}")
            assert answer.get_json()["total_items"] == (0 if "fshehur" in query else 1), f"{path}?{query}"
    points = browser.get(POINTS)
    assert_hidden(points.text, guarded, POINTS)
    assert points.get_json()["total_items"] == 1


def test_a_guarded_id_is_no_more_than_an_unknown_one(browse: Browse, guarded: list[UUID]) -> None:
    browser = browse(make_actor(Role.COORDINATOR))
    unknown = browser.get(f"{BASE}/services/{UUID(int=7)}")
    for kind in KINDS:
        for record_id in guarded:
            answer = browser.get(f"{BASE}/{kind}/{record_id}")
            assert (answer.status_code, answer.text) == (404, unknown.text)


def test_a_guarded_organisation_is_no_filter(browse: Browse, guarded: list[UUID]) -> None:
    for record_id in guarded:
        assert browse().get(f"{BASE}/services?organization_id={record_id}").get_json()["total_items"] == 0


def test_kinds_of_service_that_are_never_public_are_no_terms(browse: Browse) -> None:
    codes = {
        term["code"]
        for number in (1, 2)
        for term in browse().get(f"{BASE}/taxonomy_terms?per_page=100&page={number}").get_json()["contents"]
    }
    assert "EMP-08" in codes
    assert "SHE-06" not in codes


@pytest.mark.parametrize("reader", [VISITOR, SYSTEM], ids=["visitor", "system"])
def test_nothing_guarded_is_in_the_files(guarded: list[UUID], tmp_path: Path, reader: Actor) -> None:
    """The scope is one lock; the queries are the second, should somebody open the first."""
    with scope_of(db.session(), reader):
        counted = write_files(tmp_path)
    assert counted["services.json"] == counted["organizations.json"] == 1
    assert (tmp_path / "services.json").stat().st_size > 500
    for path in tmp_path.iterdir():
        assert_hidden(path.read_text("utf-8"), guarded, path.name)


def test_all_addresses_are_in_this_test() -> None:
    """Whoever adds a feed adds it here."""
    assert {operation.path for operation in OPERATIONS.values()} == {
        *(f"{BASE}/{kind}" for kind in KINDS),
        f"{BASE}/",
        f"{BASE}/openapi.json",
        POINTS,
    }
