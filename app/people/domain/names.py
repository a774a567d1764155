"""What a name may hold; a person with one name, in any script, is a whole person."""

import unicodedata

from app.kernel.errors import Invalid
from app.kernel.text import fold

NAME_LENGTH = 100
# Some letters fold to many; what an index holds has a limit.
NAME_KEY_LENGTH = 300
_ZERO_WIDTH_NON_JOINER = "\u200c"


def clean_text(text: str, field: str) -> str:
    """A short text as it is kept: composed (NFC), single blanks, nothing invisible; raises Invalid.

    Characters that show nothing (zero-width, right-to-left overrides, byte order marks) are removed: a copied
    name often carries them innocently. The zero-width non-joiner stays between two letters: Persian needs it.
    Control characters are refused.
    """
    visible = _without_invisible(unicodedata.normalize("NFC", text))
    line = " ".join(visible.split())
    if len(line) > NAME_LENGTH:
        raise Invalid({field: "text_too_long"})
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"} for letter in line):
        raise Invalid({field: "text_characters"})
    return line


def clean_name(text: str, field: str) -> str:
    """A name as it is kept, by the same rule; it needs at least one letter of any script."""
    name = clean_text(text, field)
    if name and not any(letter.isalpha() for letter in name):
        raise Invalid({field: "name_without_letter"})
    return name


def shown_name(given_name: str, family_name: str, name_original_script: str) -> str:
    """The name on a card: the Latin name, or else the name as she writes it."""
    return " ".join(part for part in (given_name, family_name) if part) or name_original_script


def name_key(given_name: str, family_name: str, name_original_script: str) -> str:
    """The name as it is searched and sorted: folded Latin words, then `|` and the words in her own script."""
    latin = fold(f"{given_name} {family_name}")
    original = " ".join(search_words(name_original_script))
    return _key(f"{latin} | {original}" if original else latin)


def namesake_keys(given_name: str, family_name: str, name_original_script: str) -> tuple[str, ...]:
    """The keys under which the same name may already be known: in this order of names or the other."""
    latin = fold(f"{given_name} {family_name}")
    if not latin:
        return tuple(filter(None, [name_key("", "", name_original_script)]))
    return tuple(dict.fromkeys([_key(latin), _key(fold(f"{family_name} {given_name}"))]))


def search_words(text: str) -> list[str]:
    """What was typed, as the words that a name key is made of; scripts other than Latin stay themselves."""
    return [part for word in text.split() for part in (fold(word).split() or _fold_other_script(word))]


def _key(text: str) -> str:
    return text.strip()[:NAME_KEY_LENGTH].rstrip()


def _fold_other_script(word: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    letters = "".join(letter for letter in decomposed if letter.isalnum())
    return [letters] if letters else []


def _without_invisible(text: str) -> str:
    return "".join(
        letter
        for place, letter in enumerate(text)
        if unicodedata.category(letter) != "Cf" or _joins_letters(text, place)
    )


def _joins_letters(text: str, place: int) -> bool:
    return (
        text[place] == _ZERO_WIDTH_NON_JOINER
        and 0 < place < len(text) - 1
        and text[place - 1].isalpha()
        and text[place + 1].isalpha()
    )
