"""The database: base class of all models, column types, the session and how a connection is opened."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import JSON, DateTime, Dialect, Engine, Insert, MetaData, Uuid, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    SessionTransaction,
    declared_attr,
    mapped_column,
    registry,
)
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from app.kernel.direct import PREPARED, Prepared
from app.kernel.ids import new_id
from app.kernel.writing import WAITING, write_waiting

BUSY_TIMEOUT_MS = 20_000
READ_ONLY = "ura_read_only"


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in and aware out, kept as UTC on both engines."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All models inherit from this plain typed base, so that they know no Flask."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            datetime: UtcDateTime,
            UUID: Uuid,
            list[str]: JSON,
            dict[str, str]: JSON,
        },
    )


class Identified:
    """A row with an identifier of its own."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)


@event.listens_for(Identified, "init", propagate=True)
def _identify_at_once(_row: Identified, _positional: Any, named: dict[str, Any]) -> None:
    """A row knows its identifier from the start: nothing has to be written only to learn it."""
    named.setdefault("id", new_id())


class Versioned:
    """A row that counts its changes; the count rises by itself with each change that is flushed.

    Two transactions that change the same count cannot both commit: the second raises StaleDataError (409).
    """

    version: Mapped[int] = mapped_column()

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy calls it on the class
        return {"version_id_col": cls.version}


class UnitSession(FlaskSession):
    """The session of one unit of work; scope, audit and read-only guards listen on this class."""

    def execute(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """As ever; a prepared statement takes the short way once its form in this scope is known."""
        prepared: Prepared | None = statement.get_execution_options().get(PREPARED)
        if prepared is None or any(options.values()):
            return super().execute(statement, params, **options)
        if self.autoflush:
            self.flush()
        connection = self.connection()
        plan = prepared.plan_for(self.info.get("scope"), connection.dialect)
        if plan is None:
            return super().execute(statement, params)
        return plan.carry_out(connection, params or {})

    def flush(self, objects: Any = None) -> None:
        """Write what was put down as rows, then what was changed as objects."""
        write_waiting(self)
        super().flush(objects)

    def scalars(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """The first column of each row, or the entities."""
        return self.execute(statement, params, **options).scalars()

    def scalar(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """The first column of the first row."""
        return self.execute(statement, params, **options).scalar()


db = SQLAlchemy(
    model_class=Base,
    session_options={"class_": UnitSession, "expire_on_commit": False},
    disable_autonaming=True,
)


@event.listens_for(UnitSession, "after_transaction_end")
def _forget_rows(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(WAITING, None)


def insert_or_ignore(session: Session, model: type[Base]) -> Insert:
    """An INSERT that leaves an existing row alone, in the words of the engine at hand."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(model).on_conflict_do_nothing()
    return sqlite.insert(model).on_conflict_do_nothing()


def prepare_engine(engine: Engine) -> None:
    """Make SQLite durable, strict and able to queue its writers; let PostgreSQL refuse to write while reading."""
    if engine.dialect.name == "postgresql":
        if not event.contains(engine, "begin", _begin_postgresql):
            event.listen(engine, "begin", _begin_postgresql)
    elif not event.contains(engine, "connect", _open_sqlite):
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def _begin_postgresql(connection: Connection) -> None:
    # The driver says BEGIN READ ONLY with the first statement. Said at each start, so that nothing has to be put back.
    driver: Any = connection.connection.dbapi_connection
    driver.read_only = _reads_only(connection)


def _reads_only(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(READ_ONLY, False))


def _open_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # The driver must not start transactions by itself: the begin listener below does.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=wal",
        "synchronous=full",
        "foreign_keys=on",
        "cache_size=-32768",
        "mmap_size=268435456",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer queues for the lock at the start: one that upgrades later fails when another wrote in between.
    connection.exec_driver_sql("BEGIN" if _reads_only(connection) else "BEGIN IMMEDIATE")
