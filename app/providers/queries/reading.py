"""How a typed text is read: words and their synonyms, places that it names, words that are misspelt."""

import csv
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.places.queries import list_municipalities
from app.providers.domain import Tier, search_words, typed_words
from app.providers.queries.filters import reaching
from app.providers.queries.memory import Index, Seen

_SHORTEST_MISTYPED = 4
_LONG_WORD = 6
# A synonym counts from so many letters on: "job" while it is typed is still half of many words.
_SHORTEST_SYNONYM = 3
_TRIED = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it was understood. `slots` is what fulfils all of it.

    `place` is the code of a municipality that it names; `words` are what was searched for, and `is_corrected` says
    that they are not what was typed.
    """

    slots: int
    place: str | None = None
    words: tuple[str, ...] = ()
    is_corrected: bool = False


def read(seen: Seen, text: str) -> Reading:
    """What a text asks for among the rows of a scope; an empty text asks for all."""
    typed = typed_words(text)
    slots, place, words = seen.slots, None, list[str]()
    for part in _parts(typed):
        if part.place:
            place = place or part.place
            slots &= reaching(seen.index, part.place) | _all_of(seen.index, part.words)
            words.extend(part.words)
            continue
        word = _spelt(seen, part.words[0])
        slots &= find_word(seen.index, word)
        words.append(word)
    return Reading(slots, place, tuple(words), words != typed)


def find_word(index: Index, word: str) -> int:
    """Where a word begins with these letters, or another word for the same stands, or the kind of service it names."""
    found = index.words.find(word)
    for meaning in _meanings(word):
        found |= index.having_any("code", meaning.codes)
        for other in meaning.words:
            found |= index.words.slots_with(other)
    return found


def _all_of(index: Index, words: Sequence[str]) -> int:
    found = ~0
    for word in words:
        found &= find_word(index, word)
    return found


# ---------------------------------------------------------------------------------------- misspelt words


def _spelt(seen: Seen, word: str) -> str:
    """The word, or the nearest that leads somewhere when it leads nowhere; guarded services lend none."""
    if len(word) < _SHORTEST_MISTYPED or find_word(seen.index, word) & seen.slots:
        return word
    return seen.index.remembered(("spelt", word, seen.slots), lambda: _nearest_word(seen, word))


def _nearest_word(seen: Seen, word: str) -> str:
    lends = seen.slots & seen.index.having_any("tier", (Tier.PUBLIC, Tier.NETWORK))
    return next((near for near in _alike(seen.index, word) if find_word(seen.index, near) & lends), word)


def _alike(index: Index, word: str) -> Iterator[str]:
    """Words that differ by one letter, by two when they are long; whole ones first, then beginnings."""
    most = 2 if len(word) >= _LONG_WORD else 1
    whole = [*index.words.sorted, *synonym_words()]
    for choices in (whole, list({known[: len(word)] for known in whole})):
        near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=_TRIED)
        yield from (found for found, _distance, _place in near)


# ------------------------------------------------------------------------------------------------ synonyms


@dataclass(frozen=True, slots=True)
class _Meaning:
    """Words for the same thing in both languages, and the codes of the catalogue that they mean."""

    words: tuple[str, ...]
    codes: tuple[str, ...]


@lru_cache(maxsize=1)
def _synonyms() -> tuple[tuple[str, _Meaning], ...]:
    """Each word with its meaning, in the order of the words."""
    source = resources.files("app.providers") / "data" / "synonyms.csv"
    found: list[tuple[str, _Meaning]] = []
    with source.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            meaning = _Meaning(tuple(search_words(row["words"])), tuple(row["codes"].split()))
            found.extend((word, meaning) for word in meaning.words)
    return tuple(sorted(found, key=lambda pair: pair[0]))


@lru_cache(maxsize=1)
def synonym_words() -> tuple[str, ...]:
    """All words that have a meaning of their own, sorted."""
    return tuple(word for word, _meaning in _synonyms())


@lru_cache(maxsize=2000)
def _meanings(word: str) -> tuple[_Meaning, ...]:
    """What a word means that was typed, perhaps not yet to its end."""
    known, first = _synonyms(), bisect_left(synonym_words(), word)
    found: list[_Meaning] = []
    for other, meaning in known[first:]:
        if not other.startswith(word):
            break
        if other == word or len(word) > _SHORTEST_SYNONYM:
            found.append(meaning)
    return tuple(dict.fromkeys(found))


def codes_meant(word: str) -> frozenset[str]:
    """The codes of the catalogue that a word means, perhaps in another language than the catalogue's."""
    return frozenset(code for meaning in _meanings(word) for code in meaning.codes)


# -------------------------------------------------------------------------------------------------- places


@dataclass(frozen=True, slots=True)
class _Part:
    """One word, or the words of a municipality's name."""

    words: tuple[str, ...]
    place: str | None = None


def _parts(words: Sequence[str]) -> Iterator[_Part]:
    names = place_names()
    left = list(words)
    while left:
        most = next(
            (length for length in (3, 2, 1) if len(left) >= length and tuple(left[:length]) in names), 0
        )
        part = tuple(left[: most or 1])
        yield _Part(part, names.get(part))
        del left[: len(part)]


def place_names() -> dict[tuple[str, ...], str]:
    """The stems of the names of municipalities and their seats, and their codes."""
    names = _place_names()
    if not names:
        # Asked before the reference data was there.
        _place_names.cache_clear()
    return names


@lru_cache(maxsize=1)
def _place_names() -> dict[tuple[str, ...], str]:
    named = [(name, row.code) for row in list_municipalities() for name in (row.seat, row.name_sq)]
    return {tuple(search_words(name)): code for name, code in named if search_words(name)}
