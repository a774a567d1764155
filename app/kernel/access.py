"""Guarded routes: each says who may enter; the guard opens the unit of work, sets the scope and commits."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, TypeVar

from flask import Blueprint, Flask, Response, abort, g, make_response, redirect, request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response as BaseResponse

from app.kernel import idempotency
from app.kernel.actor import VISITOR, Actor
from app.kernel.errors import Forbidden, SignInNeeded, UraError
from app.kernel.permissions import P
from app.kernel.scope import set_scope
from app.kernel.uow import (
    begin_work,
    close_unit,
    commit_unit,
    open_unit,
    open_unit_of_request,
    refuse_unit,
)

PUBLIC: Literal["public"] = "public"
SIGNED_IN: Literal["signed in"] = "signed in"
Access = P | Literal["public", "signed in"]
View = TypeVar("View", bound=Callable[..., Any])

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FIRST_ERROR_STATUS = 400
_identify: list[Callable[[], Actor | None]] = []


@dataclass(frozen=True, slots=True)
class RouteRule:
    """What a route declared: who may enter, whether its work must not be done twice, how much may be sent to it.

    `largest` is in bytes; 0 is the limit of all forms.
    """

    access: Access
    creates: bool = False
    own_units: bool = False
    largest: int = 0


def set_identifier(identify: Callable[[], Actor | None]) -> None:
    """Say how the actor of a request is found (accounts does it)."""
    _identify[:] = [identify]


def current_actor() -> Actor:
    """Who acts in this request; an error where nobody is signed in."""
    actor = find_actor()
    if actor is None:
        raise SignInNeeded
    return actor


def find_actor() -> Actor | None:
    """Who acts in this request, or None. Needs an open unit the first time."""
    if "actor" not in g:
        g.actor = _identify[0]() if _identify else None
    actor: Actor | None = g.actor
    return actor


class GuardedBlueprint(Blueprint):
    """A blueprint whose routes cannot forget to say who may enter: `access=` or the program does not start."""

    def get(self, rule: str, *, access: Access, **options: Any) -> Callable[[View], View]:  # type: ignore[override]
        """A route that only reads."""
        own_units = bool(options.pop("own_units", False))
        return self._guarded(rule, "GET", RouteRule(access, own_units=own_units), options)

    def post(  # type: ignore[override]
        self, rule: str, *, access: Access, creates: bool = False, own_units: bool = False, **options: Any
    ) -> Callable[[View], View]:
        """A route that changes something. `creates`: the form carries an idempotency key.

        `own_units`: the view opens its units of work itself, because it does slow work between them.
        `largest`: a file may come with it, so that more may be sent than to other forms.
        """
        largest = int(options.pop("largest", 0))
        return self._guarded(rule, "POST", RouteRule(access, creates, own_units, largest), options)

    def _guarded(
        self, path: str, method: str, rule: RouteRule, options: dict[str, Any]
    ) -> Callable[[View], View]:
        def register(view: View) -> View:
            endpoint = options.pop("endpoint", view.__name__)
            full_name = f"{self.name}.{endpoint}"
            self.record(lambda state: _register_rule(state.app, full_name, rule))
            guarded = _guard(view, rule, full_name)
            Blueprint.add_url_rule(self, path, endpoint, guarded, methods=[method], **options)
            return view

        return register

    def add_url_rule(self, rule: str, *_args: Any, **_options: Any) -> None:
        """Refused: a route without access would be open to everybody."""
        raise TypeError(f"{self.name}: route {rule!r} declares no access=; use .get(…, access=…) or .post(…)")


def _register_rule(app: Any, endpoint: str, rule: RouteRule) -> None:
    app.extensions.setdefault("access", {})[endpoint] = rule


def refuse_undeclared_routes(app: Flask) -> None:
    """The second lock: an endpoint that no guarded blueprint declared answers 403 (a stranger's blueprint)."""

    @app.before_request
    def _closed_unless_declared() -> None:
        if request.endpoint is not None and request.endpoint not in app.extensions.get("access", {}):
            abort(403)


def check_access(access: Access, actor: Actor | None) -> None:
    """Raise SignInNeeded or Forbidden unless the actor may enter."""
    if access == PUBLIC:
        return
    if actor is None:
        raise SignInNeeded
    if access != SIGNED_IN and not actor.may(P(access)):
        raise Forbidden


def _guard(view: Callable[..., Any], rule: RouteRule, endpoint: str) -> Callable[..., BaseResponse]:
    @wraps(view)
    def guarded(**values: Any) -> BaseResponse:
        if rule.own_units:
            if rule.access != PUBLIC:
                _admit(rule, read_only=True)
                close_unit()
            return make_response(view(**values))
        try:
            answer = _carry_out(view, values, rule, endpoint)
            if answer.status_code < FIRST_ERROR_STATUS:
                commit_unit()
                return answer
            refuse_unit()
            return _answer_of_the_first(rule, endpoint) or answer
        except (IntegrityError, StaleDataError, UraError):
            earlier = _answer_of_the_first(rule, endpoint)
            if earlier is None:
                raise
            return earlier
        finally:
            close_unit()

    return guarded


def _carry_out(view: Callable[..., Any], values: dict[str, Any], rule: RouteRule, endpoint: str) -> Response:
    actor = _admit(rule, read_only=request.method in SAFE_METHODS)
    if rule.creates:
        return _once(view, values, endpoint, actor or VISITOR)
    answer: Response = make_response(view(**values))
    return answer


def _admit(rule: RouteRule, *, read_only: bool) -> Actor | None:
    session = open_unit_of_request(read_only=read_only)
    actor = find_actor()
    check_access(rule.access, actor)
    begin_work(session, read_only=read_only)
    # Without an account only public routes are left: they see what is public.
    set_scope(session, actor or VISITOR)
    return actor


def _once(view: Callable[..., Any], values: dict[str, Any], endpoint: str, actor: Actor) -> Response:
    key = idempotency.parse_key(request.form.get("idempotency_key"))
    earlier = idempotency.find_answer(actor, key, endpoint)
    if earlier is not None:
        return make_response(redirect(earlier, 303))
    answer: Response = make_response(view(**values))
    if answer.status_code < FIRST_ERROR_STATUS:
        location = answer.headers.get("HX-Redirect") or answer.headers.get("Location") or request.path
        idempotency.remember_answer(actor, key, endpoint, location)
    return answer


def _answer_of_the_first(rule: RouteRule, endpoint: str) -> BaseResponse | None:
    """Two requests with one key ran at once and this one was refused: the winner's answer, if there is one."""
    actor: Actor | None = g.get("actor") or (VISITOR if rule.access == PUBLIC else None)
    if not rule.creates or actor is None:
        return None
    close_unit()
    open_unit(read_only=True)
    key = idempotency.parse_key(request.form.get("idempotency_key"))
    earlier = idempotency.find_answer(actor, key, endpoint)
    return make_response(redirect(earlier, 303)) if earlier else None


__all__ = [
    "PUBLIC",
    "SAFE_METHODS",
    "SIGNED_IN",
    "GuardedBlueprint",
    "P",
    "RouteRule",
    "check_access",
    "current_actor",
    "find_actor",
    "refuse_undeclared_routes",
    "set_identifier",
]
