"""The blueprint of the feeds: open to every site, counted by address, errors as problems in JSON (RFC 9457)."""

import orjson
from flask import current_app

from app.config import Settings
from app.feeds.domain.asking import Unreadable
from app.feeds.openapi.operations import BASE, POINTS
from app.feeds.words import problem_text
from app.kernel.access import GuardedBlueprint
from app.web.errors import register_error_writer, words_for
from app.web.limits import limiter, seconds_to_wait
from app.web.respond import Answer

_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept-Language, If-None-Match",
    "Access-Control-Expose-Headers": "Content-Language, ETag, Last-Modified, Retry-After",
    "Access-Control-Max-Age": "86400",
}
_TOO_MANY = 429

bp = GuardedBlueprint("feeds", __name__, url_prefix="", template_folder="../templates")


def _allowed() -> str:
    settings: Settings = current_app.extensions["settings"]
    return f"{settings.api_rate_limit} per minute"


limiter.limit(_allowed)(bp)


def problem(status: int, title: str, detail: str, **facts: str) -> Answer:
    """What went wrong, for a machine and for whoever reads its log."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **facts}
    answer = Answer(orjson.dumps(body), status=status, content_type="application/problem+json")
    answer.headers.update(_CORS)
    answer.headers["Cache-Control"] = "no-store"
    if status == _TOO_MANY:
        answer.headers["Retry-After"] = str(seconds_to_wait())
    return answer


for _prefix in (BASE, POINTS):
    register_error_writer(_prefix, problem)


@bp.errorhandler(Unreadable)
def _unreadable(error: Unreadable) -> Answer:
    heading, _what, _todo = words_for(error.status, error.code)
    said = problem_text(error.code, error.parameter)
    return problem(error.status, str(heading), said, parameter=error.parameter[:100])


@bp.after_request
def _open_to_every_site(answer: Answer) -> Answer:
    for name, value in _CORS.items():
        answer.headers.setdefault(name, value)
    return answer
