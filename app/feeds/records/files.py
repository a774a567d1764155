"""The open data as files: whole records of each kind, in a fixed order, with a note on what they are."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson

from app.feeds.records import pages
from app.feeds.records.pages import Asked, Found
from app.feeds.records.parts import Record
from app.kernel import clock
from app.kernel.i18n import current_locale

_AT_ONCE = 500
_PAGES: dict[str, Callable[[Asked], Found]] = {
    "organizations": pages.organisations_page,
    "services": pages.services_page,
    "service_at_locations": pages.links_page,
    "taxonomies": pages.taxonomies_page,
    "taxonomy_terms": pages.terms_page,
}
# Fixed words for whoever finds the files later, in whatever language the data is.
_NOTE = """Ura: services for refugees and migrants in Albania that are open to everybody

Written on {day}, language {locale}. Shape: Human Services Data Specification (HSDS) 3.1,
one JSON array of whole records in each file, always in the same order.

{files}
Licence of the data: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/ (name Ura and the day above).
Terms of the taxonomy "Open Eligibility": Open Eligibility Project 2.0 by Aunt Bertha (findhelp), CC BY-SA 3.0.
Names and points of places come in part from GeoNames, CC BY 4.0.
"""


def write_files(folder: Path) -> dict[str, int]:
    """Write all files into an existing folder; returns how many records each holds."""
    counted = {f"{name}.json": _write(folder / f"{name}.json", page) for name, page in _PAGES.items()}
    files = "".join(f"{name}: {number} records\n" for name, number in counted.items())
    note = _NOTE.format(day=clock.today().isoformat(), locale=current_locale(), files=files)
    (folder / "README.txt").write_text(note, "utf-8")
    return counted


def _write(path: Path, page: Callable[[Asked], Found]) -> int:
    """One record a line, so that two exports can be compared line by line."""
    number = 0
    with path.open("wb") as file:
        file.write(b"[")
        for number, record in enumerate(_records(page), start=1):
            file.write(b",\n" if number > 1 else b"\n")
            file.write(orjson.dumps(record))
        file.write(b"\n]\n")
    return number


def _records(page: Callable[[Asked], Found]) -> Iterator[Record]:
    asked: dict[str, Any] = {"full": True, "per_page": _AT_ONCE, "page": 1}
    while True:
        body = page(asked).body
        yield from body["contents"]
        if body["last_page"]:
            return
        asked["page"] += 1
