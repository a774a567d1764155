"""What is checked before any view: where a form comes from, its size, its letters; and the headers of each answer."""

import re
from urllib.parse import unquote_to_bytes

from flask import Flask, request
from werkzeug.datastructures import MultiDict

from app.config import Settings
from app.kernel.access import SAFE_METHODS
from app.kernel.errors import Forbidden, Invalid
from app.web.respond import Answer

LARGEST_FORM_BYTES = 1024 * 1024
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
}


def init_guards(app: Flask, settings: Settings) -> None:
    """Limit what comes in and set the security headers of what goes out."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_FORM_BYTES
    app.before_request(_refuse_foreign_forms)
    app.before_request(_refuse_broken_text)
    strict_transport = {"Strict-Transport-Security": "max-age=31536000"} if settings.serves_https else {}

    @app.after_request
    def _secure(answer: Answer) -> Answer:
        for name, value in {**_HEADERS, **strict_transport}.items():
            answer.headers.setdefault(name, value)
        # Pages hold personal data and phones are shared: no browser keeps them.
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer


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
