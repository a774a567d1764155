"""A browser for tests without a screen: signs an actor in for real and adds the hidden fields of a form."""

import contextvars
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.accounts.models import Membership, User
from app.accounts.services import start_session
from app.kernel import clock
from app.kernel.actor import SYSTEM, Actor
from app.kernel.db import db
from app.kernel.ids import new_id
from app.kernel.uow import unit
from app.kernel.views import forget_views
from app.providers.queries.memory import forget_directory
from app.providers.services.misses import forget_misses

_TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')


def settle() -> None:
    """Commit what a test has set up so that a request can see it; factories write without audit entries."""
    session = db.session()
    if session.in_transaction():
        session.flush()
        session.info.pop("changed", None)
        session.commit()
    session.expire_all()


class Browser:
    """One signed-in (or anonymous) browser. Each request runs in a context of its own, as on a server."""

    def __init__(self, app: Flask, actor: Actor | None = None, *, locale: str = "en") -> None:
        self.app, self.actor = app, actor
        self.client: FlaskClient = app.test_client()
        self.client.set_cookie("ura_language", locale)
        self.csrf_token = ""
        settle()
        contextvars.Context().run(self._prepare)

    def _prepare(self) -> None:
        token = None
        if self.actor is not None:
            with self.app.app_context():
                token = sign_in_token(self.actor)
        with self.app.test_request_context():
            from flask import session

            self.csrf_token = generate_csrf()
            raw = session["csrf_token"]
        with self.client.session_transaction() as session:
            session["csrf_token"] = raw
            if token:
                session["_user_id"], session["_fresh"] = token, True

    def get(self, path: str, *, check: bool = True, **options: Any) -> TestResponse:
        """GET; a page must be valid HTML."""
        answer = self._send(self.client.get, path, **options)
        if check and answer.mimetype == "text/html" and answer.data:
            check_html(answer.data)
        return answer

    def post(
        self,
        path: str,
        data: dict[str, Any] | None = None,
        *,
        bare: bool = False,
        check: bool = True,
        **options: Any,
    ) -> TestResponse:
        """POST with CSRF token and idempotency key; `bare` sends only what is given."""
        hidden = {} if bare else {"csrf_token": self.csrf_token, "idempotency_key": str(new_id())}
        answer = self._send(self.client.post, path, data={**hidden, **(data or {})}, **options)
        if check and answer.mimetype == "text/html" and answer.data and answer.status_code != 303:
            check_html(answer.data)
        return answer

    def post_raw(self, path: str, body: bytes) -> TestResponse:
        """POST a form as bytes, just as they are."""
        return self._send(self.client.post, path, data=body, content_type="application/x-www-form-urlencoded")

    def _send(self, method: Callable[..., TestResponse], path: str, **options: Any) -> TestResponse:
        settle()
        scope = db.session.info.get("scope")
        db.session.remove()
        answer: TestResponse = contextvars.Context().run(method, path, **options)
        # A large form lies in a temporary file, which nobody else closes.
        answer.request.environ["wsgi.input"].close()
        db.session.info["scope"] = scope
        return answer


def check_html(body: bytes) -> None:
    """Raise for a page that a strict parser does not accept."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(body)
    serious = [
        (place, name)
        for place, name, _data in parser.errors
        if name not in {"expected-doctype-but-got-start-tag"}
    ]
    assert not serious, f"invalid HTML: {serious[:3]}"


def sign_in_token(actor: Actor) -> str:
    """A session for an actor, with the account made where it is missing."""
    with unit(SYSTEM) as session:
        if session.scalar(select(User.id).where(User.id == actor.user_id)) is None:
            _make_account(actor)
        membership_id: UUID = session.scalars(
            select(Membership.id).where(Membership.user_id == actor.user_id)
        ).one()
        return start_session(actor, membership_id)


def _make_account(actor: Actor) -> None:
    session = db.session()
    session.add(
        User(
            id=actor.user_id,
            email=f"{actor.user_id.hex}@test.example",
            name=actor.name,
            password_hash="-",
            locale=actor.locale,
            created_at=clock.now(),
        )
    )
    session.flush()
    session.add(
        Membership(
            user_id=actor.user_id,
            role=actor.role.value,
            municipality_code=actor.municipality_code,
            organisation_id=actor.organisation_id,
            place=actor.place,
            created_at=clock.now(),
            certified_at=clock.now() if actor.is_focal_point else None,
        )
    )
    session.flush()
    session.info.pop("changed", None)


def fresh_process() -> None:
    """Forget what a process remembers between requests."""
    forget_views()
    forget_directory()
    forget_misses()
