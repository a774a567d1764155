"""Refusals become pages in the reader's language; what was rolled back is never said to be done."""

import pytest

from app.kernel import access
from app.kernel.actor import Role
from app.kernel.errors import StaleVersion
from app.providers.domain import Status
from tests.conftest import Browse
from tests.factories import TIRANE, make_actor
from tests.factories.providers import make_organisation


@pytest.mark.parametrize(
    ("locale", "heading"), [("en", "Page not found"), ("sq", "Faqja nuk u gjet")], ids=["English", "Albanian"]
)
def test_an_unknown_address_is_told_in_the_readers_language(
    browse: Browse, locale: str, heading: str
) -> None:
    answer = browse(locale=locale).get("/no-such-page")
    assert answer.status_code == 404
    assert f"<h1>{heading}</h1>" in answer.text


def test_a_get_on_a_form_address_is_405_and_says_which_method_works(browse: Browse) -> None:
    answer = browse(make_actor(Role.SOCIAL_WORKER)).get("/account/sign-out-everywhere")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert "<h1>" in answer.text


@pytest.mark.parametrize(
    ("headers", "data", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, {}, 403),
        ({}, {"csrf_token": "forged"}, 403),
        ({}, {"email": "a\x00b"}, 422),
        ({}, {"email": "x" * 2_000_000}, 413),
    ],
    ids=["from another site", "forged token", "a null byte", "too large"],
)
def test_a_form_that_cannot_be_trusted_is_refused_before_anything_happens(
    browse: Browse, headers: dict[str, str], data: dict[str, str], status: int
) -> None:
    answer = browse().post("/sign-in", data, headers=headers)
    assert answer.status_code == status
    assert "<h1>" in answer.text


def test_letters_that_are_not_utf8_are_refused(browse: Browse) -> None:
    browser = browse()
    body = f"csrf_token={browser.csrf_token}&email=%ff%fe".encode()
    answer = browser.client.post("/sign-in", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422


def test_what_a_failed_commit_took_back_is_not_said_to_be_done(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    organisation_id = make_organisation(municipality_code=TIRANE, status=Status.PENDING)
    browser = browse(make_actor(Role.COORDINATOR, TIRANE))

    def fail() -> None:
        raise StaleVersion

    monkeypatch.setattr(access, "commit_unit", fail)
    answer = browser.post(f"/providers/{organisation_id}/approve")
    assert answer.status_code == 409
    monkeypatch.undo()
    for page in (answer.text, browser.get("/account").text):
        assert 'class="flash' not in page


def test_every_answer_carries_the_security_headers_and_is_not_kept(browse: Browse) -> None:
    for path in ("/sign-in", "/no-such-page", "/healthz"):
        headers = browse().get(path).headers
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


def test_a_copied_control_character_becomes_a_blank_in_every_form(browse: Browse) -> None:
    answer = browse(make_actor(Role.COORDINATOR)).post("/accounts/invite", {"name": "Drita\x0bTest"})
    assert answer.status_code == 422
    assert 'value="Drita Test"' in answer.text
