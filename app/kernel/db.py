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
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column, registry
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from app.kernel.ids import new_id

BUSY_TIMEOUT_MS = 20_000


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


db = SQLAlchemy(
    model_class=Base,
    session_options={"class_": UnitSession, "expire_on_commit": False},
    disable_autonaming=True,
)


def insert_or_ignore(session: Session, model: type[Base]) -> Insert:
    """An INSERT that leaves an existing row alone, in the words of the engine at hand."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(model).on_conflict_do_nothing()
    return sqlite.insert(model).on_conflict_do_nothing()


def prepare_engine(engine: Engine) -> None:
    """Make SQLite durable, strict and able to queue its writers; PostgreSQL needs nothing."""
    if engine.dialect.name == "sqlite" and not event.contains(engine, "connect", _open_sqlite):
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


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
    reads_only = connection.get_execution_options().get("ura_read_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
