"""How a provider registers itself on a phone, and the mails that the running site sends for it."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from playwright.sync_api import Page

from app import create_app
from app.config import Settings
from app.kernel import outbox
from app.providers.services import proof_token
from tests.browser.server import SECRET_KEY, Site
from tests.browser.words import say

COURSE = "EMP-08"


def fill_in(page: Page, name: str, email: str, locale: str = "sq") -> None:
    """The public form, with what must be said and one kind of service."""
    page.goto("/register")
    page.fill("[name=name]", name)
    page.select_option("[name=kind]", "ngo")
    page.select_option("[name=municipality_code]", "53")
    page.fill("[name=address]", "Rruga e Provës 7, Tiranë")
    page.locator("details", has=page.locator(f"#service-{COURSE}")).locator("summary").click()
    page.locator(f"label[for=service-{COURSE}]").click()
    page.fill("[name=contact_name]", "Mira Shembulli")
    page.fill("[name=contact_title]", "Drejtore")
    page.fill("[name=phone]", "068 234 5678")
    page.fill("[name=email]", email)
    page.locator("label[for=agrees]").click()
    send(page, locale)


def send(page: Page, locale: str = "sq") -> None:
    page.get_by_role("button", name=say("Send the registration", locale), exact=True).click()


def deliver_mails(site: Site, folder: Path) -> list[EmailMessage]:
    """What the worker of a running site would send now: all mails in the folder, oldest first."""
    settings = Settings(
        data_dir=folder,
        database_url=site.engine.url.render_as_string(hide_password=False),
        secret_key=SECRET_KEY,
        base_url=site.url,
        log_level="ERROR",
    )
    with create_app(settings).app_context():
        for job_id in outbox.list_due():
            outbox.deliver(job_id)
    paths = sorted((folder / "mail").glob("*.eml"))
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]


def link_to(mails: list[EmailMessage], address: str, part: str) -> str:
    """The newest link to an address whose path holds `part`, without the host."""
    for mail in reversed(mails):
        found = re.search(rf"https?://\S+/{part}/\S+", mail.get_content())
        if mail["To"] == address and found:
            return urlsplit(found[0]).path
    raise AssertionError(f"no mail to {address} leads to {part}")


def register_and_prove(page: Page, site: Site, name: str, locale: str) -> tuple[str, str]:
    """A registration that waits for the municipality: its id, and the path of the link that proved its address."""
    fill_in(page, name, "besa@agimi.example", locale)
    found = site.column("SELECT id FROM provider_registration WHERE organisation_name = :name", name=name)
    registration_id = UUID(str(found[0]))
    path = f"/register/proof/{proof_token(SECRET_KEY, registration_id)}"
    page.goto(path)
    page.get_by_role("button", name=say("Yes, this is my address", locale)).click()
    return str(registration_id), path
