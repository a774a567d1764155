"""Folding of text for search: what a person types on a phone and what stands in a record meet here."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^a-z0-9]+")
# Letters that Unicode does not take apart into a plain letter and a mark.
_UNDIVIDED = str.maketrans(
    {"ı": "i", "đ": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)


def fold(text: str) -> str:
    """Lower case, accents off, only letters a to z, digits and single blanks: `Shkodër ` becomes `shkoder`."""
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_UNDIVIDED))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", plain).strip()


def tokens(text: str) -> list[str]:
    """The folded words of a text, in order, each once."""
    return list(dict.fromkeys(fold(text).split()))
