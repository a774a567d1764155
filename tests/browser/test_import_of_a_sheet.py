"""A sheet on a phone: upload, columns, wrong rows, mended and brought in with a bar that moves, taken back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import find_barriers
from tests.browser.server import open_worker
from tests.browser.sheets import upload_sheet
from tests.browser.visiting import Visitors
from tests.factories.imports import row

KINDS = ("EMP-08", "LEG-01", "LEG-02", "SOC-01")
ROWS = 4_000
# The machine may be busy with others, and the work is real.
WORK_MS = 120_000


@pytest.fixture(scope="module", autouse=True)
def _worker(visitors: Visitors) -> Iterator[None]:
    with open_worker(visitors.site):
        yield


def look_at(page: Page, *, scripts: bool) -> None:
    """Nothing wider than the phone, and no barrier (axe needs the page's own timers)."""
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    if scripts:
        assert not find_barriers(page)


def wait_for(page: Page, words: str, *, scripts: bool) -> None:
    """Until the page says so: by itself where scripts run, else by looking again."""
    if scripts:
        expect(page.locator("main")).to_contain_text(words, timeout=WORK_MS)
        return
    for _ in range(WORK_MS // 500):
        if words in page.locator("main").inner_text():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"{page.url} does not say {words!r}")


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).first.click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_sheet_is_mended_brought_in_and_taken_back(visitors: Visitors, scripts: bool) -> None:
    called = "Qendra me skript" if scripts else "Qendra pa skript"
    with visitors.page("coordinator.tirane", locale="en", scripts=scripts) as page:
        good, wrong = row(name=called, phone=""), row(name=f"{called} 2", phone="069 22")
        upload_sheet(page, good, wrong)
        look_at(page, scripts=scripts)
        press(page, "Check the rows")
        wait_for(page, "Look at the wrong rows", scripts=scripts)
        look_at(page, scripts=scripts)
        page.get_by_role("link", name="Look at the wrong rows").click()
        expect(page.locator("main")).to_contain_text("Not a telephone number.")
        look_at(page, scripts=scripts)
        upload_sheet(page, good, row(name=f"{called} 2", phone=""))
        press(page, "Check the rows")
        wait_for(page, "Bring in 2 rows", scripts=scripts)
        press(page, "Bring in 2 rows")
        wait_for(page, "Brought in", scripts=scripts)
        look_at(page, scripts=scripts)
        page.locator("details summary").last.click()
        press(page, "Take it back")
        wait_for(page, "Taken back", scripts=scripts)
        page.goto("/providers?q=skript")
        expect(page.locator("#results")).not_to_contain_text(called)


def test_the_bar_moves_while_others_work(visitors: Visitors) -> None:
    rows = [
        row(name=f"Qendra e madhe {number // 4:04}", phone="", service=KINDS[number % 4])
        for number in range(ROWS)
    ]
    with visitors.page("coordinator.tirane", locale="en") as page, visitors.page("worker.tirane") as theirs:
        upload_sheet(page, *rows)
        press(page, "Check the rows")
        wait_for(page, f"Bring in {ROWS} rows", scripts=True)
        press(page, f"Bring in {ROWS} rows")
        bar = page.get_by_role("progressbar")
        expect(bar).to_have_attribute("aria-valuenow", re.compile("^[1-9]"), timeout=WORK_MS)
        assert not find_barriers(page)
        theirs.goto("/providers?q=kurs")
        expect(theirs.locator("h1")).to_be_visible()
        wait_for(page, "Brought in", scripts=True)
