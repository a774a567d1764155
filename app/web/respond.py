"""The two ways to answer: a page (or, for htmx, the blocks of it that changed) and a redirect after a change."""

from typing import Any

from flask import Response, render_template, url_for
from htmx_flask import make_response, request
from jinja2_fragments.flask import render_block
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as BaseResponse

Answer = BaseResponse


def respond(
    template: str,
    *,
    status: int = 200,
    fragment: str | None = None,
    oob: tuple[str, ...] = (),
    **context: Any,
) -> Answer:
    """The whole page for a browser; for an htmx request the named block, then the blocks to swap elsewhere (oob)."""
    if fragment and request.htmx:
        body = "".join(render_block(template, block, **context) for block in (fragment, *oob))
    else:
        body = render_template(template, **context)
    answer = Response(body, status=status)
    answer.vary.add("HX-Request")
    return answer


def redirect_to(endpoint: str, **values: Any) -> Answer:
    """Go on with a GET after a change (303); htmx is told to load the page anew."""
    location = url_for(endpoint, **values)
    if request.htmx:
        answer: Answer = make_response("", redirect=location)
        return answer
    return redirect(location, 303)
