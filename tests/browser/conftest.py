"""Fixtures of the tests in the browser: Chromium, the two servers, and the visitors who use them."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from sqlalchemy import create_engine, make_url, text

from scripts.find_chromium import find_chromium
from tests.browser.asking import ask_by_mail
from tests.browser.pages import Places
from tests.browser.registering import register_and_prove
from tests.browser.sealing import break_glass, seal_note
from tests.browser.server import Site, open_site
from tests.browser.sheets import upload_sheet
from tests.browser.visiting import PATIENCE_MS, Visitors, launch
from tests.support.databases import postgresql_server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests; each test has contexts of its own."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = launch(playwright, os.environ.get("URA_CHROMIUM") or str(find_chromium()))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The server on SQLite."""
    folder = tmp_path_factory.mktemp("site-sqlite")
    with open_site(f"sqlite:///{folder / 'ura.db'}", folder) as running:
        yield running


@pytest.fixture(scope="session")
def site_on_postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same server on PostgreSQL."""
    folder = tmp_path_factory.mktemp("site-postgresql")
    with postgresql_server() as server_url:
        url = make_url(server_url).set(drivername="postgresql+psycopg")
        server = create_engine(url, isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text("DROP DATABASE IF EXISTS ura_browser"))
            connection.execute(text("CREATE DATABASE ura_browser"))
        own = url.set(database="ura_browser").render_as_string(hide_password=False)
        with open_site(own, folder) as running:
            yield running
        with server.connect() as connection:
            connection.execute(text("DROP DATABASE ura_browser WITH (FORCE)"))
        server.dispose()


@pytest.fixture(scope="session")
def visitors(chromium: Browser, site: Site) -> Visitors:
    """Browsers on the SQLite server."""
    return Visitors(chromium, site)


@pytest.fixture(scope="session")
def visitors_on_postgresql(chromium: Browser, site_on_postgresql: Site) -> Visitors:
    """Browsers on the PostgreSQL server."""
    return Visitors(chromium, site_on_postgresql)


@pytest.fixture(scope="session")
def both_visitors(request: pytest.FixtureRequest) -> Visitors:
    """Browsers on the server that the test's parameter names (indirect)."""
    chosen: Visitors = request.getfixturevalue(request.param)
    return chosen


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where screenshots go: into the documentation when URA_WRITE_PICTURES=1, else beside what the build makes."""
    root = Path(__file__).parent.parent.parent
    folder = root / ("docs/pictures" if os.environ.get("URA_WRITE_PICTURES") == "1" else ".build/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def places(visitors: Visitors, tmp_path_factory: pytest.TempPathFactory) -> Places:
    """An example for each parameter of an address: demo data, and an invitation that a coordinator has just sent."""
    found = Places(visitors.site)
    folder = tmp_path_factory.mktemp("mails")
    found.confirmation_path = ask_by_mail(visitors.site, folder, UUID(found.organisation_key()))
    with visitors.page(locale="en") as page:
        found.registration_id, found.proof_path = register_and_prove(page, visitors.site, "Qendra Besa", "en")
    with visitors.page("pmf.tirane", locale="en") as page:
        seal_note(page, found.person())
    with visitors.page("worker.tirane", locale="en") as page:
        found.note_id = break_glass(page, found.person())
    with visitors.page("coordinator.tirane", locale="en") as page:
        page.goto("/accounts/invite")
        page.fill("[name=name]", "Besa Krojavari")
        page.fill("[name=email]", "besa@new.example")
        page.locator("[name=role]").first.check()
        page.get_by_role("button", name="Send the invitation").click()
        found.invitation_id = page.url.rsplit("/", 1)[1]
        found.invitation_path = page.locator(".link").inner_text().removeprefix(visitors.site.url).strip()
        found.batch_id = upload_sheet(page)
    return found
