"""Periodic work: what the worker does by the hour or by the day, each turn once, and a missed one as soon as it can."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, String, delete, func, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.actor import SYSTEM
from app.kernel.db import Base, insert_or_ignore
from app.kernel.uow import unit

log = logging.getLogger(__name__)

# A worker that died in the middle holds its turn no longer than this; what it had not committed is done again.
LEASE = timedelta(minutes=15)
RETRY_AFTER = timedelta(minutes=10)
MAX_ATTEMPTS = 8
KEPT_FOR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Periodic:
    """One piece of periodic work: every so many hours, or daily at an hour of the Albanian clock.

    `run` opens its own units of work and must be safe to run again, since a turn may be cut off in the middle.
    """

    name: str
    run: Callable[[], None]
    every_hours: int | None = None
    daily_at: int | None = None

    def __post_init__(self) -> None:
        if (self.every_hours is None) == (self.daily_at is None):
            raise ValueError(f"{self.name}: say either every_hours or daily_at")


class PeriodicRun(Base):
    """One turn of one piece of periodic work, named by the moment when it was due."""

    __tablename__ = "periodic_run"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    due_at: Mapped[datetime] = mapped_column(primary_key=True)
    claimed_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(String(200))


_table: dict[str, Periodic] = {}


def register_periodic(works: Iterable[Periodic]) -> None:
    """Make a feature's periodic work known by name."""
    _table.update({work.name: work for work in works})


def list_periodic() -> list[Periodic]:
    """All periodic work, by name."""
    return [_table[name] for name in sorted(_table)]


def latest_due(work: Periodic, now: datetime) -> datetime:
    """The moment of the newest turn that is due. Turns missed before it are not made up for one by one."""
    if work.every_hours is not None:
        seconds = work.every_hours * 3600
        return datetime.fromtimestamp(now.timestamp() // seconds * seconds, UTC)
    local = clock.local(now)
    # Built from day and hour, not by adding hours: a day of the clock change is not 24 hours long.
    due = datetime.combine(local.date(), time(work.daily_at or 0), local.tzinfo)
    if due > local:
        due = datetime.combine(local.date() - timedelta(days=1), time(work.daily_at or 0), local.tzinfo)
    return due.astimezone(UTC)


def run_due() -> list[str]:
    """Do all that is due and that nobody does or has done; returns the names of what was done.

    A failure is noted with the turn, which is tried again later; it keeps nothing else from being done.
    """
    return [work.name for work in list_periodic() if _take_turn(work, latest_due(work, clock.now()))]


def run_now(name: str) -> None:
    """Do one piece of work at once, by hand. Raises LookupError for an unknown name, and whatever goes wrong in it."""
    if name not in _table:
        raise LookupError(name)
    due_at = clock.now()
    if not _claim(name, due_at):
        raise RuntimeError(f"{name} is being done at the moment")
    _carry_out(_table[name], due_at)


def last_finished() -> dict[str, datetime]:
    """When each piece of work was last done to its end."""
    with unit(SYSTEM, read_only=True) as session:
        done = select(PeriodicRun.name, func.max(PeriodicRun.finished_at)).group_by(PeriodicRun.name)
        return {name: at for name, at in session.execute(done) if at is not None}


def _take_turn(work: Periodic, due_at: datetime) -> bool:
    if _is_done(work.name, due_at) or not _claim(work.name, due_at):
        return False
    try:
        _carry_out(work, due_at)
    except Exception as error:
        # What went wrong may hold what people typed: only its kind is told.
        log.error("periodic work %s failed: %s", work.name, type(error).__name__)
        return False
    return True


def _is_done(name: str, due_at: datetime) -> bool:
    with unit(SYSTEM, read_only=True) as session:
        done = select(PeriodicRun.finished_at).where(PeriodicRun.name == name, PeriodicRun.due_at == due_at)
        return session.scalar(done) is not None


def _claim(name: str, due_at: datetime) -> bool:
    """Take the turn by compare-and-swap, so that of two workers one does it."""
    moment = clock.now()
    turn = (PeriodicRun.name == name, PeriodicRun.due_at == due_at)
    with unit(SYSTEM) as session:
        session.execute(insert_or_ignore(session, PeriodicRun).values(name=name, due_at=due_at, attempts=0))
        if session.execute(_running(name, moment)).first() is not None:
            return False
        claim = update(PeriodicRun).where(*turn, *_free(moment))
        claim = claim.values(claimed_until=moment + LEASE, attempts=PeriodicRun.attempts + 1, last_error=None)
        taken = session.execute(claim.execution_options(synchronize_session=False))
        return bool(taken.rowcount == 1)  # type: ignore[attr-defined]


def _free(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        PeriodicRun.finished_at.is_(None),
        PeriodicRun.attempts < MAX_ATTEMPTS,
        or_(PeriodicRun.claimed_until.is_(None), PeriodicRun.claimed_until < moment),
    )


def _running(name: str, moment: datetime) -> Select[str]:
    """Another turn of the same work that is under way; a failed one that waits for its next try is not."""
    running = select(PeriodicRun.name).where(
        PeriodicRun.name == name,
        PeriodicRun.finished_at.is_(None),
        PeriodicRun.claimed_until >= moment,
        PeriodicRun.last_error.is_(None),
    )
    return running.limit(1)


def _carry_out(work: Periodic, due_at: datetime) -> None:
    try:
        work.run()
    except Exception as error:
        _note(work.name, due_at, claimed_until=clock.now() + RETRY_AFTER, last_error=type(error).__name__)
        raise
    _note(work.name, due_at, finished_at=clock.now(), claimed_until=None, last_error=None)
    _forget_old()


def _note(name: str, due_at: datetime, **values: object) -> None:
    with unit(SYSTEM) as session:
        turn = update(PeriodicRun).where(PeriodicRun.name == name, PeriodicRun.due_at == due_at)
        session.execute(turn.values(**values).execution_options(synchronize_session=False))


def _forget_old() -> None:
    with unit(SYSTEM) as session:
        old = delete(PeriodicRun).where(PeriodicRun.due_at < clock.now() - KEPT_FOR)
        session.execute(old.execution_options(synchronize_session=False))
