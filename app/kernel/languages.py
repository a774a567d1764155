"""The languages that people and services speak: one list of codes and their names for people to read.

Languages of the pages themselves belong to the web layer, not here.
"""

from functools import cache
from types import MappingProxyType

from babel import Locale

LANGUAGE_CODES: tuple[str, ...] = (
    "sq", "en", "ar", "prs", "ps", "fa", "ckb", "kmr", "uk", "ru", "ur", "tr", "fr",
    "bn", "hi", "pa", "ne", "tl", "so", "ti", "am", "om", "sw", "ha", "ff",
    "it", "el", "de", "es", "zh", "vi", "sr", "mk", "rom",
)  # fmt: skip

# CLDR has no Albanian name for these, or one that nobody here uses.
_OWN_NAMES = MappingProxyType(
    {
        "sq": {
            "prs": "darisht",
            "ckb": "kurdishte sorani",
            "kmr": "kurdishte kurmanxhi",
            "rom": "romisht",
            "tl": "tagalogisht",
        },
        "en": {
            "prs": "Dari",
            "fa": "Farsi",
            "ckb": "Kurdish (Sorani)",
            "kmr": "Kurdish (Kurmanji)",
            "rom": "Romani",
            "bn": "Bengali",
            "tl": "Tagalog",
        },
    }
)


@cache
def language_name(code: str, locale: str = "sq") -> str:
    """The name of a language in the reader's language; an unknown code is shown as it is."""
    reader = "en" if locale.startswith("en") else "sq"
    return _OWN_NAMES[reader].get(code) or Locale(reader).languages.get(code) or code


@cache
def language_choices(locale: str = "sq") -> tuple[tuple[str, str], ...]:
    """Code and name of every language, in the order in which they are likely to be needed here."""
    return tuple((code, language_name(code, locale)) for code in LANGUAGE_CODES)


def is_language(code: str) -> bool:
    return code in LANGUAGE_CODES
