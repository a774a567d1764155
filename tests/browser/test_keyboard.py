from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import find_barriers
from tests.browser.house_rules import find_breaches
from tests.browser.journey import choose_centre, expect_standing, register_person
from tests.browser.thumb import Thumb
from tests.browser.visiting import DESKTOP, Visitors
from tests.browser.words import say

WORKER = "worker.tirane"
COURSE = "Kurs i formimit profesional (QFP publike)"
FARTHEST = 80


def focused(page: Page, question: str) -> str:
    """Something about what has the focus, such as its name or its text."""
    return str(page.evaluate(f"document.activeElement.{question}") or "")


def tab_to(page: Page, is_there: Callable[[], bool]) -> None:
    """Press Tab until the focus is where it is wanted; everywhere on the way it must be seen."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches(':focus-visible')")
        if is_there():
            return
    raise AssertionError(f"not reached with {FARTHEST} presses of Tab")


def test_the_first_tab_leads_past_the_navigation(visitors: Visitors) -> None:
    with visitors.page(WORKER, size=DESKTOP) as page:
        page.goto("/people")
        page.keyboard.press("Tab")
        assert focused(page, "innerText") == say("Skip to main content")
        expect(page.locator(".govuk-skip-link")).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_referral_is_sent_with_the_keyboard_alone(visitors: Visitors) -> None:
    with visitors.page(WORKER) as page:
        thumb = Thumb(page)
        register_person(thumb, "Rahel Tastiera")
        choose_centre(thumb, COURSE)
        page.evaluate("document.activeElement.blur()")
        tab_to(page, lambda: focused(page, "name") == "medium")
        page.keyboard.press("Space")
        while focused(page, "value") != "oral_witnessed":
            page.keyboard.press("ArrowDown")
        tab_to(page, lambda: focused(page, "name") == "witness_name")
        page.keyboard.type("Dritan Ujmirë")
        tab_to(page, lambda: focused(page, "name") == "agrees")
        page.keyboard.press("Space")
        tab_to(page, lambda: focused(page, "innerText") == say("Send the referral"))
        page.keyboard.press("Enter")
        expect_standing(page, "Sent")


@pytest.mark.parametrize("locale", ["sq", "en"])
def test_a_form_that_was_refused_says_so_first_and_takes_the_focus_there(
    visitors: Visitors, locale: str
) -> None:
    with visitors.page(WORKER, locale=locale) as page:
        page.goto("/people/new")
        page.fill("[name=phone]", "12")
        page.locator("main form .btn").click()
        summary = page.locator("[data-error-summary]")
        expect(summary).to_be_focused()
        summary.get_by_role("link").first.click()
        expect(page.locator("#given_name")).to_be_focused()
        assert page.input_value("[name=phone]") == "12"
        assert page.title().startswith(page.locator("h1").inner_text())
        assert not find_breaches(page, locale, is_phone=True) + find_barriers(page)


def test_a_draft_without_consent_is_not_sent_and_keeps_what_was_typed(visitors: Visitors) -> None:
    with visitors.page(WORKER) as page:
        thumb = Thumb(page)
        register_person(thumb, "Yusuf Pa Pëlqim")
        choose_centre(thumb, COURSE)
        page.fill("[name=need_note]", "Kurs saldimi, pasdite")
        thumb.tap_button(say("Send the referral"))
        expect(page.locator("[data-error-summary]")).to_be_focused()
        assert page.input_value("[name=need_note]") == "Kurs saldimi, pasdite"
        expect(page.locator("h1")).to_have_text(say("What the provider will see"))
        assert not find_breaches(page, "sq", is_phone=True) + find_barriers(page)
