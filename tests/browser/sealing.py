"""A sealed note, and a glass that is broken, as people do it on the page of a person."""

import re

from playwright.sync_api import Page

_NOTE = re.compile(r"/sealed/([0-9a-f-]{36})/")


def seal_note(page: Page, person_id: str) -> None:
    """Write a note that its writer alone may open."""
    page.goto(f"/people/{person_id}/sealed/new")
    page.locator("[name=kind][value=health]").check()
    page.fill("[name=text]", "Merr insulinë dy herë në ditë")
    page.get_by_role("button", name="Seal the note").click()


def break_glass(page: Page, person_id: str) -> str:
    """Break the glass of the newest note that is not for the reader; the id of the note."""
    page.goto(f"/people/{person_id}")
    page.get_by_role("link", name="Somebody is in danger: break the glass").first.click()
    found = _NOTE.search(page.url)
    assert found
    page.fill("[name=reason]", "Nuk përgjigjet prej dy ditësh, mjeku pyet për ilaçin")
    page.get_by_role("button", name="Break the glass").click()
    return found[1]
