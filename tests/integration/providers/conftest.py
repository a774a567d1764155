from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import event

from app.kernel.db import db
from tests.support.databases import Database


@pytest.fixture
def count_statements(database: Database) -> Iterator[Callable[[], list[str]]]:
    """Call it to begin: the list then holds every statement that is sent to the database."""
    seen: list[str] = []

    def listen(_connection: object, _cursor: object, text: str, *_rest: object) -> None:
        seen.append(text)

    def begin() -> list[str]:
        seen.clear()
        return seen

    event.listen(db.engine, "before_cursor_execute", listen)
    yield begin
    event.remove(db.engine, "before_cursor_execute", listen)
