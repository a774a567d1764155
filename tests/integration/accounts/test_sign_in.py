"""Signing in, staying signed in, signing out, and being slowed down after wrong passwords."""

import re
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from app.accounts.services import NewAccount, open_account
from app.accounts.services.passwords import hash_password
from app.kernel import clock
from app.kernel.actor import SYSTEM, Role
from app.kernel.uow import unit
from tests.conftest import Browse
from tests.factories import TIRANE, make_actor
from tests.support.browsing import Browser

EMAIL, PASSWORD = "worker@test.example", "ura mbi lumin e gjate"
HASH = hash_password(PASSWORD)


@pytest.fixture
def account(database: object) -> None:
    with unit(SYSTEM):
        open_account(NewAccount(EMAIL, "Worker", HASH, Role.SOCIAL_WORKER, municipality_code=TIRANE))


def sign_in(browser: Browser, password: str = PASSWORD, email: str = EMAIL, **more: str) -> TestResponse:
    return browser.post("/sign-in", {"email": email, "password": password, **more})


@pytest.mark.usefixtures("account")
def test_the_right_password_opens_the_page_that_was_wanted(browse: Browse) -> None:
    browser = browse()
    wanted = browser.get("/people")
    assert (wanted.status_code, wanted.location) == (303, "/sign-in?next=/people")
    answer = sign_in(browser, next="/people")
    assert (answer.status_code, answer.location) == (303, "/people")
    assert browser.get("/people").status_code == 200


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"]
)
def test_signing_in_never_leads_to_another_site(browse: Browse, wanted: str) -> None:
    assert sign_in(browse(), next=wanted).location == "/"


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    ("email", "password"), [(EMAIL, "wrong password!"), ("nobody@test.example", PASSWORD)]
)
def test_a_wrong_password_and_an_unknown_address_are_told_alike(
    browse: Browse, email: str, password: str
) -> None:
    answer = sign_in(browse(), password, email)
    assert answer.status_code == 422
    assert "The e-mail address or the password is not right." in answer.text
    assert f'value="{email}"' in answer.text
    assert password not in answer.text


@pytest.mark.usefixtures("account")
def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(browse: Browse) -> None:
    for _ in range(5):
        sign_in(browse(), "wrong password!")
    answer = sign_in(browse())
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 31
    with clock.set_to(clock.now() + timedelta(seconds=31)):
        assert sign_in(browse()).status_code == 303


@pytest.mark.usefixtures("account")
def test_one_address_that_tries_many_accounts_has_to_wait(browse: Browse) -> None:
    for number in range(30):
        sign_in(browse(), "wrong password!", f"guess{number}@test.example")
    assert sign_in(browse()).status_code == 429


def test_signing_out_everywhere_ends_the_other_browsers_too(browse: Browse) -> None:
    worker = make_actor(Role.SOCIAL_WORKER)
    here, there = browse(worker), browse(worker)
    assert there.get("/account").status_code == 200
    here.post("/account/sign-out-everywhere")
    assert [browser.get("/account").status_code for browser in (here, there)] == [303, 303]


def test_a_copied_cookie_is_worth_nothing_after_signing_out(browse: Browse) -> None:
    browser = browse(make_actor(Role.SOCIAL_WORKER))
    cookie = browser.client.get_cookie("ura_session")
    assert cookie is not None
    browser.post("/sign-out")
    browser.client.set_cookie("ura_session", cookie.value)
    assert browser.get("/account").status_code == 303


@pytest.mark.parametrize("idle", [timedelta(minutes=61), timedelta(hours=13)])
def test_an_idle_browser_is_signed_out(browse: Browse, idle: timedelta) -> None:
    browser = browse(make_actor(Role.SOCIAL_WORKER))
    with clock.set_to(clock.now() + idle):
        assert browser.get("/account").status_code == 303


def test_a_browser_in_use_stays_signed_in(browse: Browse) -> None:
    browser = browse(make_actor(Role.SOCIAL_WORKER))
    start = clock.now()
    for minutes in (50, 100, 150):
        with clock.set_to(start + timedelta(minutes=minutes)):
            assert browser.get("/account").status_code == 200


@pytest.mark.usefixtures("account")
def test_what_was_typed_when_the_session_had_ended_is_offered_again(browse: Browse) -> None:
    browser = browse()
    refused = browser.post("/people/new", {"given_name": "Amina", "idempotency_key": "k"})
    assert refused.status_code == 401
    kept = re.search(r'name="kept_form" value="([^"]+)"', refused.text)
    assert kept is not None
    assert "Amina" not in refused.text.replace(kept[1], "")
    answer = sign_in(browser, next="/people/new", kept_form=kept[1])
    assert answer.status_code == 200
    assert 'name="given_name" value="Amina"' in answer.text
    assert 'action="/people/new"' in answer.text


@pytest.mark.usefixtures("account")
def test_a_kept_form_that_was_altered_is_not_offered(browse: Browse) -> None:
    assert sign_in(browse(), kept_form="WyJmb3JnZWQiXQ.x.y").status_code == 303
