"""The page that tells people what the open data is, who may use it and how."""

from dataclasses import dataclass

from flask import current_app

from app.config import Settings
from app.feeds.openapi import OPERATIONS, Operation
from app.feeds.openapi.operations import BASE, POINTS
from app.feeds.openapi.parameters import PARAMETERS
from app.feeds.routes.blueprint import bp
from app.feeds.words import api as words
from app.kernel.access import PUBLIC
from app.kernel.i18n import LazyText
from app.web.respond import Answer, respond


@dataclass(frozen=True, slots=True)
class ShownAddress:
    """One address of the interface, what for, and the names of its parameters."""

    path: str
    summary: LazyText
    parameters: tuple[str, ...]


@bp.get("/api", access=PUBLIC)
def documentation() -> Answer:
    settings: Settings = current_app.extensions["settings"]
    return respond(
        "feeds/documentation.html",
        addresses=[_shown(key, operation) for key, operation in OPERATIONS.items()],
        parameters=[
            (PARAMETERS[key].name, text) for key, text in words.PARAMETERS.items() if key in PARAMETERS
        ],
        base=settings.base_url.rstrip("/"),
        hsds=BASE,
        points=POINTS,
        rate_limit=settings.api_rate_limit,
    )


def _shown(key: str, operation: Operation) -> ShownAddress:
    names = tuple(PARAMETERS[name].name for name in operation.parameters)
    return ShownAddress(operation.public_path, words.OPERATIONS[key], names)
