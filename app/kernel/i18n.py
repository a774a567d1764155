"""Languages: the reader's language, the catalogues and the functions that look a text up; knows no HTTP."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.messages.pofile import read_po
from markupsafe import escape

SOURCE = "en"
DEFAULT_LOCALE = "sq"
LOCALES = ("sq", "en")
PSEUDO = "en_XA"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ps", "ur", "ckb"})
FOLDER = Path(__file__).resolve().parent.parent / "translations"

_locale: ContextVar[str] = ContextVar("locale", default=DEFAULT_LOCALE)
_PSEUDO_LETTERS = str.maketrans("aeioucnAEIOUCN", "àéîöûçñÀÉÎÖÛÇÑ")


def current_locale() -> str:
    """The language of the reader of whatever is being written now."""
    return _locale.get()


def set_locale(locale: str) -> None:
    """Choose the language for the rest of this request or job."""
    _locale.set(locale)


@contextmanager
def use_locale(locale: str) -> Iterator[None]:
    """Another language for the length of a block (a mail to somebody else)."""
    token = _locale.set(locale)
    try:
        yield
    finally:
        _locale.reset(token)


def _pseudo(message: str) -> str:
    """Marks a text that went through a catalogue, so that a test finds what was hard-coded."""
    # Placeholders such as %(name)s must stay as they are.
    parts = message.split("%(")
    first, *rest = parts
    marked = [first.translate(_PSEUDO_LETTERS)]
    for part in rest:
        name, _, tail = part.partition(")")
        marked.append(f"%({name}){tail[:1]}{tail[1:].translate(_PSEUDO_LETTERS)}")
    return "⟦" + "".join(marked) + "⟧"


@dataclass(frozen=True, slots=True)
class Texts:
    """One language, ready for looking up: plain dictionaries, since a page asks a hundred times."""

    single: Mapping[str, str]
    plural: Mapping[tuple[str, str], tuple[str, ...]]
    form_of: Callable[[int], int]


@cache
def texts(locale: str) -> Texts:
    """All packages' texts of one language, read once a process; the source language needs none."""
    single: dict[str, str] = {}
    plural: dict[tuple[str, str], tuple[str, ...]] = {}
    form_of: Callable[[int], int] = _english_form
    for path in sorted((FOLDER / locale).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=locale)
        form_of = c2py(catalogue.plural_expr)
        for message in catalogue:
            if not message.id or message.fuzzy or not message.string:
                continue
            if isinstance(message.id, tuple | list):
                plural[message.id[0], message.id[1]] = tuple(message.string)
            else:
                single[message.id] = str(message.string)
    return Texts(single, plural, form_of)


def _english_form(number: int) -> int:
    return int(number != 1)


def gettext(message: str, **values: object) -> str:
    """A text in the reader's language; values fill %(name)s places."""
    locale = _locale.get()
    text = _pseudo(message) if locale == PSEUDO else texts(locale).single.get(message, message)
    return text % values if values else text


def ngettext(singular: str, plural: str, number: int, **values: object) -> str:
    """A text that depends on a number; %(num)s is the number itself."""
    locale = _locale.get()
    if locale == PSEUDO:
        text = _pseudo(singular if number == 1 else plural)
    else:
        known = texts(locale)
        forms = known.plural.get((singular, plural), (singular, plural))
        text = forms[known.form_of(number)]
    return text % {"num": number, **values}


class LazyText:
    """A text that is looked up when it is shown, for names that are written down at import."""

    __slots__ = ("message", "values")

    def __init__(self, message: str, values: dict[str, object]) -> None:
        self.message, self.values = message, values

    def __str__(self) -> str:
        return gettext(self.message, **self.values)

    def __html__(self) -> str:
        return str(escape(str(self)))

    def __mod__(self, values: object) -> str:
        return str(self) % values

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __repr__(self) -> str:
        return f"LazyText({self.message!r})"

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other)

    def __hash__(self) -> int:
        return hash(self.message)

    def __len__(self) -> int:
        return len(str(self))


def lazy_gettext(message: str, **values: object) -> LazyText:
    """Like gettext, but looked up each time it is shown."""
    return LazyText(message, values)


def direction(locale: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if locale in RIGHT_TO_LEFT else "ltr"
