"""Languages: the reader's language, the catalogues and the functions that look a text up; knows no HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
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


class _PseudoTranslations(NullTranslations):
    """Marks every text that went through a catalogue, so that a test finds what was hard-coded."""

    def gettext(self, message: str) -> str:
        return _pseudo(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return _pseudo(singular if number == 1 else plural)


def _pseudo(message: str) -> str:
    # Placeholders such as %(name)s must stay as they are.
    parts = message.split("%(")
    first, *rest = parts
    marked = [first.translate(_PSEUDO_LETTERS)]
    for part in rest:
        name, _, tail = part.partition(")")
        marked.append(f"%({name}){tail[:1]}{tail[1:].translate(_PSEUDO_LETTERS)}")
    return "⟦" + "".join(marked) + "⟧"


@cache
def catalogue(locale: str) -> NullTranslations:
    """All packages' texts of one language, read once; the source language needs none."""
    if locale == PSEUDO:
        return _PseudoTranslations()
    merged = Catalog(locale=locale)
    for path in sorted((FOLDER / locale).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=locale):
                if message.id and message.string and not message.fuzzy:
                    merged.add(message.id, message.string, context=message.context)
    if not len(merged):
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return Translations(compiled)


def gettext(message: str, **values: object) -> str:
    """A text in the reader's language; values fill %(name)s places."""
    text = catalogue(_locale.get()).gettext(message)
    return text % values if values else text


def ngettext(singular: str, plural: str, number: int, **values: object) -> str:
    """A text that depends on a number; %(num)s is the number itself."""
    text = catalogue(_locale.get()).ngettext(singular, plural, number)
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
