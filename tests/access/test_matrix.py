"""Every cell of the matrix is asked by a real signed-in browser about real rows, on both engines."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from app.kernel.audit import AuditEntry
from app.kernel.db import db
from app.kernel.outbox import OutboxJob
from app.kernel.permissions import Role
from tests.access.matrix import ROLES, name_of, read_matrix
from tests.access.requests import ASK
from tests.access.world import MARKS, Column, World
from tests.support.databases import Database

FIRST_REFUSAL = 400


@pytest.mark.parametrize("role", ROLES, ids=name_of)
def test_every_route_answers_this_role_as_the_matrix_says(database: Database, role: Role | None) -> None:
    world = World(database, role)
    wrong = {
        f"{name} [{column}]": found
        for name, row in read_matrix().items()
        for column, cells in row.items()
        if (found := ask(world, name, column, cells[role]))
    }
    assert not wrong


def ask(world: World, name: str, column: Column, expected: int) -> str:
    """What is wrong with the answer: another status, or a refusal that left a trace of work."""
    asked = ASK[name](world, column)
    browser = asked.browser or world.browser
    before = count_traces()
    if asked.data is None:
        answer = browser.get(asked.path, check=False)
    else:
        answer = browser.post(asked.path, dict(asked.data), check=False)
    if answer.status_code != expected:
        return f"{answer.status_code}, not {expected}"
    if expected >= FIRST_REFUSAL and count_traces() != before:
        return "refused, but something was written"
    return ""


def count_traces() -> tuple[int, int]:
    """Audit entries and jobs: every change that the application makes leaves one of them."""
    entries, jobs = (
        db.session.scalar(select(func.count()).select_from(model)) for model in (AuditEntry, OutboxJob)
    )
    return entries or 0, jobs or 0


LISTS = (
    "/",
    "/people",
    "/people?q=Shembulli",
    "/referrals",
    "/inbox",
    "/accounts",
    "/audit",
    "/providers/pending",
)


@pytest.mark.parametrize("role", [role for role in ROLES if role], ids=name_of)
def test_no_list_shows_what_belongs_to_others(database: Database, role: Role) -> None:
    world = World(database, role)
    for column in (Column.OWN, Column.OTHER_ORGANISATION, Column.OTHER_MUNICIPALITY):
        world.new_referral(column)
        world.new_membership(column)
    for path, text in read_lists(world):
        shown = {column for column in Column if f"{MARKS[column]} Shembulli" in text}
        colleagues = {column for column in Column if f"Koleg {MARKS[column]}" in text}
        far = set() if role is Role.ADMINISTRATOR else {Column.OTHER_MUNICIPALITY}
        assert not (shown & {Column.OTHER_MUNICIPALITY}), path
        assert not (colleagues & far), path
        if world.actor and world.actor.is_provider:
            assert Column.OTHER_ORGANISATION not in shown | colleagues, path


def read_lists(world: World) -> Iterator[tuple[str, str]]:
    for path in LISTS:
        answer = world.browser.get(path, check=False)
        if answer.status_code == 200:
            yield path, answer.text
