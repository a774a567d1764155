"""The words of the directory in memory: which slots a word stands in, and which words begin with a few letters."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from itertools import takewhile

from app.providers.queries.memory.bits import bits_of

# A word of so many slots is kept as a number: quicker to join, and no larger than a set.
_COMMON_FROM = 200


class Words:
    """Rare words hold a set of slots, common ones a number (see `bits`)."""

    def __init__(self) -> None:
        self.sorted: list[str] = []
        self._rare: dict[str, set[int]] = {}
        self._common: dict[str, int] = {}

    def add(self, slots_by_word: dict[str, list[int]]) -> None:
        """Note new slots of words, many at once."""
        fresh = [word for word in slots_by_word if word not in self._rare and word not in self._common]
        if len(fresh) > len(self.sorted) // 8:
            self.sorted = sorted([*self.sorted, *fresh])
        else:
            for word in fresh:
                insort(self.sorted, word)
        for word, slots in slots_by_word.items():
            if word in self._common:
                self._common[word] |= bits_of(slots)
                continue
            held = self._rare.setdefault(word, set())
            held.update(slots)
            if len(held) >= _COMMON_FROM:
                self._common[word] = bits_of(self._rare.pop(word))

    def remove(self, words: Iterable[str], slot: int) -> None:
        """Forget that the words stand in a slot, and words that stand nowhere any more."""
        for word in words:
            if word in self._common:
                self._common[word] &= ~(1 << slot)
                is_gone = not self._common[word]
            else:
                self._rare[word].discard(slot)
                is_gone = not self._rare[word]
            if is_gone:
                self._rare.pop(word, None)
                self._common.pop(word, None)
                del self.sorted[bisect_left(self.sorted, word)]

    def beginning_with(self, start: str) -> Iterator[str]:
        """The words that begin with these letters."""
        first = bisect_left(self.sorted, start)
        end = bisect_left(self.sorted, start + "\x7f")
        return takewhile(lambda word: word.startswith(start), self.sorted[first:end])

    def find(self, start: str) -> int:
        """The slots in which a word begins with these letters."""
        found, rare = 0, set[int]()
        for word in self.beginning_with(start):
            if word in self._common:
                found |= self._common[word]
            else:
                rare |= self._rare[word]
        return found | bits_of(rare)

    def slots_with(self, word: str) -> int:
        """The slots in which just this word stands."""
        return self._common.get(word, 0) or bits_of(self._rare.get(word, ()))
