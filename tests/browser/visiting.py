"""Browsers in which somebody of the demo data is signed in; what a page says to its console is kept and judged."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    Response,
    ViewportSize,
)

from tests.browser.server import PASSWORD, Site

PHONE = ViewportSize(width=360, height=740)
NARROW = ViewportSize(width=320, height=740)
DESKTOP = ViewportSize(width=1280, height=800)
DOMAIN = "@ura.example"
LAUNCH = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_ANSWER_OF_A_PAGE = "Failed to load resource: the server responded with a status of 4"
FIRST_SERVER_ERROR = 500
# The machine that runs the tests may be busy with others.
PATIENCE_MS = 15_000


def launch(playwright: Playwright, chromium: str) -> Browser:
    return playwright.chromium.launch(executable_path=chromium, args=list(LAUNCH))


@dataclass
class Watch:
    """Everything that must not happen in a browser: errors in the console, broken rules of the CSP, failed requests."""

    problems: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"error in a script: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _console(self, message: ConsoleMessage) -> None:
        # The browser also writes down that a page was refused (403, 409, 422): the tests look at those themselves.
        if message.type in {"error", "warning"} and not message.text.startswith(_ANSWER_OF_A_PAGE):
            self.problems.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        # A page that is left while something still loads is no fault.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.problems.append(f"{request.failure}: {request.url}")

    def _answered(self, response: Response) -> None:
        is_part = response.request.resource_type not in {"document", "fetch", "xhr"}
        if response.status >= FIRST_SERVER_ERROR or (is_part and not response.ok and response.status != 304):
            self.problems.append(f"{response.status}: {response.url}")


@dataclass
class Visitors:
    """Opens browsers on one site; who has signed in once need not type the password again."""

    browser: Browser
    site: Site
    _kept: dict[str, Any] = field(default_factory=dict)

    @contextmanager
    def context(
        self,
        account: str = "",
        *,
        locale: str = "sq",
        scripts: bool = True,
        size: ViewportSize = PHONE,
    ) -> Iterator[BrowserContext]:
        """A browser with nothing in its cache. At its end, whatever went wrong in it fails the test."""
        watch = Watch()
        context = self.browser.new_context(
            base_url=self.site.url,
            viewport=size,
            has_touch=size["width"] < DESKTOP["width"],
            java_script_enabled=scripts,
            locale="sq-AL",
            storage_state=self._state_of(account) if account else None,
        )
        context.add_cookies([{"name": "ura_language", "value": locale, "url": self.site.url}])
        context.set_default_timeout(PATIENCE_MS)
        watch.follow(context)
        try:
            yield context
        finally:
            context.close()
        assert not watch.problems, "\n".join(watch.problems)

    @contextmanager
    def page(self, account: str = "", **options: Any) -> Iterator[Page]:
        with self.context(account, **options) as context:
            yield context.new_page()

    def _state_of(self, account: str) -> Any:
        if account not in self._kept:
            context = self.browser.new_context(base_url=self.site.url)
            try:
                sign_in(context.new_page(), account)
                self._kept[account] = context.storage_state()
            finally:
                context.close()
        return self._kept[account]


def sign_in(page: Page, account: str) -> None:
    """Type address and password as a person does."""
    page.goto("/sign-in")
    page.fill("[name=email]", account + DOMAIN)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    try:
        page.wait_for_url(lambda url: "/sign-in" not in url)
    except Error as error:
        raise AssertionError(f"{account} could not sign in: {page.inner_text('main')}") from error
