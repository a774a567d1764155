"""Paging: how a page of a list is asked for and handed over; reading `?page=` belongs to the web layer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
Other = TypeVar("Other")

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page of a list is wanted; the first is 1."""

    number: int = 1
    size: int = PAGE_SIZE

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    @property
    def probe(self) -> int:
        """How many rows to ask for: one more than fits tells whether there is a next page."""
        return self.size + 1


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list. `total` is counted only as far as is useful (None: not counted)."""

    rows: Sequence[Row]
    number: int = 1
    has_next: bool = False
    total: int | None = None

    @classmethod
    def cut(cls, rows: Sequence[Row], wanted: PageRequest, total: int | None = None) -> "Page[Row]":
        """A page from the rows that `wanted.probe` brought."""
        return cls(rows[: wanted.size], wanted.number, len(rows) > wanted.size, total)

    def map(self, change: Callable[[Row], Other]) -> "Page[Other]":
        """The same page with each row changed."""
        return Page([change(row) for row in self.rows], self.number, self.has_next, self.total)
