"""The phone screens of the README; they are written into docs/pictures/ only with URA_WRITE_PICTURES=1."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.journey import choose_centre, register_person
from tests.browser.pages import Places
from tests.browser.thumb import Thumb
from tests.browser.visiting import Visitors
from tests.browser.words import say

LARGEST_PICTURE = 120 * 1024
COURSE = "Kurs i formimit profesional (QFP publike)"
SCREENS = {
    "today": ("worker.tirane", "/"),
    "choose-a-provider": ("worker.tirane", "/referrals/new?person={person}&q=kurs"),
    "one-referral": ("worker.tirane", "/referrals/{referral}"),
    "provider": ("worker.tirane", "/providers/{organisation}"),
    "inbox": ("staff.qfp-tirane", "/inbox"),
    "coverage": ("worker.tirane", "/coverage?sector=education"),
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_picture_is_taken_of(visitors: Visitors, places: Places, pictures: Path, name: str) -> None:
    account, address = SCREENS[name]
    served = places.ids(
        "SELECT id FROM referral WHERE status = 'in_service' AND municipality_code = '53' ORDER BY id LIMIT 1"
    )
    with visitors.page(account) as page:
        own = places.organisations()[0]
        page.goto(address.format(person=places.person(), referral=served[0], organisation=own))
        expect(page.locator("h1")).to_be_visible()
        page.screenshot(path=pictures / f"{name}.png")
    assert (pictures / f"{name}.png").stat().st_size <= LARGEST_PICTURE


def test_a_picture_is_taken_of_what_the_provider_will_see(visitors: Visitors, pictures: Path) -> None:
    with visitors.page("worker.tirane") as page:
        thumb = Thumb(page)
        register_person(thumb, "Amina Rahimi")
        choose_centre(thumb, COURSE)
        expect(page.locator("h1")).to_have_text(say("What the provider will see"))
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=pictures / "what-the-provider-will-see.png")
    assert (pictures / "what-the-provider-will-see.png").stat().st_size <= LARGEST_PICTURE
