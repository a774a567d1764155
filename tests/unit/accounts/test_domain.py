"""Rules of accounts: passwords, waiting after wrong ones, the life of a session."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts import domain
from app.kernel.errors import Invalid

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password_short"),
        ("x" * 201, "password_long"),
        ("aaaaaaaaaaaa", "password_common"),
        ("password12345", "password_common"),
        ("elira.hoxha-2026", "password_like_email"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        domain.check_password(password, "elira.hoxha@ura.example")
    assert refusal.value.fields == {"password": code}


def test_several_words_are_a_good_password() -> None:
    domain.check_password("ura mbi lumin e gjate", "elira@ura.example")


@given(st.sampled_from(["account", "address"]), st.integers(0, 10_000))
def test_waiting_never_shrinks_and_never_exceeds_a_quarter_of_an_hour(kind: str, failures: int) -> None:
    wait, next_wait = domain.wait_after(kind, failures), domain.wait_after(kind, failures + 1)
    assert timedelta() <= wait <= next_wait <= timedelta(minutes=15)


def test_the_first_wrong_passwords_cost_no_waiting() -> None:
    assert domain.wait_after("account", 4) == timedelta()
    assert domain.wait_after("account", 5) == timedelta(seconds=30)


@pytest.mark.parametrize(
    ("seen_ago", "expires_in", "ended", "alive"),
    [
        (timedelta(minutes=59), timedelta(hours=1), False, True),
        (timedelta(minutes=60), timedelta(hours=1), False, False),
        (timedelta(minutes=1), timedelta(), False, False),
        (timedelta(minutes=1), timedelta(hours=1), True, False),
    ],
)
def test_a_session_dies_of_age_idleness_or_signing_out(
    seen_ago: timedelta, expires_in: timedelta, ended: bool, alive: bool
) -> None:
    ended_at = NOON if ended else None
    assert domain.is_session_alive(NOON, NOON + expires_in, NOON - seen_ago, ended_at) is alive
