"""The export writes what the interface tells, always in the same way; the page explains both."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from app.feeds.cli import export
from app.feeds.openapi import OPERATIONS
from app.feeds.openapi.operations import BASE
from app.feeds.records import files
from tests.conftest import Browse
from tests.factories.feeds import make_full_entry, make_public_service
from tests.support.browsing import settle
from tests.support.databases import Database

NAMES = ("organizations", "services", "service_at_locations", "taxonomies", "taxonomy_terms")


def write(database: Database, folder: Path, *options: str) -> dict[str, Any]:
    settle()
    ran = CliRunner().invoke(export, ["hsds", str(folder), *options], obj=None)
    assert ran.exit_code == 0, ran.output
    return {name: json.loads((folder / f"{name}.json").read_text("utf-8")) for name in NAMES}


def test_the_files_hold_the_records_of_the_interface(
    database: Database, browse: Browse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Three records are more than one page here.
    monkeypatch.setattr(files, "_AT_ONCE", 2)
    make_full_entry()
    for letter in "ab":
        make_public_service(f"Kursi {letter}")
    written = write(database, tmp_path)
    for name in NAMES:
        page = (
            browse()
            .get(f"{BASE}/{name}?per_page=100" + ("" if "taxonom" in name else "&full=true"))
            .get_json()
        )
        assert written[name][:100] == page["contents"], name
        assert len(written[name]) == page["total_items"]


def test_the_same_data_gives_the_same_files(database: Database, tmp_path: Path) -> None:
    make_full_entry()
    make_public_service()
    first, again, english = (tmp_path / name for name in ("first", "again", "english"))
    write(database, first)
    write(database, again)
    texts = {path.name: path.read_bytes() for path in first.iterdir()}
    assert texts == {path.name: path.read_bytes() for path in again.iterdir()}
    assert "CC BY 4.0" in texts["README.txt"].decode()
    assert write(database, english, "--lang", "en")["services"][0]["name"] == "Language course"


def test_the_page_explains_every_address(browse: Browse) -> None:
    for locale in ("sq", "en"):
        page = browse(locale=locale).get("/api")
        assert page.status_code == 200
        assert all(operation.public_path in page.text for operation in OPERATIONS.values())
    assert "CC BY 4.0" in page.text
    assert "Open Eligibility" in page.text
    assert "1200" in page.text
