"""The envelope of a page in HSDS 3.1, and which records stand on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

DEFAULT_SIZE, LARGEST_SIZE = 50, 100
LARGEST_MINIMAL_SIZE = 10_000
LAST_PAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class PageAsked:
    """A page, counted from 1, and how many records it holds."""

    number: int = 1
    size: int = DEFAULT_SIZE

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size


def envelope(asked: PageAsked, total: int, contents: Sequence[Any]) -> dict[str, Any]:
    """A page with the numbers about it; one past the end is empty and counts as a last one."""
    pages = -(-total // asked.size)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.number,
        "size": len(contents),
        "first_page": asked.number == 1,
        "last_page": asked.number >= pages,
        "empty": not contents,
        "contents": contents,
    }
