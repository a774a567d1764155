"""The search of the directory: words, filters, nearest first, a page at a time."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, literal, select

from app.kernel.db import db
from app.kernel.pages import Page, PageRequest
from app.kernel.scope import prepared
from app.providers.models import ServiceListing as Listing
from app.providers.queries.bands import SHAPES_REMEMBERED, Values
from app.providers.queries.cards import CARD_COLUMNS, ServiceCard, card_of
from app.providers.queries.filters import DirectoryFilters, Shape, clauses_of, shape_of, values_of, words_of
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
    shape, values, start = shape_of(filters, words), values_of(filters, words), filters.start
    total = int(db.session.execute(_counting(shape), values).scalar_one())
    if not total:
        return Page((), wanted.number, False, 0)
    if start is None:
        cards, has_next = _list_by_name(shape, values, wanted)
    else:
        cards, has_next = list_nearest(shape, values, start, wanted, are_few=total <= COUNTED_TO)
    return Page(cards, wanted.number, has_next, total)


def _list_by_name(shape: Shape, values: Values, wanted: PageRequest) -> tuple[list[ServiceCard], bool]:
    numbers = {**values, "skip": wanted.offset, "count": wanted.probe}
    rows = db.session.execute(_by_name(shape), numbers).all()
    return [card_of(row) for row in rows[: wanted.size]], len(rows) > wanted.size


@lru_cache(maxsize=SHAPES_REMEMBERED)
def _by_name(shape: Shape) -> Select[*tuple[Any, ...]]:
    ordered = select(*CARD_COLUMNS).where(*clauses_of(shape)).order_by(Listing.sort_name, Listing.id)
    return prepared(ordered.offset(bindparam("skip", type_=Integer)).limit(bindparam("count", type_=Integer)))


@lru_cache(maxsize=SHAPES_REMEMBERED)
def _counting(shape: Shape) -> Select[int]:
    """How many hits there are, counted only up to one more than COUNTED_TO."""
    some = select(literal(1).label("one")).select_from(Listing).where(*clauses_of(shape))
    return prepared(select(func.count(some.limit(COUNTED_TO + 1).subquery().c.one)))
