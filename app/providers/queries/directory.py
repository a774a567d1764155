"""The search of the directory: words, filters, nearest first, a page at a time."""

from dataclasses import dataclass

from sqlalchemy import func, literal, select

from app.kernel.db import db
from app.kernel.pages import Page, PageRequest
from app.providers.models import ServiceListing as Listing
from app.providers.queries.bands import Clauses, Numbers
from app.providers.queries.cards import CARD_COLUMNS, ServiceCard, card_of
from app.providers.queries.filters import DirectoryFilters, clauses_of, home_of, words_of
from app.providers.queries.nearest import list_nearest
from app.providers.queries.spelling import correct

COUNTED_TO = 100

__all__ = ["COUNTED_TO", "DirectoryFilters", "DirectoryResult", "search_directory", "search_services"]


@dataclass(frozen=True, slots=True)
class DirectoryResult:
    """A page of hits. `read_as` holds the words that were searched for instead of misspelt ones.

    The page's total counts up to COUNTED_TO; one more than that means that there are more.
    """

    page: Page[ServiceCard]
    read_as: tuple[str, ...] = ()


def search_services(filters: DirectoryFilters, wanted: PageRequest) -> Page[ServiceCard]:
    """The hits alone, for screens that do not tell how a word was read."""
    return search_directory(filters, wanted).page


def search_directory(filters: DirectoryFilters, wanted: PageRequest) -> DirectoryResult:
    """Services that fulfil the filters: nearest first, or by name where no place is known."""
    words = words_of(filters)
    page = _page(filters, words, wanted)
    if page.total or not words:
        return DirectoryResult(page)
    corrected = correct(words)
    if corrected == words:
        return DirectoryResult(page)
    return DirectoryResult(_page(filters, corrected, wanted), tuple(corrected))


def _page(filters: DirectoryFilters, words: list[str], wanted: PageRequest) -> Page[ServiceCard]:
    clauses, home, start = clauses_of(filters, words), home_of(filters), filters.start
    total = _count(clauses, home)
    if not total:
        return Page((), wanted.number, False, 0)
    if start is None:
        cards, has_next = _list_by_name(clauses, home, wanted)
    else:
        cards, has_next = list_nearest(clauses, start, home, wanted, are_few=total <= COUNTED_TO)
    return Page(cards, wanted.number, has_next, total)


def _list_by_name(clauses: Clauses, home: Numbers, wanted: PageRequest) -> tuple[list[ServiceCard], bool]:
    ordered = select(*CARD_COLUMNS).where(*clauses).order_by(Listing.sort_name, Listing.id)
    rows = db.session.execute(ordered.offset(wanted.offset).limit(wanted.probe), home).all()
    return [card_of(row) for row in rows[: wanted.size]], len(rows) > wanted.size


def _count(clauses: Clauses, home: Numbers) -> int:
    """How many hits there are, counted only up to one more than COUNTED_TO."""
    some = (
        select(literal(1).label("one")).select_from(Listing).where(*clauses).limit(COUNTED_TO + 1).subquery()
    )
    return int(db.session.execute(select(func.count(some.c.one)), home).scalar_one())
