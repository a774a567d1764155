"""Starts servers, waits until they answer, stops them, and asks how much memory they hold."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

from bench.client import HOST

ROOT = Path(__file__).resolve().parent.parent
_START_SECONDS = 60.0
_STOP_SECONDS = 15.0
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Memory:
    """MiB of all processes of a server; `mapped` is the part that only mirrors files and can be dropped."""

    resident: float
    mapped: float
    processes: int


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers."""

    port: int
    pid: int

    def count_processor_seconds(self) -> float:
        """How long its processes have worked since they began."""
        times = [process.cpu_times() for process in self._list_processes()]
        return float(sum(spent.user + spent.system for spent in times))

    def measure_memory(self) -> Memory:
        found = [process.memory_info() for process in self._list_processes()]
        resident = sum(info.rss for info in found)
        mapped = sum(getattr(info, "shared", 0) for info in found)
        return Memory(resident / _MIB, mapped / _MIB, len(found))

    def _list_processes(self) -> list[Any]:
        main = psutil.Process(self.pid)
        return [main, *main.children(recursive=True)]


@contextmanager
def serve(target: str, environment: Mapping[str, str], workers: int) -> Iterator[Served]:
    """An application under way on a free port, stopped at the end."""
    port = _free_port()
    command = [sys.executable, "-m", "bench.launch", target, str(port), str(workers)]
    process = subprocess.Popen(command, env=dict(environment), cwd=ROOT)  # noqa: S603 - our own program
    try:
        _wait_until_open(process, port)
        yield Served(port, process.pid)
    finally:
        _stop(process)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port


def _wait_until_open(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it answered")
        try:
            with socket.create_connection((HOST, port), 1.0) as connection:
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n")
                if connection.recv(64):
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
