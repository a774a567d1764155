"""The words by which a service is found: folded, without endings, so that `kursit` and `Kurse` meet."""

from app.kernel.text import fold
from app.places.domain import stem

LONGEST_TEXT = 200
MOST_TYPED_WORDS = 8
LONGEST_WORD = 40
# Words that stand in every second name and tell nothing apart.
_EMPTY_WORDS = frozenset(
    (
        *("e", "i", "te", "se", "ne", "dhe", "per", "me", "nga"),  # Albanian
        *("the", "of", "and", "for", "to", "in", "at", "a", "an", "or"),  # English
    )
)


def search_words(text: str) -> list[str]:
    """The stems of a text's telling words, each once, in order."""
    words = (stem(word)[:LONGEST_WORD] for word in fold(text).split() if word not in _EMPTY_WORDS)
    return list(dict.fromkeys(word for word in words if len(word) > 1))


def typed_words(text: str) -> list[str]:
    """The same of what somebody typed: only so much of it is read."""
    return search_words(text[:LONGEST_TEXT])[:MOST_TYPED_WORDS]
