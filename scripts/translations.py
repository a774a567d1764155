"""Keep the Albanian catalogues, one .po file per package, equal to the sources; the kernel loads them."""

import argparse
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOOSE_MODULES = "app"
KEYWORDS: dict[str, Any] = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
JINJA = {"silent": "false", "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols"}
METHODS: dict[str, tuple[str, dict[str, str]]] = {
    ".py": ("python", {}),
    ".html": ("jinja2.ext:babel_extract", JINJA),
    ".txt": ("jinja2.ext:babel_extract", JINJA),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")
HEADER = """# The Albanian of app/{package}. `make translations` adds what is missing, removes what is unused.
msgid ""
msgstr ""
"Language: sq\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


@dataclass(frozen=True, order=True)
class Key:
    """What makes a text one of its kind: its words, the plural of them, and the context they stand in."""

    singular: str
    plural: str = ""
    context: str = ""

    def __str__(self) -> str:
        return f"“{self.singular}”" + (f" ({self.context})" if self.context else "")


@dataclass(frozen=True)
class Project:
    """Where the sources and the catalogues lie; a test brings its own."""

    app: Path

    @property
    def catalogues(self) -> Path:
        return self.app / "translations" / "sq"

    def get_catalogue(self, package: str) -> Path:
        return self.catalogues / f"{package}.po"


def list_sources(project: Project) -> dict[str, list[Path]]:
    """The files that may hold texts, by package; modules beside the packages go together."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(project.app.rglob("*")):
        inside = path.relative_to(project.app).parts
        if path.suffix not in METHODS or inside[0] in {"static", "translations"} or "data" in inside:
            continue
        found[inside[0] if len(inside) > 1 else LOOSE_MODULES].append(path)
    return found


def extract(paths: Iterable[Path]) -> set[Key]:
    """All texts marked for translation in these files."""
    return {key for path in paths for key in extract_file(path)}


def extract_file(path: Path) -> Iterator[Key]:
    method, options = METHODS[path.suffix]
    for _line, found, _comments, context in extract_from_file(method, path, KEYWORDS, options=options):
        singular, plural = (found[0], found[1]) if isinstance(found, tuple) else (found, "")
        if singular:
            yield Key(singular, plural or "", context or "")


def read_catalogue(path: Path) -> dict[Key, Message]:
    """The entries of a .po file, or none where there is no file."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale="sq", abort_invalid=True)
    return {get_key(message): message for message in catalogue if message.id}


def get_key(message: Message) -> Key:
    words = message.id if isinstance(message.id, tuple | list) else (message.id, "")
    return Key(words[0], words[1], message.context or "")


def list_translations(message: Message) -> tuple[str, ...]:
    """The Albanian of an entry: one text, or singular and plural."""
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)


# ------------------------------------------------------------------------------------------------ check


def check(project: Project) -> list[str]:
    """Everything that is wrong with the catalogues, in words."""
    sources = list_sources(project)
    catalogues = {path.stem: path for path in project.catalogues.glob("*.po")}
    entries = {package: read_catalogue(path) for package, path in sorted(catalogues.items())}
    faults = []
    for package in sorted({*sources, *catalogues}):
        file = f"{package}.po"
        used, known = extract(sources.get(package, [])), entries.get(package, {})
        faults += [f"{file}: missing {key}" for key in sorted(used - set(known))]
        faults += [f"{file}: unused {key}" for key in sorted(set(known) - used)]
        faults += [f"{file}: {fault}" for key in sorted(known) for fault in judge(key, known[key])]
    return [*faults, *find_contradictions(entries)]


def judge(key: Key, message: Message) -> Iterator[str]:
    """What is wrong with one entry."""
    translations = list_translations(message)
    if message.fuzzy:
        yield f"fuzzy {key}"
    if not all(translations) or len(translations) != (2 if key.plural else 1):
        yield f"not translated {key}"
    elif not has_same_placeholders(key, translations):
        yield f"other placeholders in the translation of {key}"


def has_same_placeholders(key: Key, translations: tuple[str, ...]) -> bool:
    """Whether a translation fills the same gaps. A singular may spell its number out, as English may."""
    singular, plural = find_placeholders(key.singular), find_placeholders(key.plural)
    if not key.plural:
        return find_placeholders(translations[0]) == singular
    return (
        find_placeholders(translations[0]) in (singular, plural)
        and find_placeholders(translations[1]) == plural
    )


def find_placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def find_contradictions(entries: dict[str, dict[Key, Message]]) -> Iterator[str]:
    """The same English in two packages must be the same Albanian; a context tells two meanings apart."""
    said: dict[Key, dict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
    for package, known in entries.items():
        for key, message in known.items():
            said[key][list_translations(message)].append(package)
    for key, ways in sorted(said.items()):
        if len(ways) > 1:
            told = [f"{', '.join(packages)}: {' / '.join(texts)}" for texts, packages in ways.items()]
            yield f"{key} is translated differently: {'; '.join(told)}"


# ----------------------------------------------------------------------------------------------- update


def update(project: Project) -> list[str]:
    """Write every catalogue anew from the sources, keeping what is translated; says what changed."""
    changes = []
    project.catalogues.mkdir(parents=True, exist_ok=True)
    sources = list_sources(project)
    for package in sorted({*sources, *(path.stem for path in project.catalogues.glob("*.po"))}):
        path = project.get_catalogue(package)
        used, known = extract(sources.get(package, [])), read_catalogue(path)
        if used != set(known):
            changes.append(f"{path.name}: {len(used - set(known))} added, {len(set(known) - used)} removed")
        if used:
            write_catalogue(path, used, known)
        else:
            path.unlink(missing_ok=True)
    return changes


def write_catalogue(path: Path, used: set[Key], known: dict[Key, Message]) -> None:
    """In the order of the texts and without dates or line numbers, so that two changes merge."""
    catalogue = Catalog(locale="sq")
    for key in sorted(used):
        old = known.get(key)
        catalogue.add(
            (key.singular, key.plural) if key.plural else key.singular,
            old.string if old else None,
            flags=old.flags if old else (),
            user_comments=old.user_comments if old else (),
            context=key.context or None,
        )
    with path.open("wb") as file:
        file.write(HEADER.format(package=path.stem).encode())
        write_po(file, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)


def main() -> int:
    commands: dict[str, Callable[[Project], list[str]]] = {"check": check, "update": update}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=commands)
    command = cast(str, parser.parse_args().command)
    said = commands[command](Project(ROOT / "app"))
    print("\n".join(said) or f"translations {command}: nothing to do")
    return int(command == "check" and bool(said))


if __name__ == "__main__":
    raise SystemExit(main())
