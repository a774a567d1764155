"""The audit trail on real databases: no silent change, a chain that shows tampering, rows that cannot be changed."""

import threading

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.kernel import audit, clock
from app.kernel.actor import SYSTEM, Role
from app.kernel.audit import AuditEntry, AuditHead, UnauditedChange
from app.kernel.db import db
from app.kernel.uow import unit
from tests.factories import make_actor
from tests.support.databases import Database


def new_user(email: str = "a@test.example") -> User:
    return User(email=email, name="A", password_hash="-", locale="sq", created_at=clock.now())


def verified(session: Session) -> tuple[int, int | None]:
    """How many links of the chain of accounts hold, and the first that does not."""
    return next((held, broken) for chain, held, broken in audit.verify(session) if chain == "accounts")


@pytest.mark.usefixtures("database")
def test_a_change_without_an_audit_entry_is_not_committed() -> None:
    with pytest.raises(UnauditedChange), unit(SYSTEM) as session:
        session.add(new_user())
    with unit(SYSTEM) as session:
        assert session.scalars(select(User)).all() == []


@pytest.mark.usefixtures("database")
def test_a_change_that_was_flushed_early_is_not_committed_either() -> None:
    with unit(SYSTEM) as session:
        user = new_user()
        session.add(user)
        audit.record(SYSTEM, "test.make", user)
    with pytest.raises(UnauditedChange):
        rename_silently()


def rename_silently() -> None:
    with unit(SYSTEM) as session:
        session.scalars(select(User)).one().name = "B"
        session.flush()


@pytest.mark.usefixtures("database")
def test_a_bulk_change_of_audited_rows_is_refused() -> None:
    with pytest.raises(UnauditedChange), unit(SYSTEM) as session:
        session.execute(update(User).values(name="B"))


@pytest.mark.usefixtures("database")
def test_the_chain_holds_and_says_where_it_was_broken() -> None:
    for number in range(5):
        with unit(SYSTEM) as session:
            user = new_user(f"{number}@test.example")
            session.add(user)
            audit.record(SYSTEM, "test.make", user)
    with unit(SYSTEM, read_only=True) as session:
        assert verified(session) == (5, None)
    forge_link(3)
    with unit(SYSTEM, read_only=True) as session:
        assert verified(session) == (2, 3)


def forge_link(sequence: int) -> None:
    """What an attacker with the database in hand would do: switch the guard off and change a line."""
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        else:
            connection.exec_driver_sql("DROP TRIGGER audit_entry_keep_update")
        forged = update(AuditEntry).where(AuditEntry.chain == "accounts", AuditEntry.sequence == sequence)
        connection.execute(forged.values(body="x"))
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE audit_entry ENABLE TRIGGER USER")


@pytest.mark.usefixtures("database")
def test_a_chain_that_lost_its_end_is_broken() -> None:
    with unit(SYSTEM) as session:
        user = new_user()
        session.add(user)
        audit.record(SYSTEM, "test.make", user)
    with unit(SYSTEM) as session:
        session.execute(update(AuditHead).where(AuditHead.chain == "accounts").values(sequence=2))
    with unit(SYSTEM, read_only=True) as session:
        assert verified(session) == (1, 2)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses_to_change_the_trail(statement: str) -> None:
    with unit(SYSTEM) as session:
        user = new_user()
        session.add(user)
        audit.record(SYSTEM, "test.make", user)
    with pytest.raises(DatabaseError), db.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_many_writers_at_once_leave_one_whole_chain(database: Database) -> None:
    actor = make_actor(Role.SOCIAL_WORKER)
    failures: list[BaseException] = []

    def write(writer: int) -> None:
        try:
            with database.app.app_context():
                for number in range(5):
                    with unit(SYSTEM) as session:
                        user = new_user(f"{writer}-{number}@test.example")
                        session.add(user)
                        audit.record(actor, "test.make", user)
        except BaseException as error:
            failures.append(error)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    with unit(SYSTEM, read_only=True) as session:
        assert verified(session) == (30, None)
