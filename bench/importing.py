"""Times the import of a sheet: `python -m bench.importing --rows 10000`; prints seconds, decides nothing.

On a fresh database of its own (SQLite, or the PostgreSQL that URA_TEST_DATABASE_URL names), as the worker does it.
"""

import argparse
import io
import random
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from openpyxl import Workbook

from app.kernel.actor import Actor, Role
from app.kernel.ids import new_id
from app.kernel.uow import unit
from app.providers.queries.catalogue import list_catalogue
from app.providers.queries.imports import BatchView, get_batch
from app.providers.services import importing
from app.providers.tasks.importing import check_import, run_import, undo_import
from tests.support.databases import postgresql_database, sqlite_database

HEADINGS = (
    "Organisation", "Kind of organisation", "Municipality", "Telephone", "E-mail", "Address", "Latitude", "Longitude",
    "Wheelchair", "Kind of service", "Description in English", "Languages", "Opening hours", "Required documents",
    "Capacity", "Places free", "Waiting days", "Legal statuses", "Minimum age", "Maximum age", "Cost type", "Remote",
    "Confirmed on", "Projects",
)  # fmt: skip
_TOWNS = (
    ("Tiranë", 41.33, 19.82),
    ("Durrës", 41.32, 19.45),
    ("Shkodra", 42.07, 19.51),
    ("Korçë", 40.62, 20.78),
)


def make_rows(count: int, wrong: int, codes: list[str], seed: int = 1) -> Iterator[list[object]]:
    """Rows of invented organisations, three services each; every so often one is wrong."""
    pick = random.Random(seed)
    every = count // wrong if wrong else 0
    for number in range(count):
        place = number // 3
        town, latitude, longitude = _TOWNS[place % len(_TOWNS)]
        spread = pick.uniform(-0.01, 0.01)
        point = (longitude, latitude) if every and number % every == 0 else (latitude, longitude)
        yield [
            f"Qendra {_word(place)}", "ngo", town, f"+3556920{place:05d}", f"zyra{place}@qendra.example",
            f"Rruga {_word(place + 7)} {number % 3 + 1}", round(point[0] + spread, 5), round(point[1] + spread, 5),
            "po" if number % 2 else "jo", codes[number % len(codes)], f"Open to all who need it, number {number}.",
            "sq; en; prs", "mon 08:00-16:00; tue 08:00-16:00; fri 20:00-02:00", "identity_card; residence_permit",
            40, number % 40, number % 30, "AS; REF; SP", 18, 65, "free", "jo", "2026-11-02", "Ura e parë",
        ]  # fmt: skip


def _word(number: int) -> str:
    """A name that no other number has."""
    letters = "bdfgklmnprstvz"
    vowels = "aeiou"
    text = ""
    for _ in range(4):
        number, rest = divmod(number, len(letters) * len(vowels))
        text += letters[rest % len(letters)] + vowels[rest // len(letters)]
    return text.capitalize()


def make_workbook(rows: Iterator[list[object]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("5W")
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@contextmanager
def timed(what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    print(f"{what:10} {time.perf_counter() - start:6.1f} s")


def run(count: int, wrong: int) -> None:
    """Upload, check, bring in and take back; each step as its job does it."""
    actor = Actor(new_id(), "Bench", Role.ADMINISTRATOR)
    with unit(actor, read_only=True):
        codes = [row.code for row in list_catalogue() if row.tier in {"public", "network"}]
    content = make_workbook(make_rows(count, wrong, codes))
    print(f"{count} rows, {wrong} of them wrong, {len(content) / 1024:.0f} KiB")
    with timed("upload"), unit(actor):
        batch_id = importing.upload_sheet(actor, "bench.xlsx", content)
        batch = _look(batch_id, actor)
        fields = {int(place): code for place, code in batch.mapping.items()}
        importing.choose_mapping(actor, batch_id, batch.version, fields, None)
    _work("check", check_import, batch_id, actor)
    batch = _read(batch_id, actor)
    if not batch.rows_wrong:
        with unit(actor):
            importing.start_import(actor, batch_id, batch.version)
        _work("bring in", run_import, batch_id, actor)
        with unit(actor):
            importing.start_undo(actor, batch_id, _look(batch_id, actor).version)
        _work("take back", undo_import, batch_id, actor)
    print(f"{'memory':10} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MiB at most")


def _work(what: str, job: Callable[[dict[str, str]], None], batch_id: object, actor: Actor) -> None:
    with timed(what):
        job({"batch_id": str(batch_id)})
    batch = _read(batch_id, actor)
    print(
        f"{'':10} {batch.status} {batch.problem} new {batch.rows_new} changed {batch.rows_changed} "
        f"alike {batch.rows_alike} wrong {batch.rows_wrong}"
    )


def _read(batch_id: object, actor: Actor) -> BatchView:
    with unit(actor, read_only=True):
        return _look(batch_id, actor)


def _look(batch_id: object, _actor: Actor) -> BatchView:
    batch = get_batch(batch_id)  # type: ignore[arg-type]
    assert batch is not None
    return batch


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=10_000)
    options.add_argument("--wrong", type=int, default=0)
    options.add_argument("--postgresql", action="store_true")
    chosen = options.parse_args()
    opened = postgresql_database("ura_bench_import") if chosen.postgresql else sqlite_database()
    with opened as database, database.app.app_context():
        run(chosen.rows, chosen.wrong)


if __name__ == "__main__":
    main()
