"""The unit of work, the outbox and idempotency keys on real databases."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.kernel import clock, outbox
from app.kernel.actor import SYSTEM
from app.kernel.db import db
from app.kernel.idempotency import IdempotencyKey
from app.kernel.ids import new_id
from app.kernel.outbox import OutboxJob
from app.kernel.uow import WriteInReadOnlyUnit, after_commit, unit
from tests.support.databases import Database

pytestmark = pytest.mark.usefixtures("database")


def add_key() -> None:
    db.session.add(
        IdempotencyKey(actor_id=new_id(), key=new_id(), endpoint="x", location="/", created_at=clock.now())
    )


def test_a_reading_unit_cannot_write() -> None:
    with pytest.raises(WriteInReadOnlyUnit):
        write_while_reading()


def write_while_reading() -> None:
    with unit(SYSTEM, read_only=True) as session:
        add_key()
        session.flush()


def test_what_waits_for_the_commit_is_forgotten_by_a_rollback() -> None:
    done: list[str] = []
    with suppress(RuntimeError), unit(SYSTEM):
        after_commit(lambda: done.append("lost"))
        raise RuntimeError
    with unit(SYSTEM):
        after_commit(lambda: done.append("kept"))
        assert done == []
    assert done == ["kept"]


class Handler:
    """Notes the payloads that it got; fails as often as it is told."""

    def __init__(self, failures: int = 0) -> None:
        self.failures, self.got = failures, list[Mapping[str, str]]()

    def __call__(self, payload: Mapping[str, str]) -> None:
        if self.failures:
            self.failures -= 1
            raise ConnectionError
        self.got.append(payload)


def put(handler: Handler) -> UUID:
    outbox.register_handlers({"test.job": handler})
    with unit(SYSTEM) as session:
        outbox.enqueue("test.job", thing="1")
        session.flush()
        return session.scalars(select(OutboxJob.id)).one()


def test_a_job_is_carried_out_once() -> None:
    handler = Handler()
    job_id = put(handler)
    assert outbox.deliver(job_id) is True
    assert outbox.deliver(job_id) is False
    assert handler.got == [{"thing": "1"}]
    assert outbox.list_due() == []


def test_a_job_of_a_unit_that_was_rolled_back_does_not_exist() -> None:
    outbox.register_handlers({"test.job": Handler()})
    with suppress(RuntimeError), unit(SYSTEM):
        outbox.enqueue("test.job", thing="1")
        raise RuntimeError
    assert outbox.list_due() == []


def test_a_failed_job_waits_and_is_tried_again() -> None:
    handler = Handler(failures=1)
    job_id = put(handler)
    with pytest.raises(ConnectionError):
        outbox.deliver(job_id)
    assert outbox.list_due() == []
    later = clock.now() + timedelta(minutes=2)
    with clock.set_to(later):
        assert outbox.list_due() == [job_id]
        assert outbox.deliver(job_id) is True
    assert handler.got == [{"thing": "1"}]


def test_a_job_whose_worker_died_is_taken_up_after_the_lease() -> None:
    handler = Handler()
    job_id = put(handler)
    assert outbox._claim(job_id) is not None
    assert outbox.deliver(job_id) is False
    with clock.set_to(clock.now() + outbox.LEASE + timedelta(seconds=1)):
        assert outbox.list_due() == [job_id]
        assert outbox.deliver(job_id) is True


def test_a_job_without_a_handler_cannot_be_put_in() -> None:
    with pytest.raises(LookupError), unit(SYSTEM):
        outbox.enqueue("test.unknown")


def test_the_queue_wakes_a_worker_for_a_new_job(database: Database) -> None:
    handler = Handler()
    put(handler)
    huey = database.app.extensions["huey"]
    db.session.remove()
    while task := huey.dequeue():
        huey.execute(task)
    assert handler.got == [{"thing": "1"}]
