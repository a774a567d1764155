"""Paging: reads the page that an address asks for; what a page is stands in the kernel."""

from flask import request

from app.kernel.pages import PAGE_SIZE, Page, PageRequest

__all__ = ["LAST_PAGE", "PAGE_SIZE", "Page", "PageRequest", "page_request"]

LAST_PAGE = 1000


def page_request() -> PageRequest:
    """The page that `?page=` asks for; what is not a number is the first page."""
    text = request.args.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < len(str(LAST_PAGE)) + 1 else 1
    return PageRequest(min(max(number, 1), LAST_PAGE))
