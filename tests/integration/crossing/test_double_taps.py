"""A form that arrives twice, one after the other or at the same moment, does its work once and answers alike."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.kernel.db import db
from app.kernel.ids import new_id
from tests.integration.crossing.forms import Form, Forms
from tests.support.browsing import settle
from tests.support.databases import Database
from tests.support.rows import read_rows


def test_every_form_that_creates_does_its_work_once(database: Database) -> None:
    faults = {}
    for form in Forms(database, "sq").all(creating=True):
        key = str(new_id())
        first = form.send(idempotency_key=key)
        once = read_rows()
        second = form.send(idempotency_key=key)
        if (first.status_code, second.status_code) != (303, 303) or first.location != second.location:
            faults[form.name] = (
                f"{first.status_code} {first.location}, {second.status_code} {second.location}"
            )
        elif read_rows() != once:
            faults[form.name] = "done twice"
    assert faults == {}


def test_a_refused_form_may_be_mended_and_sent_with_the_same_key(database: Database) -> None:
    form, key = Forms(database, "sq").of("POST people.register"), str(new_id())
    assert form.send(idempotency_key=key, given_name="").status_code == 422
    assert form.send(idempotency_key=key).status_code == 303


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("POST people.register", "person"),
        ("POST providers.register", "organisation"),
        ("POST referrals.choose", "referral"),
        ("POST referrals.send", "share"),
        ("POST referrals.move: open", "referral_event"),
        ("POST accounts.invite", "invitation"),
    ],
)
def test_two_taps_at_the_same_moment_are_one(database: Database, name: str, table: str) -> None:
    form, key = Forms(database, "sq").of(name), str(new_id())
    before = len(read_rows()[table])
    answers = send_at_once(form, key, taps=4)
    assert [status for status, _location in answers] == [303] * 4
    assert len({location for _status, location in answers}) == 1
    assert len(read_rows()[table]) == before + 1


def send_at_once(form: Form, key: str, taps: int) -> list[tuple[int, str | None]]:
    """The same form from several threads; each has a client of its own with the same cookie."""
    settle()
    db.session.remove()
    start, browser = Barrier(taps), form.browser
    cookie = browser.client.get_cookie("ura_session")
    assert cookie

    def tap(_number: int) -> tuple[int, str | None]:
        client = browser.app.test_client()
        client.set_cookie("ura_session", cookie.value)
        data = {"csrf_token": browser.csrf_token, "idempotency_key": key, **form.data}
        start.wait(timeout=10)
        answer = client.post(form.path, data=data)
        return answer.status_code, answer.location

    with ThreadPoolExecutor(taps) as pool:
        return list(pool.map(tap, range(taps), timeout=60))
