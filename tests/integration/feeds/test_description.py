"""The feeds keep to their own description: asked rightly and wrongly, they answer as it says and never break."""

import contextvars
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from app.feeds.domain.taxonomy import Taxonomy, term_id
from app.feeds.openapi import OPERATIONS
from app.feeds.openapi.operations import BASE
from app.providers.domain import service_at_location_id
from tests.conftest import Browse
from tests.factories.feeds import make_full_entry, make_public_service
from tests.support.databases import Database

ALWAYS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
RIGHT, WRONG = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
EXAMPLES = 15
UNPACKED = {"Accept-Encoding": "identity"}
# Whole pages as a reader would ask for them.
ASKED = (
    "full=true",
    "minimal=true",
    "full_service=true",
    "search=kurs&lang=en",
    "per_page=1",
    "sector=legal",
)


@pytest.fixture
def known_ids(browse: Browse, database: Database, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An id of each kind of record that is there; the limit of requests is not what is tested."""
    monkeypatch.setattr(database.app.extensions["settings"], "api_rate_limit", 100_000)
    entry = make_full_entry()
    make_public_service()
    browse()
    return {
        "service": str(entry.service_id),
        "organization": str(entry.organisation_id),
        "service_at_location": str(service_at_location_id(entry.service_id, entry.location_id)),
        "taxonomy": Taxonomy.CATALOGUE.id,
        "taxonomy_term": term_id(Taxonomy.CATALOGUE, "EMP-08"),
    }


@pytest.fixture
def description(database: Database) -> Any:
    return contextvars.Context().run(schemathesis.openapi.from_wsgi, f"{BASE}/openapi.json", database.app)


def ask(operation: Any, mode: GenerationMode, judged: list[Any], **fixed: Any) -> None:
    """Make requests from the description, the same ones in every run, and judge each answer."""

    @given(case=operation.as_strategy(generation_mode=mode, **fixed))
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def requests(case: Any) -> None:
        # In one process nobody unpacks what was packed for the way.
        contextvars.Context().run(case.call_and_validate, headers=UNPACKED, checks=judged)

    requests()


@pytest.mark.parametrize("key", OPERATIONS)
def test_whatever_is_asked_the_answer_is_as_described(
    known_ids: dict[str, str], description: Any, key: str
) -> None:
    operation = description.find_operation_by_id(key)
    fixed = {"path_parameters": {"id": known_ids[key]}} if key in known_ids else {}
    ask(operation, RIGHT, [*ALWAYS, checks.positive_data_acceptance], **fixed)
    ask(operation, WRONG, [*ALWAYS, checks.negative_data_rejection])


@pytest.mark.parametrize("key", [key for key, operation in OPERATIONS.items() if not operation.has_id])
@pytest.mark.parametrize("query", ASKED)
def test_whole_pages_are_as_described(
    known_ids: dict[str, str], description: Any, browse: Browse, key: str, query: str
) -> None:
    answer = browse().get(f"{OPERATIONS[key].path}?{query}")
    assert answer.status_code in {200, 400}
    description.find_operation_by_id(key).validate_response(schemathesis.Response.from_any(answer))
