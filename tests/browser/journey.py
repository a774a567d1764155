"""The crossing, step by step, as tired people walk it on their phones; what is seen on the way is the tests' own."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.thumb import Thumb
from tests.browser.words import say

CENTRE = "Qendra e Formimit Profesional nr. 1 Tiranë"
COURSE = "EMP-08"


def register_person(thumb: Thumb, name: str) -> None:
    """From the list of people to the page of a new person; one name is enough."""
    page = thumb.page
    page.goto("/people")
    thumb.tap_link(say("Register a person"))
    thumb.type(page.get_by_label(say("Given name"), exact=True), name)
    thumb.tap_button(say("Save"))
    expect(page.locator("h1")).to_have_text(name)


def choose_centre(thumb: Thumb, course: str) -> None:
    """From the page of the person to “What the provider will see”."""
    page = thumb.page
    thumb.tap_link(say("Refer"))
    expect(page.locator("h1")).to_have_text(say("Which service?"))
    thumb.type(page.get_by_label(say("What is needed"), exact=True), course)
    thumb.tap_button(say("Search"))
    thumb.tap(offer_of(page, CENTRE, course).get_by_role("button", name=say("Choose")))
    expect(page.locator("h1")).to_have_text(say("What the provider will see"))


def offer_of(page: Page, organisation: str, course: str) -> Locator:
    return page.locator("article.card").filter(has_text=organisation).filter(has_text=course).first


def agree_and_send(thumb: Thumb) -> None:
    """The consent as it is given at a kitchen table: spoken, with a witness."""
    page = thumb.page
    thumb.tap_choice("medium", "oral_witnessed")
    thumb.type(page.locator("[name=witness_name]"), "Dritan Ujmirë")
    thumb.tap(page.locator("label[for=agrees]"))
    thumb.tap_button(say("Send the referral"))


def refer(thumb: Thumb, name: str, course: str) -> str:
    """A new person referred to the centre; the address of her referral."""
    register_person(thumb, name)
    choose_centre(thumb, course)
    agree_and_send(thumb)
    expect(thumb.page.locator(".flash")).to_contain_text(say("Sent. The provider has it."))
    return address_of(thumb.page)


def address_of(page: Page) -> str:
    """The address of the page without the host."""
    return "/" + page.url.split("/", 3)[3]


def expect_standing(page: Page, status: str) -> None:
    """The word that says where a referral stands."""
    expect(page.locator("main .card .who").first).to_have_text(say(status))
