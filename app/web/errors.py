"""Error pages: each refusal becomes a clear page in the reader's language, with the right status."""

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask, request, session
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.kernel.access import SAFE_METHODS, find_actor
from app.kernel.errors import SignInNeeded, TooMany, UraError
from app.kernel.i18n import LazyText
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.ids import new_id
from app.kernel.uow import close_unit, open_unit
from app.web.kept import typed_words
from app.web.respond import Answer, respond

log = logging.getLogger(__name__)
Words = tuple[LazyText, LazyText, LazyText]

_BY_STATUS: dict[int, Words] = {
    400: (
        _l("The request could not be read"),
        _l("Part of what your browser sent was damaged or is missing."),
        _l("Go back, reload the page and try again."),
    ),
    401: (
        _l("Please sign in"),
        _l("This page is for people who are signed in."),
        _l("Sign in and open the page again."),
    ),
    403: (
        _l("This is not open to you"),
        _l("Your role does not allow this."),
        _l("If you need it for your work, ask your coordinator."),
    ),
    404: (
        _l("Page not found"),
        _l("There is nothing here, or it belongs to another municipality or organisation."),
        _l("Check the address, or go to the first page."),
    ),
    405: (
        _l("This address does not work that way"),
        _l("It only takes what a form sends."),
        _l("Go back to the page with the form and use its button."),
    ),
    409: (
        _l("This was changed in the meantime"),
        _l(
            "Somebody else was quicker, or the page had been open for a while. Nothing of yours was carried out."
        ),
        _l("Go back, reload the page and look at what it says now."),
    ),
    410: (
        _l("This link no longer works"),
        _l("It was used already, or its time has run out."),
        _l("Ask for a new one."),
    ),
    413: (
        _l("This is too much at once"),
        _l("What was sent is larger than Ura takes. Nothing was saved."),
        _l("Go back, make the text shorter and send it again."),
    ),
    422: (
        _l("Something in the form is not right"),
        _l("Ura could not take what was sent. Nothing was saved."),
        _l("Go back, check the fields and send the form again."),
    ),
    429: (
        _l("Too many tries"),
        _l("For safety, this is closed for a while."),
        _l("Wait a few minutes and try again."),
    ),
    500: (
        _l("Something went wrong on our side"),
        _l("Nothing was saved. The fault has been noted."),
        _l("Try again in a while. If it happens again, tell your coordinator the code below."),
    ),
    503: (
        _l("Ura is very busy"),
        _l("The request had to wait too long. Nothing was saved."),
        _l("Try again in a minute."),
    ),
}

_BY_CODE: dict[str, Words] = {
    "missing_key": (
        _l("The form was incomplete"),
        _l(
            "A hidden part of the form is missing, so that Ura cannot tell whether it was sent before. "
            "Nothing was saved."
        ),
        _l("Go back, reload the page and send the form again."),
    ),
    "unreadable_text": (
        _l("Some letters could not be read"),
        _l("The text that was sent contains characters that are not valid. Nothing was saved."),
        _l("Go back, correct the text and send it again."),
    ),
    "form_expired": (
        _l("The page had been open too long"),
        _l("For safety, forms are only valid while you are signed in. Nothing was saved."),
        _l("Go back, reload the page and send the form again."),
    ),
    "foreign_form": (
        _l("This came from another site"),
        _l("Ura only takes forms from its own pages. Nothing was saved."),
        _l("Open the page in Ura and use the form there."),
    ),
}


# Addresses below these prefixes are read by machines: their errors are written by somebody else.
_WRITERS: dict[str, Callable[[int, str, str], Answer]] = {}


def register_error_writer(prefix: str, write: Callable[[int, str, str], Answer]) -> None:
    """Let errors below a path be written by `write(status, heading, what happened)` instead of as a page."""
    _WRITERS[prefix] = write


def register_words(words: dict[str, Words]) -> None:
    """A feature's words for its refusals: code to heading, what happened, what to do."""
    _BY_CODE.update(words)


def words_for(status: int, code: str) -> Words:
    """Heading, what happened and what to do: by code where there are words for it, else by status."""
    return _BY_CODE.get(code) or _BY_STATUS.get(status) or _BY_STATUS[500]


def error_page(status: int, code: str = "", *, reference: str = "", back_href: str = "") -> Answer:
    """The page for a refusal. The actor is looked up afresh, since the unit of work was rolled back."""
    heading, what, todo = words_for(status, code)
    for prefix, write in _WRITERS.items():
        if request.path.startswith(prefix):
            return write(status, str(heading), str(what))
    # What a view was about to say ("sent") is not true any more: its work was rolled back.
    session.pop("_flashes", None)
    open_unit(read_only=True)
    try:
        find_actor()
        return respond(
            "errors/error.html",
            status=status,
            heading=heading,
            what=what,
            todo=todo,
            reference=reference,
            back_href=back_href,
            typed=_typed(code),
        )
    finally:
        close_unit()


def _typed(code: str) -> list[str]:
    """What stood in the refused form: browsers forget it, since no page is kept. Not what another site wrote."""
    if request.method in SAFE_METHODS or code == "foreign_form":
        return []
    try:
        return typed_words(request.form)
    except HTTPException:  # too large to be read
        return []


def _back() -> str:
    """The page that a refused form stood on, where the address tells it."""
    return request.path.rsplit("/", 1)[0] if request.method not in SAFE_METHODS else ""


def _refusal(error: UraError) -> Answer:
    answer = error_page(error.status, error.code, back_href=_back() if error.status == 409 else "")
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def _http(error: HTTPException) -> Answer:
    if error.code is None or error.code < 400:
        return error.get_response()
    # A route may have words of its own for what can only go wrong there, such as a file that is too large.
    answer = error_page(error.code, f"{error.code}:{request.endpoint}")
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


def _stale(_error: Exception) -> Answer:
    return error_page(409, "stale_version", back_href=_back())


def _database(error: DBAPIError) -> Answer:
    if isinstance(error, OperationalError) and "locked" in str(error.orig):
        return error_page(503)
    return _unexpected(error)


def _unexpected(error: Exception) -> Answer:
    reference = str(new_id())
    # The message of an exception may carry what a person typed: only its kind and place are logged.
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    log.error(
        "%s at %s (%s %s) reference %s",
        type(error).__name__,
        place,
        request.method,
        request.endpoint,
        reference,
    )
    return error_page(500, reference=reference)


def init_errors(app: Flask, sign_in: Callable[[SignInNeeded], Answer]) -> None:
    """Connect the pages. `sign_in` answers where nobody is signed in (accounts does it)."""
    handlers: dict[type[Exception], Callable[[Any], Answer]] = {
        SignInNeeded: sign_in,
        UraError: _refusal,
        CSRFError: lambda _error: error_page(403, "form_expired"),
        HTTPException: _http,
        StaleDataError: _stale,
        IntegrityError: _stale,
        DBAPIError: _database,
    }
    for kind, handler in handlers.items():
        app.register_error_handler(kind, handler)
    if not app.config.get("TESTING"):
        app.register_error_handler(Exception, _unexpected)
