"""Corrects words that no service has, against the words that are there; guarded services lend it none."""

import time
from bisect import bisect_left

from rapidfuzz import fuzz, process
from sqlalchemy import select

from app.kernel.db import db
from app.kernel.scope import unscoped
from app.providers.domain import Tier, search_words
from app.providers.models import CatalogueEntry, ServiceListing, ServiceListingToken

_GOOD_FOR_SECONDS = 60.0
_ALIKE = 72
_SHORTEST = 3


class _Vocabulary:
    """The words of this process, sorted, and when they were read."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.read_at: float | None = None

    @property
    def is_stale(self) -> bool:
        return self.read_at is None or time.monotonic() - self.read_at > _GOOD_FOR_SECONDS


_held = _Vocabulary()


def correct(words: list[str]) -> list[str]:
    """The same words, those that lead nowhere replaced by the nearest that lead somewhere."""
    known = _vocabulary()
    return [word if _begins_one(known, word) else _nearest(known, word) for word in words]


def forget_vocabulary() -> None:
    """Read the words anew at the next need (tests, and after a change of the catalogue)."""
    _held.read_at = None


def _nearest(known: list[str], word: str) -> str:
    if len(word) < _SHORTEST:
        return word
    best = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return best[0] if best else word


def _begins_one(known: list[str], word: str) -> bool:
    place = bisect_left(known, word)
    return place < len(known) and known[place].startswith(word)


def _vocabulary() -> list[str]:
    if _held.is_stale:
        _held.words, _held.read_at = sorted(_listed_words() | _catalogue_words()), time.monotonic()
    return _held.words


def _listed_words() -> set[str]:
    listed = (
        select(ServiceListingToken.token)
        .join(ServiceListing, ServiceListing.service_id == ServiceListingToken.service_id)
        .where(ServiceListing.tier.in_((Tier.PUBLIC, Tier.NETWORK)))
        .distinct()
    )
    return set(
        db.session.scalars(listed, execution_options=unscoped("only words of open services are taken"))
    )


def _catalogue_words() -> set[str]:
    names = select(CatalogueEntry.name_sq, CatalogueEntry.name_en)
    return {
        word for row in db.session.execute(names) for word in search_words(f"{row.name_sq} {row.name_en}")
    }
