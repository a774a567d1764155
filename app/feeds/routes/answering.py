"""From an address to an answer: parameters, language, the scope of a visitor, JSON with a mark to ask again by."""

from collections.abc import Callable
from datetime import UTC
from hashlib import blake2b
from typing import Any
from wsgiref.types import WSGIEnvironment

import orjson
from flask import Response, request
from werkzeug.datastructures import Headers
from werkzeug.http import parse_set_header

from app.feeds.domain.asking import read_parameters
from app.feeds.openapi import OPERATIONS, Operation
from app.feeds.openapi.parameters import PARAMETERS
from app.feeds.records.pages import Asked, Found
from app.kernel.actor import VISITOR
from app.kernel.i18n import DEFAULT_LOCALE, LOCALES, use_locale
from app.kernel.uow import unit
from app.web.respond import Answer

_KEPT_FOR = "public, max-age=60"


class FeedAnswer(Response):
    """An answer that is the same whoever asks, so that caches may share it.

    The session is looked at in every request by what keeps people signed in; that says nothing about a feed.
    """

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:
        headers = super().get_wsgi_headers(environ)
        kept = [name for name in parse_set_header(headers.get("Vary")) if name.lower() != "cookie"]
        headers["Vary"] = ", ".join(kept)
        return headers


def answer_feed(key: str, read: Callable[[Asked], Found]) -> Answer:
    """The answer of an operation. Whoever is signed in reads what a visitor would: no cookie opens anything here."""
    operation = OPERATIONS[key]
    asked = _asked(operation)
    locale = asked.get("lang") or _read_language()
    with use_locale(locale), unit(VISITOR, read_only=True):
        found = read(asked)
        body = orjson.dumps(found.body, default=str)
    return _answer(operation, found, body, locale)


def _read_language() -> str:
    """The language that the reader likes best among ours; `en-GB` is English."""
    liked = (tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality > 0)
    return next((language for language in liked if language in LOCALES), DEFAULT_LOCALE)


def _asked(operation: Operation) -> dict[str, Any]:
    parameters = [PARAMETERS[name] for name in operation.parameters]
    given = {name: request.args.getlist(name) for name in request.args}
    return read_parameters(given, {parameter.name: parameter.read for parameter in parameters})


def _answer(operation: Operation, found: Found, body: bytes, locale: str) -> Answer:
    answer = FeedAnswer(body, content_type=operation.media_type)
    answer.headers["Cache-Control"] = _KEPT_FOR
    answer.headers["Content-Language"] = locale
    answer.vary.add("Accept-Language")
    answer.set_etag(blake2b(body, digest_size=16).hexdigest())
    if found.modified is not None:
        answer.last_modified = found.modified.astimezone(UTC)
    # A record that was taken away leaves no younger moment behind: only the mark tells that a page has changed.
    request.environ.pop("HTTP_IF_MODIFIED_SINCE", None)
    answer.make_conditional(request.environ)
    return answer
