"""Everything that a browser can read: every GET route of the application, with the ids at hand in its address."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from uuid import UUID

from flask import Flask
from werkzeug.routing import IntegerConverter, Map, Rule, UUIDConverter
from werkzeug.test import TestResponse

from tests.support.browsing import Browser

# What people and machines may ask of any page that lists things.
QUERIES = (
    "",
    "q={word}",
    "search={word}",
    "municipality={municipality}",
    "municipality={municipality}&sector=shelter",
    "sector=shelter&near=41.34567,19.87654",
    "service={code}",
    "full=true&per_page=100",
    "bbox=19,39,22,43",
    "format=csv",
    "format=xlsx",
)
_WORDS = ("stranger", "53", "sq", "shelter")


def read_surfaces(
    app: Flask, browser: Browser, ids: Sequence[UUID], words: Mapping[str, str]
) -> Iterator[tuple[str, TestResponse]]:
    """Each address that answers with something, and the answer. Lists are asked with every query."""
    for rule in list_rules(app.url_map):
        for path in fill(rule, ids):
            queries = QUERIES if not rule.arguments else QUERIES[:1]
            for query in queries:
                address = f"{path}?{query.format(**words)}" if query else path
                yield address, browser.get(address, check=False)


def list_rules(rules: Map) -> list[Rule]:
    """The routes that are read; files of the front end are the same for everybody."""
    return [
        rule for rule in rules.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"
    ]


def fill(rule: Rule, ids: Sequence[UUID]) -> Iterator[str]:
    """The addresses of a route with every id in every place."""
    choices = [_choices(rule, name, ids) for name in sorted(rule.arguments)]
    for chosen in product(*choices):
        address = rule.rule
        for name, value in zip(sorted(rule.arguments), chosen, strict=True):
            start = next(part for part in address.split("<") if part.split(">")[0].split(":")[-1] == name)
            address = address.replace(f"<{start.split('>')[0]}>", value)
        yield address


def _choices(rule: Rule, name: str, ids: Sequence[UUID]) -> Sequence[str]:
    converter = rule._converters[name]
    if isinstance(converter, UUIDConverter):
        return [str(row_id) for row_id in ids]
    if isinstance(converter, IntegerConverter):
        return ["1"]
    return [*_WORDS, *(str(row_id) for row_id in ids)]


def text_of(answer: TestResponse) -> str:
    """Head and body as one text; what is packed in a sheet is unpacked."""
    body = answer.get_data()
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"".join(packed.read(name) for name in packed.namelist())
    return f"{answer.headers}\n{body.decode('utf-8', 'replace')}"
