"""Rules of accounts: passwords, how long links and sessions live, how fast wrong passwords may follow each other."""

from datetime import datetime, timedelta
from typing import Final

from app.kernel.errors import Invalid

INVITATION_LIFETIME: Final = timedelta(hours=24)
SESSION_LIFETIME: Final = timedelta(hours=12)
IDLE_LIFETIME: Final = timedelta(minutes=60)
SEEN_EVERY: Final = timedelta(minutes=5)

SHORTEST_PASSWORD: Final = 12
LONGEST_PASSWORD: Final = 200
# Failures to sign in, and what strangers may do without an account: how many an hour are free.
_FREE_FAILURES: Final = {
    "account": 5,
    "address": 30,
    "registration_address": 20,
    "registration_email": 3,
    "report_address": 10,
    "link_address": 10,
}
_LONGEST_WAIT: Final = timedelta(minutes=15)
FAILURES_FADE_AFTER: Final = timedelta(hours=1)

_COMMON = frozenset({"password", "fjalekalimi", "qwerty", "123456", "albania", "shqiperia", "ura"})


def check_password(password: str, email: str) -> None:
    """Raise Invalid for a password that is too short, too long, common or the address (NIST SP 800-63B)."""
    folded = password.lower()
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid({"password": "password_short"})
    if len(password) > LONGEST_PASSWORD:
        raise Invalid({"password": "password_long"})
    if len(set(password)) < 5 or folded.strip("0123456789!?.-_ ") in _COMMON:
        raise Invalid({"password": "password_common"})
    if email and email.lower().split("@")[0] in folded:
        raise Invalid({"password": "password_like_email"})


def wait_after(kind: str, failures: int) -> timedelta:
    """How long the next try must wait: nothing at first, then 30 s doubling up to 15 minutes."""
    excess = failures - _FREE_FAILURES[kind]
    if excess < 0:
        return timedelta()
    return min(timedelta(seconds=30 * (1 << min(excess, 10))), _LONGEST_WAIT)


def is_session_alive(
    now: datetime, expires_at: datetime, last_seen_at: datetime, ended_at: datetime | None
) -> bool:
    """Whether a signed-in session still counts: not ended, not too old, not idle for too long."""
    return ended_at is None and now < expires_at and now - last_seen_at < IDLE_LIFETIME


def normalise_email(email: str) -> str:
    """The form in which addresses are compared."""
    return email.strip().lower()
