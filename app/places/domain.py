"""Rules of Albanian place names: how written forms meet and which place comes first; no data, no database."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from itertools import takewhile

from app.kernel.text import fold

# Words that say what kind of place it is, in the cases in which people write them. Folded.
_KIND_WORDS = frozenset(
    {"bashki", "bashkia", "bashkise", "bashkine", "komuna", "komune", "njesi", "njesia", "njesise"}
    | {
        "administrative",
        "qytet",
        "qyteti",
        "qytetit",
        "fshat",
        "fshati",
        "fshatit",
        "qark",
        "qarku",
        "qarkut",
    }
)
_LINKING_WORDS = frozenset({"e", "i", "te", "se", "ne"})
# Definite and case endings, longest first; taken off until none is left, so that all forms end alike.
_ENDINGS = ("it", "ut", "es", "se", "en", "in", "un", "a", "e", "i", "u")
_SHORTEST_STEM = 3
_LONGEST_CHANGE = 3  # letters by which two forms of one name differ in length at most
_VOWELS = frozenset("aeiouy")
_MELTING = ("er", "ez", "el")  # Shkodër and Shkodra, Kamëz and Kamza: the vowel goes when an ending comes


class PlaceKind(StrEnum):
    """What a name stands for."""

    MUNICIPALITY = "municipality"
    PLACE = "place"


class Closeness(IntEnum):
    """How near what was typed is to a name; the smaller the better."""

    SAME = 0
    OTHER_FORM = 1
    BEGINS = 2
    ONE_LETTER_OFF = 3
    WORD_BEGINS = 4
    ALIKE = 5


def stem(word: str) -> str:
    """A folded word without its endings: `shkodra`, `shkodres` and `shkoder` all become `shkodr`."""
    shorter = _without_ending(word)
    while shorter != word:
        word, shorter = shorter, _without_ending(shorter)
    if len(word) > _SHORTEST_STEM and word.endswith(_MELTING) and word[-3] not in _VOWELS:
        return word[:-2] + word[-1]
    return word


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def fold_name(name: str) -> str:
    """A name folded, without the words for the kind of place: `Bashkia e Tiranës` becomes `tiranes`."""
    words = fold(name).split()
    named = [word for word in words if word not in _KIND_WORDS]
    if not named:
        return " ".join(words)
    while len(named) > 1 and len(named) < len(words) and named[0] in _LINKING_WORDS:
        named = named[1:]
    return " ".join(named)


def stem_name(name: str) -> str:
    """The stems of a name's words: equal for the definite, indefinite and declined forms of one name."""
    words = fold_name(name).split()
    return " ".join(stem(word) for word in words if word not in _LINKING_WORDS or len(words) == 1)


@dataclass(frozen=True, slots=True)
class Known:
    """One place that can be found: its own names first, then others that it also goes by."""

    kind: PlaceKind
    key: str
    names: tuple[str, ...]
    other_names: tuple[str, ...] = ()
    population: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A known place and how it was found. `name` is the folded name that matched."""

    known: Known
    closeness: Closeness
    is_own_name: bool
    name: str

    @property
    def rank(self) -> tuple[int, bool, bool, int, str, str]:
        """Sort key: nearest name, municipalities before places, own names before others, then by size."""
        return (
            self.closeness,
            self.known.kind is not PlaceKind.MUNICIPALITY,
            not self.is_own_name,
            -self.known.population,
            self.known.names[0],
            self.known.key,
        )


@dataclass(frozen=True, slots=True)
class NameIndex:
    """All known places by the names they go by; built once, read often."""

    holders: Mapping[str, tuple[tuple[Known, bool], ...]]
    by_stem: Mapping[str, tuple[str, ...]]
    sorted_names: tuple[str, ...]
    by_later_word: Mapping[str, tuple[str, ...]]
    sorted_later_words: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(cls, places: Iterable[Known]) -> "NameIndex":
        holders: dict[str, dict[str, tuple[Known, bool]]] = defaultdict(dict)
        stems: dict[str, set[str]] = defaultdict(set)
        later_words: dict[str, set[str]] = defaultdict(set)
        for place in places:
            for name, is_own in _names_of(place):
                holders[name].setdefault(place.kind + place.key, (place, is_own))
                stems[stem_name(name)].add(name)
                for word in name.split()[1:]:
                    later_words[word].add(name)
        return cls(
            {name: tuple(held.values()) for name, held in holders.items()},
            {key: tuple(sorted(names)) for key, names in stems.items()},
            tuple(sorted(holders)),
            {word: tuple(sorted(names)) for word, names in later_words.items()},
            tuple(sorted(later_words)),
        )

    def matches(self, text: str) -> Iterator[tuple[str, Closeness]]:
        """The folded names that fit what was typed, the nearest kind of fit first; a name may come twice."""
        typed = fold_name(text)
        for name in dict.fromkeys((fold(text), typed)):
            if name in self.holders:
                yield name, Closeness.SAME
        for name in self.by_stem.get(stem_name(text), ()):
            if abs(len(name) - len(typed)) <= _LONGEST_CHANGE:
                yield name, Closeness.OTHER_FORM
        for name in beginning_with(self.sorted_names, typed):
            yield name, Closeness.BEGINS
        for word in beginning_with(self.sorted_later_words, typed):
            for name in self.by_later_word[word]:
                yield name, Closeness.WORD_BEGINS

    def places(self, matches: Iterable[tuple[str, Closeness]]) -> list[Found]:
        """The places behind the matching names, each once by its best match, best first."""
        best: dict[str, Found] = {}
        for name, closeness in matches:
            for known, is_own in self.holders[name]:
                found = Found(known, closeness, is_own, name)
                held = best.setdefault(known.kind + known.key, found)
                if found.rank < held.rank:
                    best[known.kind + known.key] = found
        return sorted(best.values(), key=lambda found: found.rank)


def _names_of(place: Known) -> Iterator[tuple[str, bool]]:
    for names, is_own in ((place.names, True), (place.other_names, False)):
        for name in names:
            folded = fold(name)
            if folded:
                yield folded, is_own


def beginning_with(words: tuple[str, ...], start: str) -> Iterator[str]:
    """The words of a sorted tuple that begin with a text; none for an empty text."""
    if not start:
        return iter(())
    first = bisect_left(words, start)
    return takewhile(lambda word: word.startswith(start), words[first:])


def without_twins(found: Iterable[Found], twins: Mapping[str, str]) -> Iterator[Found]:
    """Leave out the town that bears the name of its municipality when the municipality is found too.

    `twins` maps the key of such a town to the key of its municipality.
    """
    listed = list(found)
    municipalities = {hit.known.key for hit in listed if hit.known.kind is PlaceKind.MUNICIPALITY}
    for hit in listed:
        if hit.known.kind is PlaceKind.PLACE and twins.get(hit.known.key) in municipalities:
            continue
        yield hit
