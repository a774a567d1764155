"""Takes one page apart in this process: how long, which statements, which functions of ours; nothing is served."""

import cProfile
import pstats
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event
from werkzeug.test import EnvironBuilder

from app import create_app
from app.demo.content import PASSWORD
from app.kernel.db import db
from bench.client import UnexpectedAnswer
from bench.facts import Facts
from bench.pages import PAGES
from bench.servers import ROOT
from bench.visitor import Visitor, token_in

WARM, TIMED = 60, 200
_TOP = 25
_SHOWN = 150
_HTTP = re.compile(rb"(GET|POST) (\S+) HTTP/1\.1\r\n(.*?)\r\n\r\n(.*)", re.DOTALL)


@dataclass(slots=True)
class Statements:
    """What was asked of the database, and how long the driver took for it."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)


def profile(name: str, facts: Facts) -> None:
    """Print where the time of one page goes."""
    app = create_app()
    page = PAGES[name]
    requests = page.ask(_sign_in(app, page.who), facts)
    warm, timed, counted, profiled = (
        list(islice(requests, number)) for number in (WARM, TIMED, TIMED, TIMED)
    )
    _run(app, warm, page.expected)
    seconds, cpu = _run(app, timed, page.expected)
    print(
        f"{name}: {seconds / len(timed) * 1000:.2f} ms a request, {cpu / len(timed) * 1000:.2f} ms of processor time"
    )
    with app.app_context():
        engine = db.engine
    with _statements(engine) as statements:
        _run(app, counted, page.expected)
    _print_statements(statements, len(counted))
    profiler = cProfile.Profile()
    profiler.enable()
    _run(app, profiled, page.expected)
    profiler.disable()
    _print_functions(profiler, len(profiled))


def _sign_in(app: Flask, email: str) -> Visitor:
    """The same as bench.visitor.sign_in, without a server."""
    client = app.test_client()
    token = token_in(client.get("/sign-in").text)
    client.post("/sign-in", data={"csrf_token": token, "email": email, "password": PASSWORD, "next": "/"})
    token = token_in(client.get("/account").text)
    cookie = client.get_cookie("ura_session")
    if cookie is None:
        raise UnexpectedAnswer(f"{email} could not sign in")
    return Visitor(0, f"ura_session={cookie.value}", token)


def _run(app: Flask, requests: list[bytes], expected: int) -> tuple[float, float]:
    """Seconds by the clock and of the processor for all of them."""
    environs = [environ_of(request) for request in requests]
    began, cpu = time.perf_counter(), time.process_time()
    for environ in environs:
        _answer(app, environ, expected)
    return time.perf_counter() - began, time.process_time() - cpu


def _answer(app: Flask, environ: dict[str, Any], expected: int) -> None:
    statuses: list[str] = []

    def start_response(status: str, _headers: object, _error: object = None, /) -> Any:
        statuses.append(status)

    chunks: Any = app.wsgi_app(environ, start_response)
    for _chunk in chunks:
        pass
    if hasattr(chunks, "close"):
        chunks.close()
    if int(statuses[0][:3]) != expected:
        raise UnexpectedAnswer(f"status {statuses[0]} instead of {expected}")


def environ_of(request: bytes) -> dict[str, Any]:
    """What a server would hand over for these bytes."""
    found = _HTTP.fullmatch(request)
    if found is None:
        raise ValueError("no request of HTTP/1.1")
    method, path, head, body = found.groups()
    lines = (line.partition(": ") for line in head.decode().split("\r\n"))
    headers = [(header, value) for header, _colon, value in lines]
    builder = EnvironBuilder(
        path.decode(), method=method.decode(), headers=headers, input_stream=BytesIO(body)
    )
    environ: dict[str, Any] = builder.get_environ()
    environ["CONTENT_LENGTH"] = str(len(body))
    return environ


@contextmanager
def _statements(engine: Engine) -> Iterator[Statements]:
    statements = Statements()

    def before(connection: Any, _cursor: Any, _statement: str, *_rest: Any) -> None:
        connection.info["bench_began"] = time.perf_counter()

    def after(connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.counts[statement] += 1
        statements.seconds[statement] += time.perf_counter() - connection.info["bench_began"]

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", before)
        event.remove(engine, "after_cursor_execute", after)


def _print_statements(statements: Statements, requests: int) -> None:
    total = sum(statements.seconds.values()) / requests * 1000
    print(
        f"\n{sum(statements.counts.values()) / requests:.1f} statements a request, {total:.2f} ms in the driver"
    )
    for statement, seconds in statements.seconds.most_common(_TOP):
        shown = shorten(statement)
        print(
            f"  {statements.counts[statement] / requests:5.2f} x  {seconds / requests * 1000:6.3f} ms  {shown}"
        )


def shorten(statement: str) -> str:
    """A statement on one line; of a long list of columns only the beginning."""
    flat = " ".join(statement.split())
    flat = re.sub(r"^SELECT (.{40}).*? FROM ", r"SELECT \1… FROM ", flat)
    return flat if len(flat) <= _SHOWN else flat[:_SHOWN] + "…"


def _print_functions(profiler: cProfile.Profile, requests: int) -> None:
    stats: Mapping[Any, Any] = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    rows = [(where_of(*place), calls, own, total) for place, (_, calls, own, total, _) in stats.items()]
    ours = [row for row in rows if row[0].startswith(("app/", "template "))]
    print(
        "\nfunctions of ours by time with what they call (the profiler itself makes all slower, small calls most)"
    )
    _print_rows(sorted(ours, key=lambda row: -row[3]), requests)
    print("\nall functions by their own time")
    _print_rows(sorted(rows, key=lambda row: -row[2]), requests)


def _print_rows(rows: list[tuple[str, int, float, float]], requests: int) -> None:
    print(f"  {'calls':>8} {'own ms':>8} {'ms':>8}")
    for where, calls, own, total in rows[:_TOP]:
        print(
            f"  {calls / requests:8.1f} {own / requests * 1000:8.3f} {total / requests * 1000:8.3f}  {where}"
        )


def where_of(file: str, line: int, function: str) -> str:
    """A place in the code, short: ours from the project's folder, packages by their name."""
    if file.endswith(".html"):
        return f"template {file.rpartition('templates/')[2]}:{function}"
    short = file.removeprefix(f"{ROOT}/")
    short = re.sub(r"^.*site-packages/|^.*/lib/python[\d.]+/", "", short)
    return f"{short}:{line} {function}"
