import io
import re
from uuid import UUID

import pytest
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from app.kernel.actor import Role
from app.kernel.progress import tell_progress
from app.providers.domain import ImportStatus
from app.providers.domain.sheets import FIELDS, LARGEST_FILE_BYTES
from app.providers.services.importing import progress_key
from tests.conftest import Browse
from tests.factories import KORCE, make_actor
from tests.factories.imports import make_batch, make_csv, row
from tests.factories.providers import make_organisation
from tests.support.browsing import Browser, check_html
from tests.support.databases import Database
from tests.support.importing import work


@pytest.fixture
def browser(browse: Browse) -> Browser:
    return browse(make_actor(Role.COORDINATOR))


def send(browser: Browser, content: bytes, name: str = "shërbimet.csv") -> TestResponse:
    return browser.post("/providers/imports", {"file": (io.BytesIO(content), name)})


def send_raw(browser: Browser, size: int, path: str = "/providers/imports") -> TestResponse:
    """As a browser sends a large file; nothing is kept on the side of the test."""
    head = (
        f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{browser.csrf_token}\r\n'
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    )
    body = head.encode() + b"x" * size + b"\r\n--x--\r\n"
    return browser.client.post(path, data=body, content_type="multipart/form-data; boundary=x")


def chosen_columns(page: str) -> dict[str, str]:
    """The form of the columns as it would be sent untouched."""
    selects = re.findall(r'<select[^>]* name="(column-\d+)".*?</select>', page, re.S)
    chosen = re.findall(r'name="(column-\d+)"(?:(?!</select>).)*?value="(\w+)" selected', page, re.S)
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    return dict.fromkeys(selects, "") | dict(chosen) | {"version": version[1]}


def check(browser: Browser, *rows: list[str]) -> str:
    """Upload, take the columns as guessed, let the worker check; the address of the sheet."""
    mapping = send(browser, make_csv(*rows)).location
    answer = browser.post(mapping, chosen_columns(browser.get(mapping).text))
    assert answer.status_code == 303, answer.text
    work()
    return str(answer.location)


def version_on(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return found[1]


def test_a_sheet_goes_from_its_file_into_the_directory_and_out_again(browser: Browser) -> None:
    sheet = check(browser, row(), row(name="Shoqata B", phone="044 222 333"))
    page = browser.get(sheet).text
    assert "Bring in 2 rows" in page
    browser.post(f"{sheet}/run", {"version": version_on(page)})
    assert 'role="progressbar"' in browser.get(sheet).text
    work()
    assert "Shoqata B" in browser.get("/providers?q=shoqata").text
    browser.post(f"{sheet}/undo", {"version": version_on(browser.get(sheet).text)})
    work()
    assert "Taken back" in browser.get(sheet).text
    assert "Shoqata B" not in browser.get("/providers?q=shoqata").text


def test_wrong_rows_are_shown_with_their_column_and_can_be_taken_out(browser: Browser) -> None:
    formula = "=cmd|' /C calc'!A0"
    sheet = check(browser, row(), row(name="Shoqata B", phone="069 22", service=formula))
    page = browser.get(sheet).text
    assert "Nothing can be brought in as long as a row is wrong" in page
    assert f"{sheet}/run" not in page
    rows = browser.get(f"{sheet}/rows?show=wrong").text
    assert "Row 3: Shoqata B" in rows
    assert "D, Telefoni" in rows
    assert "Not a telephone number." in rows
    book = load_workbook(io.BytesIO(browser.get(f"{sheet}/wrong.xlsx").data)).active
    assert book is not None
    head, only = book.iter_rows(values_only=True)
    assert head[-2:] == ("Row in the sheet", "What is wrong")
    assert (only[0], only[3], only[5], only[6]) == ("Shoqata B", "069 22", formula, 3)
    assert "Telefoni: Not a telephone number." in str(only[7])
    assert book["F2"].data_type == "s"


def test_a_formula_that_was_told_is_still_one_when_the_wrong_rows_come_back(browser: Browser) -> None:
    sheet = check(browser, row(service="=1+1"))
    again = send(browser, browser.get(f"{sheet}/wrong.xlsx").data, "mended.xlsx").location
    answer = browser.post(again, chosen_columns(browser.get(again).text))
    work()
    assert "A formula." in browser.get(f"{answer.location}/rows").text


def test_what_looks_alike_is_shown_side_by_side_and_decided(browser: Browser) -> None:
    make_organisation("Qendra Sociale Drita")
    sheet = check(browser, row(name="Qendra sociale Dritta"))
    page = browser.get(f"{sheet}/alike").text
    assert "Qendra Sociale Drita" in page
    assert "Qendra sociale Dritta" in page
    groups = dict(re.findall(r'name="(group-\d+)" value="([^"]+)"', page))
    answer = browser.post(f"{sheet}/alike", {**groups, "version": version_on(page), "choice-1": "update"})
    assert answer.status_code == 303
    work()
    assert "Bring in 1 row" in browser.get(sheet).text


def test_columns_that_cannot_be_so_are_told_and_what_was_chosen_stays(browser: Browser) -> None:
    mapping = send(browser, make_csv(row())).location
    sent = chosen_columns(browser.get(mapping).text) | {"column-0": "phone"}
    answer = browser.post(mapping, sent)
    assert answer.status_code == 422
    assert "Two columns cannot mean the same." in answer.text
    assert chosen_columns(answer.text)["column-0"] == "phone"


def test_the_bar_moves_without_the_rest_of_the_page(database: Database, browser: Browser) -> None:
    batch_id = make_batch(status=ImportStatus.RUNNING)
    for told in (7, 64):
        with database.app.app_context():
            tell_progress(progress_key(batch_id, ImportStatus.RUNNING), told)
        answer = browser.get(f"/providers/imports/{batch_id}", headers={"HX-Request": "true"}, check=False)
        assert f'aria-valuenow="{told}"' in answer.text
        assert "<html" not in answer.text
        assert 'hx-trigger="every 1s"' in answer.text


def test_when_the_work_is_done_the_bar_gives_way_to_the_page(browser: Browser) -> None:
    batch_id = make_batch(status=ImportStatus.DONE)
    answer = browser.get(f"/providers/imports/{batch_id}", headers={"HX-Request": "true"})
    assert answer.text.lstrip().lower().startswith("<!doctype")


@pytest.mark.parametrize("size", [LARGEST_FILE_BYTES + 200_000, 50 * 1024 * 1024])
def test_a_file_that_is_too_large_is_refused_with_a_page_that_says_so(browser: Browser, size: int) -> None:
    answer = send_raw(browser, size)
    assert answer.status_code == 413
    assert "Ura takes sheets up to 10 MB." in answer.text
    check_html(answer.data)


def test_other_forms_still_take_a_megabyte_only(browser: Browser) -> None:
    assert send_raw(browser, 2 * 1024 * 1024, "/providers/new").status_code == 413
    # The limit of the sheets: this one is refused for its key, not for its size.
    assert send_raw(browser, 2 * 1024 * 1024).status_code == 422


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<!doctype html><table></table>", "This is not a sheet"),
        (b"", "There is nothing in this file"),
        (b"PK\x03\x04damaged", "This file is damaged"),
        (b"\xd0\xcf\x11\xe0" * 10, "an old or a protected Excel file"),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(browser: Browser, content: bytes, words: str) -> None:
    answer = send(browser, content, "sheet.xlsx")
    assert answer.status_code == 422
    assert words in answer.text


def test_no_file_at_all_is_told(browser: Browser) -> None:
    answer = browser.post("/providers/imports", {})
    assert answer.status_code == 422
    assert "Choose a file." in answer.text


def test_the_directory_can_be_taken_out_as_both_kinds_of_file(browser: Browser) -> None:
    make_organisation("+Qendra @ Drita")
    make_organisation("Qendra në Korçë", KORCE)
    csv_text = browser.get("/providers/export.csv").text
    assert csv_text.splitlines()[1].split(",")[:2] == ["#org+id", "#org+name"]
    assert "'+Qendra @ Drita" in csv_text
    assert "Qendra në Korçë" not in csv_text
    assert "Qendra në Korçë" in browser.get("/providers/export.csv?of=all").text
    book = load_workbook(io.BytesIO(browser.get("/providers/export.xlsx").data)).active
    assert book is not None
    assert (book.max_row, book.max_column) == (3, len(FIELDS))
    assert (book["B3"].value, book["B3"].data_type) == ("+Qendra @ Drita", "s")
    empty = load_workbook(io.BytesIO(browser.get("/providers/export.xlsx?of=none").data)).active
    assert empty is not None
    assert empty.max_row == 2


def test_the_directory_leads_a_coordinator_to_the_sheets_and_nobody_else(browse: Browse) -> None:
    assert "/providers/imports" in browse(make_actor(Role.COORDINATOR)).get("/providers").text
    assert "/providers/imports" not in browse(make_actor(Role.SOCIAL_WORKER)).get("/providers").text


def test_a_sheet_that_is_not_there_is_not_found(browser: Browser) -> None:
    assert browser.get(f"/providers/imports/{UUID(int=1)}").status_code == 404
