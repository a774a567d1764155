"""A real server for the tests in the browser: `ura serve` on its own data, seeded by `ura demo`."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from sqlalchemy import Engine, create_engine, make_url, text

URA = Path(sys.executable).parent / "ura"
PASSWORD = "Ura-demo-2026"
SECRET_KEY = "a-key-for-the-browser-that-is-long-enough"
PATIENCE_S = 60


@dataclass(frozen=True)
class Site:
    """One running server: its address, and its database for reading what the demo data hold."""

    url: str
    engine: Engine
    environment: dict[str, str] = field(default_factory=dict)

    def rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement), values)]

    def column(self, statement: str, **values: Any) -> list[Any]:
        return [row[0] for row in self.rows(statement, **values)]


@contextmanager
def open_site(database_url: str, folder: Path) -> Iterator[Site]:
    """A migrated and seeded server with two workers; everything it writes stays below `folder`."""
    port = find_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("URA_")},
        "URA_ENV": "development",
        "URA_DATA_DIR": str(folder),
        "URA_DATABASE_URL": database_url,
        "URA_SECRET_KEY": SECRET_KEY,
        "URA_BASE_URL": url,
        "URA_LOG_LEVEL": "WARNING",
    }
    for command in ("migrate", "demo"):
        subprocess.run([URA, command], env=environment, check=True, capture_output=True)
    log = folder / "serve.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [URA, "serve", "--port", str(port), "--workers", "2"], env=environment, stdout=out, stderr=out
        )
    engine = create_engine(make_url(database_url))
    try:
        wait_until_ready(f"{url}/readyz", server, log)
        yield Site(url, engine, environment)
    finally:
        engine.dispose()
        stop(server)


@contextmanager
def open_worker(site: Site) -> Iterator[None]:
    """What carries out the jobs of a running server."""
    worker = subprocess.Popen(
        [URA, "worker"], env=site.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        stop(worker)


def find_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(url, timeout=5):  # noqa: S310 - our own address
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text('utf-8', 'replace')[-2000:]}")


def stop(server: "subprocess.Popen[bytes]") -> None:
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(timeout=10)
