"""What a page costs: few statements, however many referrals there are, and each list a walk along an index."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from app.kernel.db import db
from app.kernel.pages import PageRequest
from app.referrals import queries
from app.referrals.domain import Status
from app.referrals.queries import InboxTab, Tab
from tests.conftest import Acting, Browse
from tests.factories.referrals import make_referral
from tests.integration.referrals.conftest import Stage
from tests.support.databases import Database

# The transaction, the scope, the sign-in and the note of who looked are the same on every page.
_OF_EVERYBODY = ("BEGIN", "set_config", "sign_in_session", "audit_view")


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not any(word in statement for word in _OF_EVERYBODY):
            said.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    yield said
    event.remove(db.engine, "before_cursor_execute", listen)


@pytest.mark.parametrize("path", ["/", "/referrals", "/referrals?tab=theirs"])
def test_the_lists_of_a_municipality_need_three_statements(
    stage: Stage, browse: Browse, database: Database, path: str
) -> None:
    for status in Status:
        make_referral(stage.person_id, stage.service_id, status)
    worker = browse(stage.worker)
    worker.get(path)
    with statements(database) as said:
        worker.get(path)
    assert len(said) <= 3, said


@pytest.mark.parametrize("path", ["/inbox", "/inbox?tab=theirs"])
def test_the_inbox_needs_two_statements(stage: Stage, browse: Browse, database: Database, path: str) -> None:
    for status in Status:
        make_referral(stage.person_id, stage.service_id, status)
    staff = browse(stage.staff)
    staff.get(path)
    with statements(database) as said:
        staff.get(path)
    assert len(said) <= 2, said


def test_one_referral_needs_three_statements(stage: Stage, browse: Browse, database: Database) -> None:
    url = f"/referrals/{make_referral(stage.person_id, stage.service_id, Status.IN_SERVICE)}"
    for browser in (browse(stage.worker), browse(stage.staff)):
        browser.get(url)
        with statements(database) as said:
            browser.get(url)
        assert len(said) <= 3, said


# The plan of a nearly empty PostgreSQL table says nothing.
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_list_walks_along_an_index_without_sorting(
    stage: Stage, acting: Acting, database: Database
) -> None:
    for status in Status:
        make_referral(stage.person_id, stage.service_id, status)
    with acting(stage.worker), statements(database) as said:
        queries.list_today(PageRequest())
        for tab in (Tab.TURN, Tab.DECISION, Tab.CLOSED):
            queries.list_referrals(tab, PageRequest())
    with acting(stage.staff), statements(database) as of_staff:
        queries.list_inbox(InboxTab.TURN, PageRequest())
        queries.list_inbox(InboxTab.CLOSED, PageRequest())
    lists = [statement for statement in (*said, *of_staff) if "FROM referral" in statement]
    assert len(lists) == 6
    for statement in lists:
        plan = _plan(statement)
        assert "USING INDEX ix_referral_" in plan, plan
        assert "TEMP B-TREE" not in plan, plan


def _plan(statement: str) -> str:
    filled = (None,) * statement.count("?")
    rows = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", filled)
    return " | ".join(str(row[-1]) for row in rows)
