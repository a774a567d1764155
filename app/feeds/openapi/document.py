"""The document itself, in the language of its reader."""

from typing import Any

from app.feeds.openapi.describing import ref
from app.feeds.openapi.operations import OPERATIONS, Operation
from app.feeds.openapi.parameters import PARAMETERS
from app.feeds.openapi.schemas import build_schemas
from app.feeds.words import api as words
from app.kernel.i18n import gettext as _

Schema = dict[str, Any]

_PROBLEMS = (400, 404, 405, 422, 429, 500, 503)
_DATA_LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}


def build_document(base_url: str) -> Schema:
    """The feeds of the instance that is reached at an address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Ura: open data of services"),
            "version": "3.1",
            "summary": _(
                "Services for refugees and migrants in Albania that are open to everybody, in HSDS 3.1"
            ),
            "license": _DATA_LICENCE,
        },
        "servers": [{"url": base_url.rstrip("/")}],
        "paths": {
            operation.public_path: {"get": _get(key, operation)} for key, operation in OPERATIONS.items()
        },
        "components": {
            "schemas": build_schemas(),
            "headers": _headers(),
            "responses": {str(status): _problem(status) for status in _PROBLEMS},
        },
    }


def _get(key: str, operation: Operation) -> Schema:
    asked = [_parameter(name) for name in operation.parameters]
    return {
        "operationId": key,
        "summary": str(words.OPERATIONS[key]),
        "parameters": [*([_id()] if operation.has_id else []), *asked],
        "responses": {
            "200": {
                "description": str(words.ANSWERS[200]),
                "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in _headers()},
                "content": {operation.media_type: {"schema": ref(operation.schema)}},
            },
            "304": {"description": str(words.ANSWERS[304])},
        }
        | {str(status): {"$ref": f"#/components/responses/{status}"} for status in _PROBLEMS},
    }


def _parameter(key: str) -> Schema:
    parameter = PARAMETERS[key]
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": str(words.PARAMETERS[key]),
        "schema": parameter.schema,
        **parameter.style,
    }


def _id() -> Schema:
    return {
        "name": "id",
        "in": "path",
        "required": True,
        "description": str(words.PARAMETERS["id"]),
        "schema": {"type": "string", "format": "uuid"},
    }


def _problem(status: int) -> Schema:
    answer: Schema = {
        "description": str(words.ANSWERS[status]),
        "content": {"application/problem+json": {"schema": ref("Problem")}},
    }
    if status == 429:
        answer["headers"] = {"Retry-After": {"required": True, "schema": {"type": "integer", "minimum": 1}}}
    return answer


def _headers() -> Schema:
    text = {"required": True, "schema": {"type": "string"}}
    return {"ETag": text, "Cache-Control": text, "Content-Language": text}
