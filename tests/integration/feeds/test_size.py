"""However many records there are, a page asks a fixed number of questions."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from app.feeds.openapi.operations import BASE, POINTS
from app.kernel.db import db
from tests.conftest import Browse
from tests.factories.feeds import make_public_service
from tests.support.databases import Database

MOST = 16


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    with database.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    "path",
    [
        f"{BASE}/services",
        f"{BASE}/services?full=true",
        f"{BASE}/organizations?full_service=true",
        f"{BASE}/service_at_locations?full=true",
        f"{BASE}/taxonomy_terms",
        POINTS,
    ],
)
def test_ten_records_cost_as_many_statements_as_one(database: Database, browse: Browse, path: str) -> None:
    browser = browse()
    make_public_service("Kurs 0")
    browser.get(path)
    with counted(database) as for_one:
        browser.get(path)
    for number in range(1, 10):
        make_public_service(f"Kurs {number}")
    browser.get(path)
    with counted(database) as for_ten:
        answer = browser.get(path)
    assert answer.get_json().get("total_items", 0) >= 10
    assert len(for_one) == len(for_ten) <= MOST
