import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from app.feeds.domain.taxonomy import Taxonomy, taxonomy_of, term_id
from app.feeds.openapi import OPERATIONS, build_document
from app.feeds.openapi.parameters import PARAMETERS
from app.feeds.words import api as words

DOCUMENT = build_document("https://ura.example")


def list_references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (value for name, value in part.items() if name == "$ref")
        for value in part.values():
            yield from list_references(value)
    if isinstance(part, list):
        for value in part:
            yield from list_references(value)


def follow(reference: str) -> Any:
    found: Any = DOCUMENT
    for name in reference.removeprefix("#/").split("/"):
        found = found[name]
    return found


def test_every_reference_of_the_document_leads_somewhere() -> None:
    references = set(list_references(DOCUMENT))
    assert references
    assert all(follow(reference) for reference in references)


def test_every_shape_is_used() -> None:
    used = {name.rsplit("/", 1)[1] for name in list_references(DOCUMENT) if "/schemas/" in name}
    assert used == set(DOCUMENT["components"]["schemas"])


def test_the_document_is_plain_json() -> None:
    assert json.loads(json.dumps(DOCUMENT)) == DOCUMENT


def test_every_address_and_parameter_is_explained() -> None:
    assert set(words.OPERATIONS) == set(OPERATIONS)
    assert set(PARAMETERS) | {"id"} == set(words.PARAMETERS)
    assert {name for operation in OPERATIONS.values() for name in operation.parameters} == set(PARAMETERS)


def test_ids_of_terms_never_change() -> None:
    assert term_id(Taxonomy.CATALOGUE, "EMP-08") == "ad625926-9a35-5d32-ba9a-796eb309ae48"
    assert len({taxonomy.id for taxonomy in Taxonomy}) == len(Taxonomy)


def test_a_taxonomy_is_found_by_its_id_and_no_other_by_a_strange_one() -> None:
    assert taxonomy_of(UUID(Taxonomy.SDG.id)) is Taxonomy.SDG
    assert taxonomy_of(UUID(int=0)) is None
