"""Flask-Login on top of server-side sessions: from the cookie's token to the actor, checked at every request."""

from flask import Flask, session
from flask_login import LoginManager, UserMixin

from app.accounts import domain, services
from app.accounts.queries import SessionRow, find_session
from app.kernel import clock
from app.kernel.access import set_identifier
from app.kernel.actor import Actor
from app.kernel.uow import after_commit, unit


class SignedIn(UserMixin):
    """Who is signed in, as Flask-Login sees it: its id is the token of the session row."""

    def __init__(self, token: str, row: SessionRow | None = None) -> None:
        self.token = token
        self.row = row

    def get_id(self) -> str:
        return self.token


def load_signed_in(token: str) -> SignedIn | None:
    """The session behind a token, if it is alive; notes now and then that it is in use."""
    row = find_session(token)
    now = clock.now()
    if row is None or not domain.is_session_alive(now, row.expires_at, row.last_seen_at, row.ended_at):
        return None
    if now - row.last_seen_at > domain.SEEN_EVERY:
        after_commit(lambda: _touch(row))
    return SignedIn(token, row)


def _touch(row: SessionRow) -> None:
    with unit(row.actor):
        services.touch_session(row.session_id)


def identify() -> Actor | None:
    """The actor of this request: found by the token that Flask-Login put into the cookie when she signed in."""
    token = session.get("_user_id")
    signed_in = load_signed_in(token) if token else None
    return signed_in.row.actor if signed_in and signed_in.row else None


def init_sessions(app: Flask) -> None:
    """Connect Flask-Login and tell the guard how an actor is found."""
    # The session row is the protection: a phone changes its address too often for Flask-Login's own.
    login = LoginManager()
    login.session_protection = None
    login.init_app(app, add_context_processor=False)
    login.user_loader(load_signed_in)
    set_identifier(identify)
