"""Writing many rows at once, and telling how far it is; what the rows say is not known here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import insert

from app.kernel.db import Base, db

Row = dict[str, Any]
Tell = Callable[[str, int, int], None]
"""Told what is being written, how many are done and how many there will be."""

BATCH = 1_000
_OPTIONS: Mapping[str, str] = {"audited_bulk": "demo"}
Item = TypeVar("Item")


def tell_nobody(_what: str, _done: int, _total: int) -> None:
    """For tests and for output that is not a terminal."""


def batches_of(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in lists of at most a thousand."""
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def insert_rows(model: type[Base], rows: Iterable[Row], tell: Tell = tell_nobody, total: int = 0) -> None:
    """Insert rows that all have the same columns. The audit entry for them is the caller's."""
    done = 0
    for batch in batches_of(rows):
        db.session.execute(insert(model), batch, execution_options=_OPTIONS)
        done += len(batch)
        tell(model.__tablename__, done, total or done)
