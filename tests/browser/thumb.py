"""One thumb on a phone: everything that it touches is counted."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page


@dataclass
class Thumb:
    """Taps, chooses and types on a page; `taps` is what it has cost so far."""

    page: Page
    taps: int = 0

    def start_counting(self) -> None:
        self.taps = 0

    def tap(self, target: Locator) -> None:
        """One tap on a link, a button or the label of a choice."""
        target.scroll_into_view_if_needed()
        target.tap()
        self.taps += 1

    def tap_button(self, name: str) -> None:
        self.tap(self.page.get_by_role("button", name=name, exact=True).first)

    def tap_link(self, name: str) -> None:
        self.tap(self.page.get_by_role("link", name=name, exact=True).first)

    def tap_choice(self, name: str, value: str) -> None:
        """The label of a radio button or a checkbox: what a thumb hits."""
        found = self.page.locator(f"input[name='{name}'][value='{value}']").get_attribute("id")
        self.tap(self.page.locator(f"label[for='{found}']"))

    def type(self, target: Locator, text: str) -> None:
        """The tap that opens the keyboard is counted, the letters are not."""
        self.tap(target)
        target.fill(text)

    def choose(self, target: Locator, value: str) -> None:
        """A list that opens costs two: one to open it, one for the entry."""
        target.select_option(value)
        self.taps += 2
