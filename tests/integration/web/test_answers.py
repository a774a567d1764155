"""What goes around every page: the signed cookie, the token of the forms, the compression, the headers."""

from datetime import timedelta

import pytest
from backports import zstd
from flask import Flask, session
from flask.testing import FlaskClient

from app.kernel import clock
from app.kernel.actor import Role
from tests.conftest import Browse
from tests.factories import make_actor
from tests.support.databases import Database

BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.fixture
def counter(database: Database) -> Flask:
    """An application whose page counts in its session how often it was seen."""
    app = Flask("counter")
    app.secret_key = database.app.secret_key
    app.session_interface = database.app.session_interface

    @app.get("/")
    def seen() -> str:
        session.setdefault("seen", []).append(1)
        return str(len(session["seen"]))

    @app.post("/")
    def keep() -> str:
        session["seen"] = [*session.get("seen", []), 1]
        return str(len(session["seen"]))

    return app


def cookie_of(client: FlaskClient) -> str:
    cookie = client.get_cookie("session")
    assert cookie is not None
    return cookie.value


def test_what_one_request_does_to_its_session_is_not_seen_by_the_next(counter: Flask) -> None:
    client = counter.test_client()
    client.post("/")
    # A list changed in place is not written into the cookie: each request begins with what the cookie says.
    assert [client.get("/").text for _thrice in range(3)] == ["2", "2", "2"]


def test_a_cookie_that_was_altered_is_no_cookie_also_when_the_genuine_one_is_known(counter: Flask) -> None:
    client = counter.test_client()
    client.post("/")
    genuine = cookie_of(client)
    assert client.get("/").text == "2"
    client.set_cookie("session", genuine[:-2] + ("AA" if genuine[-2:] != "AA" else "BB"))
    assert client.get("/").text == "1"


def test_a_known_cookie_grows_too_old_like_any_other(counter: Flask) -> None:
    client = counter.test_client()
    client.post("/")
    assert client.get("/").text == "2"
    with clock.set_to(clock.now() + counter.permanent_session_lifetime + timedelta(minutes=1)):
        assert client.get("/").text == "1"


def test_forms_of_one_browser_have_one_token_and_those_of_another_have_another(browse: Browse) -> None:
    first, second = browse(make_actor(Role.COORDINATOR)), browse(make_actor(Role.COORDINATOR))
    tokens = [
        browser.get("/account").text.split('name="csrf_token" value="')[1].split('"')[0]
        for browser in (first, first, second)
    ]
    assert tokens[0] == tokens[1] != tokens[2]
    assert first.post("/account/language", {"locale": "en", "csrf_token": tokens[2]}).status_code == 403


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, br", "br"),
        ("gzip", "gzip"),
        ("br;q=1.0, zstd;q=0", "br"),
        ("identity", None),
    ],
)
def test_a_page_comes_in_what_the_browser_understands(browse: Browse, wanted: str, given: str | None) -> None:
    answer = browse(make_actor(Role.COORDINATOR)).get(
        "/account", check=False, headers={"Accept-Encoding": wanted}
    )
    assert answer.headers.get("Content-Encoding") == given
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_page_that_was_compressed_is_the_page(browse: Browse) -> None:
    browser = browse(make_actor(Role.COORDINATOR))
    plain = browser.get("/account").data
    for _twice in range(2):
        answer = browser.get("/account", check=False, headers=BROWSER)
        page = zstd.decompress(answer.data)
        assert int(answer.headers["Content-Length"]) == len(answer.data) < len(page)
        assert len(page) == len(plain)


def test_every_answer_has_each_header_of_security_once(browse: Browse) -> None:
    for path in ("/account", "/nothing-here"):
        answer = browse(make_actor(Role.COORDINATOR)).get(path)
        for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control"):
            assert len(answer.headers.getlist(name)) == 1
        assert answer.headers["Cache-Control"] == "no-store"
