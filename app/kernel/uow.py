"""The unit of work: one transaction for one request, job or command, opened and committed here and nowhere else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session, UOWTransaction

from app.kernel.actor import Actor
from app.kernel.db import READ_ONLY, UnitSession, db
from app.kernel.scope import set_scope
from app.kernel.writing import Values, guards_rows

AfterCommit = Callable[[], None]


class WriteInReadOnlyUnit(RuntimeError):
    """A GET, or another unit that only reads, tried to change something."""


def open_unit(*, read_only: bool) -> Session:
    """Start the transaction. A reading one cannot write, by session guard and, on PostgreSQL, by the engine."""
    session = db.session()
    session.info["read_only"] = read_only
    if read_only:
        session.connection(execution_options={READ_ONLY: True})
    else:
        session.connection()
    return session


def open_unit_of_request(*, read_only: bool) -> Session:
    """Start the transaction in which the actor is found, and for a reader also that of the work.

    On SQLite one writer works at a time. So a writing request looks up its actor while another one may still write;
    its own transaction begins with the first statement of its work.
    """
    return open_unit(read_only=read_only or db.engine.dialect.name == "sqlite")


def begin_work(session: Session, *, read_only: bool) -> None:
    """Go on to the work of a request once its actor is known."""
    if not read_only and session.info.get("read_only"):
        session.close()
        session.info["read_only"] = False


def after_commit(action: AfterCommit) -> None:
    """Run an action once this unit is safely committed; a unit that is rolled back forgets it."""
    db.session().info.setdefault("after_commit", []).append(action)


def after_answer(action: AfterCommit) -> None:
    """Run an action once the answer is ready, also when that answer is a refusal and nothing is committed."""
    db.session().info.setdefault("after_answer", []).append(action)


def refuse_unit() -> None:
    """Roll back, then do what has to be done whatever the answer is."""
    waiting: list[AfterCommit] = db.session().info.pop("after_answer", [])
    close_unit()
    for action in waiting:
        action()


def commit_unit() -> None:
    """Commit, then do what was waiting for it."""
    session = db.session()
    waiting: list[AfterCommit] = [
        *session.info.pop("after_commit", []),
        *session.info.pop("after_answer", []),
    ]
    if not session.info.get("read_only"):
        session.commit()
    close_unit()
    for action in waiting:
        action()


def close_unit() -> None:
    """Roll back what is not committed and give the connection back."""
    db.session.remove()


@contextmanager
def unit(actor: Actor, *, read_only: bool = False) -> Iterator[Session]:
    """A whole unit of work in an actor's scope, for commands, jobs and tests."""
    session = open_unit(read_only=read_only)
    set_scope(session, actor)
    try:
        yield session
        commit_unit()
    finally:
        close_unit()


@guards_rows
def _no_row_while_reading(session: Session, _model: type[Any], _values: Values) -> None:
    if session.info.get("read_only"):
        raise WriteInReadOnlyUnit("this unit only reads")


@event.listens_for(UnitSession, "before_flush")
def _no_write_while_reading(session: Session, _context: UOWTransaction, _instances: object) -> None:
    if not session.info.get("read_only"):
        return
    if session.new or session.deleted or any(session.is_modified(row) for row in session.dirty):
        raise WriteInReadOnlyUnit("this unit only reads")
