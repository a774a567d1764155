"""The directory of 1,000 and of 100,000 services: two copies whose directory rows were thinned out and multiplied."""

from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from random import Random
from statistics import median
from typing import Any

from sqlalchemy import Connection, create_engine, delete, event, func, insert, select, text

from app.demo.content import PASSWORD
from app.kernel.ids import new_id
from app.providers.models import ServiceListing
from bench.client import Volley, fire
from bench.engines import Copy, Engine
from bench.options import Options
from bench.pages import PAGES
from bench.servers import Served, serve
from bench.visitor import sign_in

SMALL, LARGE = 1_000, 100_000
_SEED = 5
_AT_ONCE = 5_000
_ROUNDS, _SECONDS = 5, 0.6
_WARM, _WARM_SECONDS = 160, 30.0
# About five kilometres: nobody stands quite where somebody else does.
_STRAY = 0.05
_LISTING: Any = ServiceListing.__table__


@dataclass(frozen=True, slots=True)
class Grown:
    """What an answer costs with few and with many services: in the middle of the slices, and by the processors."""

    small_ms: float
    large_ms: float
    small_processor_ms: float
    large_processor_ms: float
    large_p95_ms: float

    @property
    def grown(self) -> float:
        """By the processor's time, which hardly depends on what else the machine does."""
        return self.large_processor_ms / self.small_processor_ms

    def sentence(self) -> str:
        return (
            f"directory of {SMALL} services: {self.small_ms:.1f} ms, cpu {self.small_processor_ms:.2f} ms; of {LARGE}:"
            f" {self.large_ms:.1f} ms, p95 {self.large_p95_ms:.1f} ms, cpu {self.large_processor_ms:.2f} ms:"
            f" {self.grown:.2f}-fold"
        )


def measure_growth(engine: Engine, options: Options) -> Grown:
    """Both in turns, so that noise hits both alike."""
    volleys: dict[int, list[Volley]] = {SMALL: [], LARGE: []}
    with ExitStack() as stack:
        served = {rows: _serve(stack, engine, options, rows) for rows in volleys}
        for _round in range(_ROUNDS):
            for rows, (server, requests) in served.items():
                before = server.count_processor_seconds()
                volley = fire(
                    server.port, iter(requests * 200), 200, _SECONDS, PAGES["directory"].connections
                )
                volley.processor = server.count_processor_seconds() - before
                volleys[rows].append(volley)
    small, large = volleys[SMALL], volleys[LARGE]
    took = sorted(seconds for volley in large for seconds in volley.took)
    return Grown(
        _middle(small),
        _middle(large),
        _processor(small),
        _processor(large),
        took[len(took) * 95 // 100] * 1000,
    )


def _serve(stack: ExitStack, engine: Engine, options: Options, rows: int) -> tuple[Served, list[bytes]]:
    copy = engine.copy(options.size, f"directory{rows}")
    resize(copy, rows)
    server = stack.enter_context(serve("app.wsgi:app", copy.environment(), options.workers))
    page = PAGES["directory"]
    visitor = sign_in(server.port, page.who, PASSWORD)
    requests = list(islice(page.ask(visitor, copy.facts), len(copy.facts.searches)))
    fire(server.port, iter(requests * (_WARM // len(requests))), 200, _WARM_SECONDS)
    return server, requests


def _middle(volleys: list[Volley]) -> float:
    return median(median(volley.took) for volley in volleys) * 1000


def _processor(volleys: list[Volley]) -> float:
    return median(volley.processor / len(volley.took) for volley in volleys) * 1000


def resize(copy: Copy, wanted: int) -> None:
    """Leave so many rows in the directory, or copy rows until there are so many, each at a place of its own."""
    engine = create_engine(copy.url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda raw, _record: raw.execute("PRAGMA synchronous=off"))
    with engine.begin() as connection:
        held = connection.execute(select(func.count()).select_from(_LISTING)).scalar_one()
        if held > wanted:
            _thin_out(connection, wanted)
        else:
            _multiply(connection, wanted - held)
    engine.dispose()


def _thin_out(connection: Connection, wanted: int) -> None:
    ids = list(connection.execute(select(_LISTING.c.id).order_by(_LISTING.c.id)).scalars())
    Random(_SEED).shuffle(ids)
    for start in range(wanted, len(ids), _AT_ONCE // 10):
        some = ids[start : start + _AT_ONCE // 10]
        connection.execute(delete(_LISTING).where(_LISTING.c.id.in_(some)))


def _multiply(connection: Connection, missing: int) -> None:
    if connection.dialect.name == "postgresql":
        # The rows of the directory are all that is asked for: nothing stands behind the copies.
        connection.execute(
            text("ALTER TABLE service_listing DROP CONSTRAINT fk_service_listing_service_id_service")
        )
    rows = [dict(row) for row in connection.execute(select(_LISTING)).mappings()]
    dice = Random(_SEED)
    for start in range(0, missing, _AT_ONCE):
        numbers = range(start, min(start + _AT_ONCE, missing))
        connection.execute(insert(_LISTING), [_copied(rows[number % len(rows)], dice) for number in numbers])


def _copied(row: dict[str, Any], dice: Random) -> dict[str, Any]:
    moved = {
        name: row[name] + dice.uniform(-_STRAY, _STRAY)
        for name in ("latitude", "longitude")
        if row[name] is not None
    }
    return {**row, **moved, "id": new_id(), "service_id": new_id()}
