"""The transactional outbox: work that follows a change is a row in the same commit, carried out at least once."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, Index, String, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.actor import SYSTEM
from app.kernel.db import Base, Identified, db
from app.kernel.ids import new_id
from app.kernel.uow import after_commit, unit
from app.kernel.writing import put_row

Handler = Callable[[Mapping[str, str]], None]

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 8

_handlers: dict[str, Handler] = {}


class OutboxJob(Identified, Base):
    """One piece of work. The payload holds ids, never personal data."""

    __tablename__ = "outbox_job"
    __table_args__ = (Index("ix_outbox_job_due", "done_at", "due_at"),)

    name: Mapped[str] = mapped_column(String(80))
    payload: Mapped[dict[str, str]]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_until: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(String(200))


def register_handlers(handlers: Mapping[str, Handler]) -> None:
    """Make a feature's job handlers known by name."""
    _handlers.update(handlers)


def enqueue(name: str, **payload: str) -> None:
    """Put work into the outbox; the worker is woken only after the commit."""
    if name not in _handlers:
        raise LookupError(f"no handler for the job {name!r}")
    moment = clock.now()
    job_id = new_id()
    put_row(db.session(), OutboxJob, id=job_id, name=name, payload=payload, created_at=moment, due_at=moment)
    after_commit(lambda: _wake(job_id))


def _wake(job_id: UUID) -> None:
    wake: Callable[[UUID], None] = current_app.extensions["wake_worker"]
    wake(job_id)


def deliver(job_id: UUID) -> bool:
    """Carry out one job if nobody else does: claimed by compare-and-swap, so that no two workers run it at once.

    A failed job waits longer each time (1, 2, 4 … minutes) and stays in the table after the last try.
    """
    claimed = _claim(job_id)
    if claimed is None:
        return False
    name, payload, attempts = claimed
    try:
        _handlers[name](payload)
    except Exception as error:
        _note_failure(job_id, attempts, type(error).__name__)
        raise
    with unit(SYSTEM) as session:
        session.execute(
            update(OutboxJob).where(OutboxJob.id == job_id).values(done_at=clock.now(), claimed_until=None)
        )
    return True


def list_due(limit: int = 100) -> list[UUID]:
    """Jobs that wait and that nobody carries out at the moment, oldest first."""
    with unit(SYSTEM, read_only=True) as session:
        rows = session.scalars(
            select(OutboxJob.id).where(*_waiting()).order_by(OutboxJob.due_at, OutboxJob.id).limit(limit)
        )
        return list(rows)


def _waiting() -> tuple[ColumnElement[bool], ...]:
    moment = clock.now()
    return (
        OutboxJob.done_at.is_(None),
        OutboxJob.due_at <= moment,
        OutboxJob.attempts < MAX_ATTEMPTS,
        or_(OutboxJob.claimed_until.is_(None), OutboxJob.claimed_until < moment),
    )


def _claim(job_id: UUID) -> tuple[str, Mapping[str, str], int] | None:
    with unit(SYSTEM) as session:
        claim = update(OutboxJob).where(OutboxJob.id == job_id, *_waiting())
        claim = claim.values(claimed_until=clock.now() + LEASE, attempts=OutboxJob.attempts + 1)
        taken = session.execute(claim.execution_options(synchronize_session=False))
        if taken.rowcount != 1:  # type: ignore[attr-defined]
            return None
        row = session.execute(
            select(OutboxJob.name, OutboxJob.payload, OutboxJob.attempts).where(OutboxJob.id == job_id)
        ).one()
        return row.name, row.payload, row.attempts


def _note_failure(job_id: UUID, attempts: int, error: str) -> None:
    wait = timedelta(minutes=2 ** (attempts - 1))
    with unit(SYSTEM) as session:
        session.execute(
            update(OutboxJob)
            .where(OutboxJob.id == job_id)
            .values(claimed_until=None, due_at=clock.now() + wait, last_error=error)
        )
