import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import find_barriers
from tests.browser.journey import (
    CENTRE,
    address_of,
    agree_and_send,
    choose_centre,
    expect_standing,
    register_person,
)
from tests.browser.thumb import Thumb
from tests.browser.visiting import Visitors, sign_in
from tests.browser.words import say

COURSE = "Kurs i formimit profesional (QFP publike)"
WORKER, CENTRE_STAFF = "worker.tirane", "staff.qfp-tirane"
MOST_TAPS = 12
SITES = ["visitors", "visitors_on_postgresql"]


class Look:
    """What is looked at on each page of the way."""

    def __init__(self, page: Page, *, scripts: bool) -> None:
        self.page, self.scripts = page, scripts

    def __call__(self) -> None:
        assert self.page.evaluate("document.scrollingElement.scrollWidth") <= 360
        # axe needs the page's own timers; the same pages are scanned in the walk with scripts.
        if self.scripts:
            barriers = find_barriers(self.page)
            assert not barriers, f"{self.page.url}: {barriers}"


@pytest.mark.parametrize("both_visitors", SITES, indirect=True, ids=["sqlite", "postgresql"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_referral_goes_from_a_worker_to_the_training_centre_and_back(
    both_visitors: Visitors, scripts: bool
) -> None:
    name = f"Samira {'Me' if scripts else 'Pa'} Skript"
    with both_visitors.page(scripts=scripts) as page, both_visitors.page(scripts=scripts) as theirs:
        referral = send(page, name, scripts=scripts)
        answer(theirs, referral, name, scripts=scripts)
        close(page, referral, scripts=scripts)
        read_the_end(theirs, referral)
        look_at_the_map(page, scripts=scripts)


def send(page: Page, name: str, *, scripts: bool) -> str:
    """The worker: sign in, register, choose, consent, send; the address of the referral."""
    thumb, look = Thumb(page), Look(page, scripts=scripts)
    sign_in(page, WORKER)
    look()
    page.goto("/people")
    look()
    register_person(thumb, name)
    look()
    thumb.start_counting()
    choose_centre(thumb, COURSE)
    look()
    expect(page.locator("main")).to_contain_text(CENTRE)
    expect(page.locator("main")).to_contain_text(say("Will not be seen"))
    agree_and_send(thumb)
    expect(page.locator(".flash")).to_contain_text(say("Sent. The provider has it."))
    assert thumb.taps <= MOST_TAPS, f"{thumb.taps} taps from the person's page to “sent”"
    expect_standing(page, "Sent")
    expect(page.locator(".bridge b")).to_have_text(CENTRE)
    look()
    return address_of(page)


def answer(page: Page, referral: str, name: str, *, scripts: bool) -> None:
    """The centre: nobody's name before it is opened; then accept, start, finish with an outcome."""
    thumb, look = Thumb(page), Look(page, scripts=scripts)
    sign_in(page, CENTRE_STAFF)
    expect(page.locator("h1")).to_have_text(say("Inbox"))
    look()
    expect(page.locator("main")).not_to_contain_text(name)
    thumb.tap(page.locator(f"a[href='{referral}']"))
    expect(page.locator("main")).not_to_contain_text(name)
    expect_standing(page, "Sent")
    look()
    thumb.tap_button(say("Open the referral"))
    expect_standing(page, "Received")
    expect(page.locator("main")).to_contain_text(name)
    look()
    thumb.tap_button(say("Yes, we accept"))
    expect_standing(page, "Accepted")
    thumb.tap_button(say("Start the service"))
    expect_standing(page, "In service")
    look()
    thumb.choose(page.locator("#finish-reason"), "enrolled")
    thumb.tap_button(say("Finish the service"))
    expect_standing(page, "Finished by the provider")
    look()


def close(page: Page, referral: str, *, scripts: bool) -> None:
    """The worker: the same referral says in words what the centre did; confirm and close."""
    thumb, look = Thumb(page), Look(page, scripts=scripts)
    page.goto(referral)
    expect_standing(page, "Finished by the provider")
    expect(page.locator(".bridge b")).to_have_text(say("You"))
    for happened in ("Sent with consent", "Opened by the provider", "Accepted", "Service started"):
        expect(page.locator("ol.line")).to_contain_text(say(happened))
    look()
    thumb.choose(page.locator("#client_confirms-reason"), "confirmed_by_client")
    thumb.tap_button(say("Confirm and close"))
    expect_standing(page, "Closed")
    look()


def read_the_end(page: Page, referral: str) -> None:
    page.goto(referral)
    expect_standing(page, "Closed")


def look_at_the_map(page: Page, *, scripts: bool) -> None:
    """The map, and the municipality of Tirana behind its area."""
    Thumb(page).tap_link(say("Map"))
    expect(page.locator("svg.map a")).to_have_count(61)
    Look(page, scripts=scripts)()
    tirana = page.locator("svg.map a[href^='/coverage/53']")
    expect(tirana).to_have_attribute("aria-label", re.compile("Tiranë"))
    page.goto(str(tirana.get_attribute("href")))
    expect(page.locator("h1")).to_contain_text("Tiranë")
    Look(page, scripts=scripts)()
