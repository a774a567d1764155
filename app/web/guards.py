"""What is checked before any view: where a form comes from, its size, its letters; and the headers of each answer."""

import re
from time import monotonic
from urllib.parse import unquote_to_bytes

from flask import Flask, current_app, request
from werkzeug.datastructures import MultiDict

from app.config import Settings
from app.kernel.access import SAFE_METHODS, RouteRule
from app.kernel.errors import Forbidden, Invalid
from app.web.respond import Answer

LARGEST_FORM_BYTES = 1024 * 1024
# Of a file that is far too large, so much is read and thrown away before it is refused, and for so long.
_MOST_THROWN_AWAY = 64 * 1024 * 1024
_PATIENCE_SECONDS = 20
_PIECE = 256 * 1024
# What no keyboard writes and no database keeps: a null, and the mark that stands for a letter that was lost.
_NOT_TEXT = re.compile("[\x00\ufffd]")

_CONTENT_SECURITY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _CONTENT_SECURITY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=()",
    # Pages hold personal data and phones are shared: no browser keeps them.
    "Cache-Control": "no-store",
}


def init_guards(app: Flask, settings: Settings) -> None:
    """Limit what comes in and set the security headers of what goes out."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_FORM_BYTES
    app.before_request(_allow_files)
    app.before_request(_refuse_foreign_forms)
    app.before_request(_refuse_broken_text)
    strict_transport = {"Strict-Transport-Security": "max-age=31536000"} if settings.serves_https else {}
    wanted = tuple({**_HEADERS, **strict_transport}.items())

    @app.after_request
    def _secure(answer: Answer) -> Answer:
        present = {name.lower() for name, _value in answer.headers}
        answer.headers.extend([(name, value) for name, value in wanted if name.lower() not in present])
        return answer


def _allow_files() -> None:
    """The few routes that take a file say how large it may be; before anything reads what was sent."""
    rule: RouteRule | None = current_app.extensions["access"].get(request.endpoint)
    if rule and rule.largest:
        request.max_content_length = rule.largest
        if (request.content_length or 0) > rule.largest:
            _take_what_comes()


def _take_what_comes() -> None:
    """A browser that is still sending does not read that it is too much: let it send on, for a while."""
    stream, left = request.environ["wsgi.input"], min(request.content_length or 0, _MOST_THROWN_AWAY)
    end = monotonic() + _PATIENCE_SECONDS
    while left > 0 and monotonic() < end:
        piece = stream.read(min(left, _PIECE))
        if not piece:
            return
        left -= len(piece)


def _refuse_foreign_forms() -> None:
    if request.method not in SAFE_METHODS and request.headers.get("Sec-Fetch-Site") in {
        "cross-site",
        "same-site",
    }:
        raise Forbidden("foreign_form")


def _refuse_broken_text() -> None:
    # Werkzeug leaves bytes that are no text standing as they were written (%FF), so the bytes themselves are read.
    encoded = request.query_string
    if request.method not in SAFE_METHODS and request.mimetype == "application/x-www-form-urlencoded":
        encoded += b"&" + request.get_data(cache=True)
    if _is_no_text(encoded) or _is_broken(request.args):
        raise Invalid({}, code="unreadable_text")
    if request.method not in SAFE_METHODS and _is_broken(request.form):
        raise Invalid({}, code="unreadable_text")


def _is_no_text(encoded: bytes) -> bool:
    try:
        unquote_to_bytes(encoded).decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _is_broken(values: MultiDict[str, str]) -> bool:
    return any(_NOT_TEXT.search(text) for _name, text in values.items(multi=True))
