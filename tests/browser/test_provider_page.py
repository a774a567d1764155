"""A provider's page on a phone: read with and without scripts, passed on, printed."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import find_barriers
from tests.browser.house_rules import find_breaches
from tests.browser.pages import Places
from tests.browser.visiting import NARROW, PHONE, Visitors

SHARED = "() => { navigator.share = async (shared) => { window.shared = shared; }; }"


def unfold(page: Page) -> None:
    """As a reader does: every fold is opened by its own tap."""
    for summary in page.locator("main summary").all():
        if summary.is_visible() and not summary.evaluate("node => node.parentElement.open"):
            summary.click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("size", [PHONE, NARROW], ids=["360", "320"])
@pytest.mark.parametrize("locale", ["sq", "en"])
def test_it_can_be_read_and_unfolded_on_a_small_phone(
    visitors: Visitors, places: Places, locale: str, size: dict[str, int], *, scripts: bool
) -> None:
    organisation, service = places.organisations()[0], places.service()
    with visitors.page("worker.tirane", locale=locale, size=size, scripts=scripts) as page:
        for address in (f"/providers/{organisation}", f"/providers/services/{service}"):
            page.goto(address)
            found = find_breaches(page, locale, is_phone=True)
            unfold(page)
            found += find_breaches(page, locale, is_phone=True)
            if scripts:
                found += find_barriers(page)
            assert not found, (address, found)


def test_the_first_screen_has_the_name_and_the_call(visitors: Visitors, places: Places) -> None:
    with visitors.page("worker.tirane") as page:
        page.goto(f"/providers/{places.organisations()[0]}")
        call = page.locator("main a.btn[href^='tel:']")
        expect(call).to_be_in_viewport()
        expect(page.locator("h1")).to_be_in_viewport()
        assert page.locator("main a[href^='geo:']").count()


def test_the_week_unfolds_and_marks_today(visitors: Visitors, places: Places) -> None:
    with visitors.page("worker.tirane", scripts=False) as page:
        page.goto(f"/providers/{places.organisations()[0]}")
        hours = page.locator("details.hours").first
        expect(hours.locator("table")).to_be_hidden()
        hours.locator("summary").click()
        expect(hours.locator("tr.now")).to_have_count(1)


def test_a_service_is_passed_on_by_the_phones_own_way(visitors: Visitors, places: Places) -> None:
    with visitors.context("worker.tirane", locale="en") as context:
        context.add_init_script(f"({SHARED})()")
        page = context.new_page()
        page.goto(f"/providers/services/{places.service()}")
        page.locator("a[data-share]").click()
        page.wait_for_function("window.shared")
        shared = page.evaluate("window.shared")
        assert shared["title"] == page.locator("h1").inner_text()
        assert shared["text"].startswith(shared["title"])
        assert page.url.endswith(places.service())


def test_without_scripts_there_is_a_text_to_copy(visitors: Visitors, places: Places) -> None:
    with visitors.page("worker.tirane", locale="en", scripts=False) as page:
        page.goto(f"/providers/services/{places.service()}")
        name = page.locator("h1").inner_text()
        page.locator("a[data-share]").click()
        expect(page.locator(".message")).to_have_count(2)
        assert name in page.locator(".message[id=share-en]").inner_text()
        expect(page.locator("[data-copy], [data-print]").first).to_be_hidden()


def test_on_paper_nothing_is_folded_and_no_button_is_left(visitors: Visitors, places: Places) -> None:
    with visitors.page("worker.tirane", scripts=False) as page:
        page.goto(f"/providers/services/{places.service()}")
        page.emulate_media(media="print")
        expect(page.locator(".week").first).to_be_visible()
        for button in page.locator(".btn, nav").all():
            expect(button).to_be_hidden()
