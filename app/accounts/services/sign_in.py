"""Signing in and out: throttling, sessions kept on the server."""

import hashlib
import hmac
import secrets
from uuid import UUID

from sqlalchemy import select, update

from app.accounts import domain
from app.accounts.models import SignInFailure, SignInSession, User
from app.accounts.queries import digest_of, find_credentials
from app.accounts.services.passwords import decoy_hash, is_right
from app.kernel import audit, clock
from app.kernel.actor import Actor
from app.kernel.db import db
from app.kernel.errors import TooMany

TOKEN_BYTES = 32


def verify_password(email: str, password: str) -> UUID | None:
    """The user with this address and password; as slow for unknown addresses as for known ones."""
    found = find_credentials(email)
    db.session.remove()  # hashing takes its time: no transaction waits for it
    right = is_right(found[1] if found else decoy_hash(), password[: domain.LONGEST_PASSWORD])
    return found[0] if found and right else None


def failure_key(kind: str, value: str, secret: str) -> str:
    """Under which key failures are counted: neither address nor account can be read from it."""
    return hmac.new(secret.encode(), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def check_throttle(keys: list[str], code: str = "too_many_tries") -> None:
    """Raise TooMany, with that code, while one of the keys has to wait."""
    blocked = db.session.scalars(
        select(SignInFailure.blocked_until).where(
            SignInFailure.key.in_(keys), SignInFailure.blocked_until > clock.now()
        )
    ).all()
    if blocked:
        wait = max(blocked) - clock.now()
        raise TooMany(code, retry_after=int(wait.total_seconds()) + 1)


def note_failure(keys: dict[str, str]) -> None:
    """Count a wrong password, or another try that must not be repeated at will: kind to key."""
    moment = clock.now()
    for kind, key in sorted(keys.items()):
        row = db.session.scalars(
            select(SignInFailure).where(SignInFailure.key == key).with_for_update()
        ).one_or_none()
        if row is None:
            row = SignInFailure(key=key, failures=0, last_at=moment, blocked_until=moment)
            db.session.add(row)
        if moment - row.last_at > domain.FAILURES_FADE_AFTER:
            row.failures = 0
        row.failures += 1
        row.last_at = moment
        row.blocked_until = moment + domain.wait_after(kind, row.failures)
    db.session.flush()


def start_session(actor: Actor, membership_id: UUID, account_key: str | None = None) -> str:
    """Begin a signed-in session and forget the account's failures; returns the token for the cookie."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    moment = clock.now()
    db.session.add(
        SignInSession(
            token_digest=digest_of(token),
            user_id=actor.user_id,
            membership_id=membership_id,
            created_at=moment,
            last_seen_at=moment,
            expires_at=moment + domain.SESSION_LIFETIME,
        )
    )
    if account_key:
        row = db.session.scalars(select(SignInFailure).where(SignInFailure.key == account_key)).one_or_none()
        if row is not None:
            db.session.delete(row)
    audit.record(actor, "account.sign_in", _user(actor.user_id))
    db.session.flush()
    return token


def touch_session(session_id: UUID) -> None:
    """Note that the session is in use."""
    db.session.execute(
        update(SignInSession).where(SignInSession.id == session_id).values(last_seen_at=clock.now())
    )


def end_session(actor: Actor, token: str) -> None:
    """Sign out here."""
    db.session.execute(
        update(SignInSession)
        .where(SignInSession.token_digest == digest_of(token))
        .values(ended_at=clock.now())
    )
    audit.record(actor, "account.sign_out", _user(actor.user_id))


def end_all_sessions(actor: Actor, user_id: UUID) -> int:
    """Sign a user out everywhere; returns how many sessions ended."""
    ended = db.session.execute(
        update(SignInSession)
        .where(SignInSession.user_id == user_id, SignInSession.ended_at.is_(None))
        .values(ended_at=clock.now())
    ).rowcount  # type: ignore[attr-defined]
    audit.record(actor, "account.sign_out_everywhere", _user(user_id), sessions=ended)
    return int(ended)


def _user(user_id: UUID) -> User:
    return db.session.scalars(select(User).where(User.id == user_id)).one()
