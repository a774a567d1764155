"""From the mail to the directory on a phone: open the link, tap once, and people read that it was confirmed today."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from app.kernel import clock
from tests.browser.accessibility import find_barriers
from tests.browser.asking import ask_by_mail
from tests.browser.visiting import Visitors

# Organisations in Tirana with services for everybody who is signed in, and an address for mails.
_CANDIDATES = (
    "SELECT o.id FROM organisation o JOIN service s ON s.organisation_id = o.id"
    " WHERE o.municipality_code = '53' AND o.status = 'approved' AND o.email <> ''"
    " AND s.tier = 'network' AND s.status = 'active' AND s.capacity_total > 3"
    " AND s.closed_from IS NULL AND s.closed_until IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM confirmation_request c WHERE c.organisation_id = o.id)"
    " GROUP BY o.id ORDER BY count(*), o.id"
)


@dataclass(frozen=True)
class Asked:
    """An organisation and the link in its mail."""

    organisation_id: str
    path: str


@pytest.fixture
def asked(visitors: Visitors, tmp_path: Path) -> Asked:
    organisation_id = UUID(str(visitors.site.column(_CANDIDATES)[0]))
    return Asked(str(organisation_id), ask_by_mail(visitors.site, tmp_path, organisation_id))


def confirmed_today(visitors: Visitors, asked: Asked) -> int:
    """How many services of the organisation a colleague in the municipality reads as confirmed today."""
    with visitors.page("worker.tirane", locale="en") as page:
        page.goto(f"/providers/{asked.organisation_id}")
        return page.get_by_text(f"{clock.today():%d.%m.%Y}").count()


def look_at(page: Page) -> None:
    """No barrier, and nothing wider than the phone."""
    assert not find_barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("locale", ["sq", "en"])
def test_one_tap_confirms_everything(visitors: Visitors, asked: Asked, locale: str, scripts: bool) -> None:
    with visitors.page(locale=locale, scripts=scripts) as page:
        page.goto(asked.path)
        if scripts:
            look_at(page)
        first = page.locator("main form button").first
        box = first.bounding_box()
        assert box, "the button is on the page"
        assert box["y"] + box["height"] <= 740, "the button is on the first screen of a phone"
        assert box["height"] >= 44
        first.tap()
        page.wait_for_load_state()
        expect(page.locator("main .note").first).to_be_visible()
        if scripts:
            look_at(page)
    assert confirmed_today(visitors, asked) >= 1


def test_a_closure_said_by_mail_stands_on_the_page_and_can_be_corrected(
    visitors: Visitors, asked: Asked
) -> None:
    with visitors.page(locale="en") as page:
        page.goto(asked.path)
        card = page.locator("main article").first
        card.locator("summary").click()
        card.get_by_label("It is closed for now").check()
        card.get_by_label("Places free now").fill("0")
        page.get_by_role("button", name="Send").click()
        card = page.locator("main article").first
        expect(card.get_by_text("Closed for a time")).to_be_visible()
        expect(card.get_by_label("Places free now")).to_have_value("0")
        card.get_by_label("It is open and right").check()
        card.get_by_label("Places free now").fill("2")
        page.get_by_role("button", name="Everything is still right").click()
        expect(page.locator("main article").first.get_by_text("Closed for a time")).to_have_count(0)


def test_what_cannot_be_is_told_at_its_field(visitors: Visitors, asked: Asked) -> None:
    with visitors.page(locale="en") as page:
        page.goto(asked.path)
        page.get_by_label("Places free now").first.fill("1000000")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("alert")).to_be_visible()
        look_at(page)


@pytest.mark.parametrize("locale", ["sq", "en"])
def test_a_link_that_was_cut_off_offers_a_new_mail(visitors: Visitors, asked: Asked, locale: str) -> None:
    with visitors.page(locale=locale) as page:
        answer = page.goto(asked.path[:-4])
        assert answer
        assert answer.status == 404
        look_at(page)
        page.locator("main [name=email]").fill("nobody@none.example")
        page.locator("main form button").click()
        page.wait_for_url("**/confirm/sent")
        look_at(page)
