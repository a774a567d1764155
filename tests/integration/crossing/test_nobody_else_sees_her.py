"""Whoever does no case work never meets a person: every page that can be reached is read and searched for her."""

import pytest

from app.kernel.actor import Actor, Role
from tests.access.matrix import read_matrix, route_of
from tests.access.requests import ASK
from tests.access.surfaces import text_of
from tests.access.world import Column, World
from tests.factories import make_actor
from tests.integration.crossing.conftest import Crossing
from tests.support.browsing import Browser
from tests.support.crawling import crawl

BLIND = (Role.PROGRAMME_REVIEWER, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR)


def read_everything(crossing: Crossing, actor: Actor) -> str:
    """The text of every page that this actor can reach, and of those whose addresses were overheard."""
    browser = Browser(crossing.database.app, actor)
    person, referral_id = crossing.sent()
    crossing.move(crossing.staff, referral_id, "accept")
    crossing.page(crossing.worker, f"/people/{person.id}")
    crossing.page(crossing.staff, f"/referrals/{referral_id}")
    overheard = (
        f"/people/{person.id}",
        f"/people/{person.id}/edit",
        "/people?q=Parwana",
        f"/referrals/{referral_id}",
        f"/referrals/new?person={person.id}",
        "/inbox?tab=theirs",
        "/referrals?tab=theirs",
    )
    texts = [text_of(answer) for _address, answer in crawl(browser, *overheard)]
    # The search box and the way to the sign-in repeat what was asked for.
    found = person.find_in("\n".join(texts).replace("q=Parwana", "").replace('value="Parwana"', ""))
    assert found == []
    return "\n".join(texts)


@pytest.mark.parametrize("role", BLIND)
def test_roles_without_case_work_never_read_her_name_number_or_code(crossing: Crossing, role: Role) -> None:
    text = read_everything(crossing, make_actor(role))
    assert "</h1>" in text


def test_another_provider_finds_nothing_of_her(crossing: Crossing) -> None:
    read_everything(crossing, crossing.other_staff)


def test_another_municipality_finds_nothing_of_her(crossing: Crossing) -> None:
    read_everything(crossing, crossing.far_worker)


def test_a_stranger_finds_nothing_of_her(crossing: Crossing) -> None:
    person, referral_id = crossing.sent()
    browser = Browser(crossing.database.app)
    for address, answer in crawl(browser, f"/people/{person.id}", f"/referrals/{referral_id}"):
        assert person.find_in(answer.text) == [], address


@pytest.mark.parametrize("role", BLIND)
def test_every_route_that_is_open_to_them_is_read_as_well(crossing: Crossing, role: Role) -> None:
    """Pages that no link leads to: each GET row of the matrix that lets the role in."""
    person, referral_id = crossing.sent()
    crossing.move(crossing.staff, referral_id, "accept")
    world = World(crossing.database, role)
    for name, row in read_matrix().items():
        cells = row.get(Column.ANYWHERE) or row[Column.OWN]
        if route_of(name)[0] == "GET" and cells[role] == 200:
            asked = ASK[name](world, Column.OWN)
            answer = (asked.browser or world.browser).get(asked.path, check=False)
            assert person.find_in(text_of(answer)) == [], name


def test_the_officer_reads_who_looked_but_not_at_whom_by_name(crossing: Crossing) -> None:
    person, _referral_id = crossing.sent()
    crossing.page(crossing.worker, f"/people/{person.id}")
    officer = make_actor(Role.DATA_PROTECTION_OFFICER)
    text = Browser(crossing.database.app, officer).get("/audit").text
    assert f"{person.id}" in text or f"{person.id}"[:8] in text
    assert person.find_in(text) == []
    assert "referral.send" in text
