import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import find_barriers
from tests.browser.house_rules import find_breaches
from tests.browser.test_keyboard import focused, tab_to
from tests.browser.visiting import Visitors

WORKER = "worker.tirane"


def test_a_service_is_found_and_opened_with_the_keyboard_alone(visitors: Visitors) -> None:
    with visitors.page(WORKER, locale="en") as page:
        page.goto("/providers")
        tab_to(page, lambda: focused(page, "id") == "q")
        before = page.locator("#results [role=status]").inner_text()
        page.keyboard.type("vocational")
        expect(page.locator("#results [role=status]")).not_to_have_text(before)
        # The answer comes while one types: the box keeps the focus and its text, the address becomes the query.
        assert focused(page, "id") == "q"
        assert page.input_value("#q") == "vocational"
        page.wait_for_url(lambda url: "q=vocational" in url)
        assert not find_breaches(page, "en", is_phone=True) + find_barriers(page)
        tab_to(page, lambda: focused(page, "className") == "who")
        name = focused(page, "innerText")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text(name)


def test_a_filter_is_chosen_and_taken_out_with_the_keyboard_alone(visitors: Visitors) -> None:
    with visitors.page(WORKER, locale="en") as page:
        page.goto("/providers?q=vocational")
        tab_to(page, lambda: focused(page, "innerText").strip() == "Filters")
        page.keyboard.press("Enter")
        tab_to(page, lambda: focused(page, "id") == "language")
        page.keyboard.type("Albanian")
        page.wait_for_url(lambda url: "language=sq" in url)
        assert focused(page, "id") == "language"
        chip = page.locator("#results a.chip.on", has_text="Albanian")
        expect(chip).to_be_visible()
        assert not find_breaches(page, "en", is_phone=True) + find_barriers(page)
        tab_to(page, lambda: "(remove)" in focused(page, "innerText"))
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "language" not in url)
        assert "q=vocational" in page.url


@pytest.mark.parametrize("locale", ["en"])
def test_where_nothing_is_found_the_page_says_so_and_offers_what_comes_nearest(
    visitors: Visitors, locale: str
) -> None:
    with visitors.page(WORKER, locale=locale) as page:
        page.goto("/providers?q=vocational&sector=health&municipality=53")
        expect(page.locator("#results [role=status]")).to_contain_text("0 services found")
        expect(page.locator("#results a.who").first).to_contain_text("Search without")
        assert not find_breaches(page, locale, is_phone=True) + find_barriers(page)


def test_the_directory_works_without_scripts(visitors: Visitors) -> None:
    with visitors.page(WORKER, locale="en", scripts=False) as page:
        page.goto("/providers")
        page.fill("#q", "vocational")
        page.get_by_role("button", name="Search").click()
        assert "q=vocational" in page.url
        expect(page.locator("#results a.who").first).to_be_visible()
