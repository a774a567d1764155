"""The power goes while a sheet is brought in: nothing of it is there, and the worker does it all the next time."""

import subprocess
import time
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app.kernel import clock
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.audit import verify
from app.kernel.db import db
from app.kernel.outbox import OutboxJob
from app.kernel.progress import read_progress
from app.kernel.scope import set_scope
from app.kernel.uow import unit
from app.providers.domain import ImportStatus
from app.providers.models import EntryChange, Organisation, Service, ServiceListing
from app.providers.queries.imports import BatchView
from app.providers.services import importing
from tests.factories import make_actor
from tests.factories.imports import make_csv, row
from tests.support.databases import Database
from tests.support.importing import check, look, work
from tests.support.serving import URA, environment_of

ROWS, PATIENCE_SECONDS = 4000, 120
# The transaction is open from here on.
WRITING_FROM = 45

pytestmark = pytest.mark.slow


def sheet() -> bytes:
    kinds = ("EMP-08", "LEG-01", "LEG-02", "SOC-01")
    return make_csv(
        *(row(name=f"Qendra {number // 4:05}", phone="", service=kinds[number % 4]) for number in range(ROWS))
    )


def kill_in_the_middle(database: Database, batch: BatchView) -> int:
    """Let a worker bring it in, and end it without a word while it writes; how far it was."""
    worker = subprocess.Popen([str(URA), "worker"], env=environment_of(database), start_new_session=True)
    end = time.monotonic() + PATIENCE_SECONDS
    try:
        while time.monotonic() < end and worker.poll() is None:
            told = read_progress(importing.progress_key(batch.id, ImportStatus.RUNNING))
            if told >= WRITING_FROM:
                return told
            time.sleep(0.01)
        return 0
    finally:
        worker.kill()
        worker.wait(timeout=10)


def count_written() -> dict[str, int]:
    models = (Organisation, Service, ServiceListing, EntryChange)
    return {
        model.__tablename__: int(db.session.scalar(select(func.count()).select_from(model)) or 0)
        for model in models
    }


def forget_the_lease(actor: Actor) -> None:
    """As if the minutes had passed for which the dead worker had taken the job."""
    with unit(SYSTEM) as session:
        session.execute(update(OutboxJob).values(claimed_until=clock.now() - timedelta(seconds=1)))


def test_an_import_that_is_killed_leaves_nothing_and_is_done_the_next_time(database: Database) -> None:
    actor = make_actor(Role.COORDINATOR)
    batch = check(actor, sheet())
    assert (batch.rows_new, batch.rows_wrong) == (ROWS, 0)
    with unit(actor):
        importing.start_import(actor, batch.id, batch.version)
    told = kill_in_the_middle(database, batch)
    assert WRITING_FROM <= told < 100, "the kill did not come in the middle"
    set_scope(db.session(), SYSTEM)
    assert set(count_written().values()) == {0}
    assert look(actor, batch.id).status is ImportStatus.RUNNING
    db.session.remove()
    forget_the_lease(actor)
    work()
    assert look(actor, batch.id).status is ImportStatus.DONE
    assert count_written()["service"] == ROWS
    assert all(broken is None for _chain, _held, broken in verify(db.session()))
