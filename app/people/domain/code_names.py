"""Code names such as `TR-7K4M-2Q`: said on the phone and printed on a slip instead of a name."""

import re
import unicodedata
from collections.abc import Callable, Sequence

# No vowel, so that nothing is spelt; no letter that looks like a digit on paper (O I L Z S G B).
CODE_ALPHABET = "23456789CDFHJKMNPQRTVWX"
_VALUES = "23456789BCDFGHJKLMNPQRSTVWXYZ"
# 29 is prime, so with different weights one wrong character, or two that changed places, always show.
_MODULUS = len(_VALUES)
_CONSONANTS = frozenset("BCDFGHJKLMNPQRSTVWXYZ")
# Any seven different weights below 29 do; the check character itself weighs 1.
_FIRST_WEIGHT = 11
_BODY_LENGTH = 5
_SHAPE = re.compile(r"[BCDFGHJ-NP-TV-Z]{2}[2-9BCDFGHJ-NP-TV-Z]{6}")


def prefix_of(municipality_name: str) -> str:
    """The first two consonants of a municipality's name: `Tiranë` gives `TR`."""
    plain = unicodedata.normalize("NFKD", municipality_name).upper()
    return "".join([letter for letter in plain if letter in _CONSONANTS][:2]).ljust(2, "X")


def new_code_name(prefix: str, choose: Callable[[Sequence[str]], str]) -> str:
    """A fresh code name; `choose` picks one character of an alphabet, for instance `secrets.choice`."""
    while True:
        body = "".join(choose(CODE_ALPHABET) for _ in range(_BODY_LENGTH))
        check = _check_character(prefix + body)
        # A check character that is hard to read aloud is not used: draw again.
        if check in CODE_ALPHABET:
            return compose_code_name(prefix, body, check)


def compose_code_name(prefix: str, body: str, check: str) -> str:
    return f"{prefix}-{body[:4]}-{body[4:]}{check}"


def normalise_code_name(text: str) -> str | None:
    """`tr 7k4m2q` as `TR-7K4M-2Q`, or None where the text has not the shape of a code name."""
    plain = re.sub(r"[\s\-–—._]+", "", text).upper()
    if not _SHAPE.fullmatch(plain):
        return None
    return compose_code_name(plain[:2], plain[2:7], plain[7])


def is_code_name(text: str) -> bool:
    """Whether the text is a code name whose check character is right."""
    code_name = normalise_code_name(text)
    if code_name is None:
        return False
    plain = code_name.replace("-", "")
    return _check_character(plain[:-1]) == plain[-1]


def _check_character(text: str) -> str:
    """The character that brings the weighted sum, itself included, to nought."""
    weighted = sum(weight * _VALUES.index(letter) for weight, letter in enumerate(text, _FIRST_WEIGHT))
    return _VALUES[-weighted % _MODULUS]
