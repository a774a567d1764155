"""Finds hard-coded texts: in the pseudo-language a catalogue's text stands in ⟦ ⟧, and what is left must be data."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib
from babel.dates import get_day_names

from app.kernel.i18n import SOURCE, use_locale
from app.kernel.languages import language_choices
from app.people.words import nationality_choices
from tests.browser.server import Site

LANGUAGE = "en_XA"
READ_ALOUD = ("title", "aria-label", "placeholder", "alt")
# What machines write and read is the same in every language.
SILENT = {"script", "style", "code"}
# Each stands on its own, in every language: the product's name, the two languages of the pages, file formats.
NAMES = {"Ura", "SQ", "EN", "·", "Shqip", "English", "CSV", "XLSX"}
# Between two texts or values; never a word.
_JOINT = re.compile(r"·|; |: |, | \(|–|/| (?=\d\d:\d\d)")
_LETTER = re.compile(r"[^\W\d_]")
# A code name, an address, a column of a sheet, or what the audit trail calls an action and its subject.
_CODE = re.compile(
    r"[A-Z]{1,2}|[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{2}|[\w.+-]+@[\w.-]+|https?://\S+|[a-z_]+\.[a-z_]+|[A-Za-z]+:[\w-]+"
    r"|\d+([.,]\d+)? km"
)
# Columns that hold what people wrote or what a thing is called. A code (a status, a role) is not among them.
DATA = {
    "organisation": "name phone email website description_sq description_en decline_reason other_names",
    "service": "name_sq name_en description_sq description_en opening cost documents_to_bring"
    " eligibility_sq eligibility_en application_process project_tags",
    "contact": "name title phone email",
    "agreement": "partner subject project_tag",
    "catalogue_entry": "name_sq name_en code",
    "location": "name address transportation accessibility_note",
    "municipality": "name_sq name_definite",
    "county": "name_sq",
    "place": "name",
    "person": "code_name given_name family_name name_original_script best_time name_to_use phone",
    "referral": "service_name_sq service_name_en organisation_name need_note person_code"
    " referrer_name provider_person_name",
    "referral_event": "actor_name actor_place words",
    "consent": "organisation_name service_name interpreter_name witness_name",
    "membership": "place",
    "broken_glass": "user_name reason",
    "import_batch": "file_name headings examples",
    "import_row": "cells",
    "provider_registration": "organisation_name contact_name contact_title email details",
    "invitation": "name email place",
    "user_account": "name email",
}


@dataclass(frozen=True)
class Data:
    """Every text of the database that is somebody's or something's own, as it may stand on a page."""

    texts: frozenset[str]

    def is_data(self, text: str) -> bool:
        """Whether nothing in a text needs a translation: figures, codes, names, or these with joints between."""
        text = bare(text)
        if not _LETTER.search(text) or text in self.texts or _CODE.fullmatch(text):
            return True
        return any(
            self.is_data(text[: found.start()]) and self.is_data(text[found.end() :])
            for found in _JOINT.finditer(text)
        )


def read_data(site: Site) -> Data:
    """What the tables hold, with the names of languages and nations."""
    with use_locale(SOURCE):
        found = {
            *NAMES,
            *dict(language_choices(SOURCE)).values(),
            *map(str, dict(nationality_choices()).values()),
            # The library of calendars has no pseudo-language.
            *get_day_names("abbreviated", "stand-alone", SOURCE).values(),
            *get_day_names("wide", "stand-alone", SOURCE).values(),
        }
    for table, columns in DATA.items():
        for row in site.rows(f"SELECT {', '.join(columns.split())} FROM {table}"):  # noqa: S608 - our own names
            found.update(text for value in row for text in spell(value))
    people = site.rows("SELECT given_name, family_name FROM person")
    found.update(f"{given} {family}" for given, family in people)
    return Data(frozenset(map(bare, found)))


def spell(value: object) -> list[str]:
    """The texts of one value of a table; JSON gives each of its texts."""
    if isinstance(value, str) and value.startswith(("[", "{")):
        value = json.loads(value)
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for part in value for text in spell(part)]
    return [str(value or "")]


def bare(text: str) -> str:
    """The text with single blanks, and without the signs around it."""
    return " ".join(text.split()).strip(" .,!?…“”\"'+%→·")


def find_hard_coded(html: str, data: Data) -> list[str]:
    """Texts of a page that went through no catalogue and are no data."""
    tree = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    return [text for text in _texts(tree) if not data.is_data(without_marked(text))]


def _texts(element: Element) -> Iterator[str]:
    """What is read or read aloud, outside of parts that say themselves which language they are in."""
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return
    foreign = element.tag != "html" and element.get("lang") is not None
    if not foreign:
        yield from (text for name in READ_ALOUD if (text := element.get(name)))
        yield element.text or ""
        for child in element:
            yield from _texts(child)
    yield element.tail or ""


def without_marked(text: str) -> str:
    """The text without what stands in ⟦ ⟧, which may be nested: a marked text may hold marked values."""
    depth, left = 0, []
    for letter in text:
        depth += letter == "⟦"
        if not depth:
            left.append(letter)
        depth -= letter == "⟧"
        if letter == "⟧":
            left.append("·")
    return "".join(left)
