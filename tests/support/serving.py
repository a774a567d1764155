"""A real server for tests: `ura serve` in a process group of its own, which can be killed as a power cut would."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from app.config import Settings
from tests.support.databases import Database

URA = Path(sys.executable).parent / "ura"
STARTS_WITHIN_SECONDS = 30


@dataclass
class Server:
    """Where it answers, and its process; `kill` ends it and all its workers without a word."""

    port: int
    process: "subprocess.Popen[bytes]"

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=10)

    def connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=30)


def environment_of(database: Database) -> dict[str, str]:
    """The environment in which another process works on the same database."""
    settings: Settings = database.app.extensions["settings"]
    return {
        **os.environ,
        "URA_DATABASE_URL": settings.database_url,
        "URA_DATA_DIR": str(settings.data_dir),
        "URA_HUEY_URL": settings.huey_url,
        "URA_SECRET_KEY": settings.secret_key,
        "URA_BASE_URL": settings.base_url,
        "URA_LOG_LEVEL": "ERROR",
    }


@contextmanager
def serving(database: Database, workers: int = 2) -> Iterator[Server]:
    """A server on a free port, ready to answer."""
    port = _free_port()
    command = [str(URA), "serve", "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(command, env=environment_of(database), start_new_session=True)
    server = Server(port, process)
    try:
        _wait_until_ready(server)
        yield server
    finally:
        server.kill()


def run_ura(database: Database, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A command of Ura on the same database."""
    return subprocess.run(
        [str(URA), *arguments], env=environment_of(database), capture_output=True, text=True, check=False
    )


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_until_ready(server: Server) -> None:
    end = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < end:
        with suppress(OSError, HTTPException):
            connection = server.connect()
            connection.request("GET", "/readyz")
            status = connection.getresponse().status
            connection.close()
            if status == 200:
                return
        assert server.process.poll() is None, "the server ended by itself"
        time.sleep(0.1)
    raise TimeoutError("the server did not become ready")
