"""A client that costs little: one process, a few connections kept open, raw requests; only to this machine."""

import re
import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

HOST = "127.0.0.1"
CONNECTIONS = 4
# The first search of a directory of 100,000 reads all of it, in each process, on a machine that others may use too.
TIMEOUT = 120.0
_LARGEST_READ = 262_144
_STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
_END_OF_HEAD = b"\r\n\r\n"


class UnexpectedAnswer(RuntimeError):
    """The server did not answer as it must: what would be measured is an error page."""


@dataclass(slots=True)
class Volley:
    """The answers of one slice: how long each took, and how many bytes it had.

    `processor` is filled in by whoever knows the server: the seconds that its processes worked for the slice.
    """

    seconds: float = 0.0
    processor: float = 0.0
    took: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers in a second."""
        return len(self.took) / self.seconds if self.seconds else 0.0


class _Lane:
    """One connection with one request under way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), TIMEOUT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = bytearray()
        self._wanted = 0
        self.began = 0.0

    def send(self, request: bytes) -> None:
        self._received.clear()
        self._wanted = 0
        self.began = time.perf_counter()
        self.socket.sendall(request)

    def read(self) -> bytes | None:
        """What has come so far if that is all of the answer, else None."""
        data = self.socket.recv(_LARGEST_READ)
        if not data:
            raise UnexpectedAnswer("the server closed the connection")
        self._received += data
        if not self._wanted:
            self._wanted = length_of(self._received)
        if not self._wanted or len(self._received) < self._wanted:
            return None
        return bytes(self._received)


def length_of(received: bytes | bytearray) -> int:
    """How long the whole answer will be; 0 while its head is not all there."""
    end = received.find(_END_OF_HEAD)
    if end < 0:
        return 0
    length = _LENGTH.search(received, 0, end + 2)
    if length is None:
        raise UnexpectedAnswer("an answer without Content-Length cannot be kept apart from the next")
    return end + len(_END_OF_HEAD) + int(length[1])


def status_of(answer: bytes) -> int:
    found = _STATUS.match(answer)
    if found is None:
        raise UnexpectedAnswer("this is no answer of HTTP/1.1")
    return int(found[1])


def fire(
    port: int, requests: Iterator[bytes], expected: int, seconds: float, connections: int = CONNECTIONS
) -> Volley:
    """Ask without pause for as long as that, or until there are no more requests."""
    volley = Volley()
    lanes = [_Lane(port) for _ in range(connections)]
    try:
        with selectors.DefaultSelector() as selector:
            _run(selector, lanes, requests, expected, seconds, volley)
    finally:
        for lane in lanes:
            lane.socket.close()
    return volley


def _run(
    selector: selectors.BaseSelector,
    lanes: list[_Lane],
    requests: Iterator[bytes],
    expected: int,
    seconds: float,
    volley: Volley,
) -> None:
    began = time.perf_counter()
    busy = 0
    for lane, request in zip(lanes, requests, strict=False):
        selector.register(lane.socket, selectors.EVENT_READ, lane)
        lane.send(request)
        busy += 1
    while busy:
        ready = selector.select(TIMEOUT)
        if not ready:
            raise UnexpectedAnswer(f"no answer within {TIMEOUT:.0f} s")
        for key, _events in ready:
            lane = key.data
            answer = lane.read()
            if answer is None:
                continue
            now = time.perf_counter()
            _note(volley, answer, expected, now - lane.began)
            request_left = next(requests, None) if now - began < seconds else None
            if request_left is None:
                selector.unregister(lane.socket)
                busy -= 1
            else:
                lane.send(request_left)
    volley.seconds = time.perf_counter() - began


def _note(volley: Volley, answer: bytes, expected: int, took: float) -> None:
    status = status_of(answer)
    if status != expected:
        raise UnexpectedAnswer(f"status {status} instead of {expected}: {answer[:400]!r}")
    volley.took.append(took)
    volley.sizes.append(len(answer))
