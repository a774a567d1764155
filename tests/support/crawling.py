"""Follows every link that a role is shown, as somebody curious would; forms are not sent."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from werkzeug.test import TestResponse

from tests.support.browsing import Browser

_LINK = re.compile(r'(?:href|action|formaction)="([^"]+)"')
_NOT_PAGES = ("/static/", "tel:", "mailto:", "#")
MOST_PAGES = 300


def find_links(body: str) -> list[str]:
    """Addresses of this site in a page, in order, without the part after the hash."""
    links = (html.unescape(link).partition("#")[0] for link in _LINK.findall(body))
    return [link for link in links if link.startswith("/") and not link.startswith(_NOT_PAGES)]


def crawl(browser: Browser, *starts: str, most: int = MOST_PAGES) -> Iterator[tuple[str, TestResponse]]:
    """Every page that can be reached by links from the first page and from `starts`.

    Chips of filters make endless combinations: of one path, eight queries are enough.
    """
    waiting, seen, queries = ["/", *starts], set(starts) | {"/"}, dict[str, int]()
    while waiting and most:
        most -= 1
        address = waiting.pop(0)
        answer = browser.get(address, check=False)
        yield address, answer
        found = [answer.location] if answer.status_code == 303 else find_links(_text(answer))
        for link in found:
            path = urlsplit(link).path
            if link not in seen and queries.get(path, 0) < 8:
                seen.add(link)
                queries[path] = queries.get(path, 0) + 1
                waiting.append(link)


def _text(answer: TestResponse) -> str:
    return answer.text if answer.mimetype == "text/html" else ""
