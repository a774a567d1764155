"""From the public form to the first referral: register, prove, approve, accept, keep the service, refer."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import find_barriers
from tests.browser.journey import address_of, agree_and_send, expect_standing, register_person
from tests.browser.registering import deliver_mails, fill_in, link_to
from tests.browser.thumb import Thumb
from tests.browser.visiting import Visitors
from tests.browser.words import say

PASSWORD = "nje fjalekalim i gjate per provat"


class Look:
    """What is looked at on each page of the way."""

    def __init__(self, page: Page, *, scripts: bool) -> None:
        self.page, self.scripts = page, scripts

    def __call__(self) -> None:
        assert self.page.evaluate("document.scrollingElement.scrollWidth") <= 360, self.page.url
        # axe needs the page's own timers; the same pages are scanned in the walk with scripts.
        if self.scripts:
            barriers = find_barriers(self.page)
            assert not barriers, f"{self.page.url}: {barriers}"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_provider_registers_itself_and_gets_its_first_referral(
    visitors: Visitors, tmp_path: Path, scripts: bool
) -> None:
    name = f"Qendra Agimi {'me' if scripts else 'pa'} skript"
    email = f"mira.{'me' if scripts else 'pa'}@agimi.example"
    with visitors.page(scripts=scripts) as page:
        register(page, name, email, scripts=scripts)
        proof = link_to(deliver_mails(visitors.site, tmp_path), email, "register/proof")
        prove(page, proof, scripts=scripts)
    with visitors.page("coordinator.tirane", scripts=scripts) as page:
        approve(page, name, scripts=scripts)
    invitation = link_to(deliver_mails(visitors.site, tmp_path), email, "invitation")
    with visitors.page(scripts=scripts) as theirs, visitors.page("worker.tirane", scripts=scripts) as page:
        accept(theirs, invitation, scripts=scripts)
        keep(theirs, name, scripts=scripts)
        referral = refer(page, name, scripts=scripts)
        receive(theirs, referral, scripts=scripts)


def register(page: Page, name: str, email: str, *, scripts: bool) -> None:
    look = Look(page, scripts=scripts)
    page.goto("/register")
    look()
    fill_in(page, name, email)
    if "/sent" not in page.url:
        # Another test's entry looks the same: this is another one.
        look()
        page.get_by_role("button", name=say("It is right: send the registration")).click()
    expect(page.locator("h1")).to_have_text(say("Look into your mailbox"))
    look()


def prove(page: Page, link: str, *, scripts: bool) -> None:
    look = Look(page, scripts=scripts)
    page.goto(link)
    expect(page.locator("h1")).to_have_text(say("Confirm your e-mail address"))
    look()
    Thumb(page).tap_button(say("Yes, this is my address"))
    expect(page.locator("h1")).to_have_text(say("Your e-mail address is confirmed"))
    look()


def approve(page: Page, name: str, *, scripts: bool) -> None:
    thumb, look = Thumb(page), Look(page, scripts=scripts)
    page.goto("/providers/pending")
    look()
    thumb.tap_link(name)
    expect(page.locator("main")).to_contain_text("Rruga e Provës 7")
    look()
    thumb.tap_button(say("Approve"))
    expect(page.locator(".flash")).to_contain_text(
        say("Approved. The contact person was told by mail and invited.")
    )
    expect(page.locator("h1")).to_have_text(name)
    look()


def accept(page: Page, link: str, *, scripts: bool) -> None:
    """The contact person makes her account."""
    page.goto(link)
    Look(page, scripts=scripts)()
    page.fill("[name=password]", PASSWORD)
    Thumb(page).tap_button(say("Make my account"))
    expect(page.locator("h1")).to_have_text(say("Inbox"))


def keep(page: Page, name: str, *, scripts: bool) -> None:
    """The manager completes the service that was only named until now."""
    thumb, look = Thumb(page), Look(page, scripts=scripts)
    page.goto("/providers")
    thumb.tap_link(say("Our own entry"))
    expect(page.locator("h1")).to_have_text(name)
    look()
    # She says how many places are free, and with it that the rest is right.
    thumb.type(page.get_by_label(say("Places free now")).first, "5")
    with page.expect_navigation():
        thumb.tap_button(say("Still right"))
    expect(page.get_by_label(say("Places free now")).first).to_have_value("5")
    look()


def refer(page: Page, name: str, *, scripts: bool) -> str:
    """A worker finds the new provider and sends it its first referral; the address of it."""
    thumb, look = Thumb(page), Look(page, scripts=scripts)
    register_person(thumb, f"Samira {'Agim' if scripts else 'Agimi'}")
    thumb.tap_link(say("Refer"))
    thumb.type(page.get_by_label(say("What is needed"), exact=True), name)
    thumb.tap_button(say("Search"))
    card = page.locator("article.card").filter(has_text=name).first
    expect(card).to_be_visible()
    look()
    thumb.tap(card.get_by_role("button", name=say("Choose")))
    agree_and_send(thumb)
    expect(page.locator(".flash")).to_contain_text(say("Sent. The provider has it."))
    expect(page.locator(".bridge b")).to_have_text(name)
    return address_of(page)


def receive(page: Page, referral: str, *, scripts: bool) -> None:
    page.goto("/inbox")
    look = Look(page, scripts=scripts)
    look()
    Thumb(page).tap(page.locator(f"a[href='{referral}']"))
    expect_standing(page, "Sent")
    look()


def test_the_pages_of_duplicates_can_be_used_on_a_phone(visitors: Visitors) -> None:
    """Two entries of one name are found, compared and merged, and it is undone."""
    with visitors.page("coordinator.tirane") as page:
        thumb, look = Thumb(page), Look(page, scripts=True)
        for street in ("a", "b"):
            page.goto("/providers/new")
            page.fill("[name=name]", f"Shoqata Pishtari i Lagjes {street}")
            page.select_option("[name=kind]", "ngo")
            page.fill("[name=phone]", "069 876 5432")
            thumb.tap_button(say("Register"))
            thumb.tap_link(say("Read and decide"))
            expect(page.locator("h2").first).to_have_text(say("What was written"))
            look()
            thumb.tap_button(say("Approve"))
            expect(page.locator(".flash")).to_be_visible()
        page.goto("/providers/duplicates")
        look()
        page.locator("a.who", has_text="Pishtari").first.click()
        expect(page.locator("h1")).to_have_text(say("Is this one organisation?"))
        look()
        thumb.tap_button(say("Merge"))
        expect(page.locator("h1")).to_contain_text("Pishtari")
        page.goto("/providers/duplicates")
        look()
        page.locator("article", has_text="Pishtari").last.locator("summary").click()
        thumb.tap_button(say("Undo"))
        expect(page.locator(".flash")).to_contain_text(say("Undone. Both entries stand apart again."))
