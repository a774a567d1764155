"""Sheets as somebody sends them from a browser."""

from playwright.sync_api import FilePayload, Page

from tests.factories.imports import make_csv, row


def make_file(*rows: list[str], name: str = "sherbimet.csv") -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": make_csv(*rows)}


def upload_sheet(page: Page, *rows: list[str]) -> str:
    """Send a sheet; the id under which it waits for its columns to be chosen."""
    page.goto("/providers/imports")
    page.set_input_files("[name=file]", make_file(*(rows or (row(),))))
    page.locator("main form button").first.click()
    page.wait_for_url("**/mapping")
    return page.url.split("/")[-2]
