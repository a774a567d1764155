"""An invitation makes one account within a day; the link is refused with a reason when it is wrong, old or used."""

from datetime import timedelta

import pytest
from flask import current_app

from app.accounts.links import invitation_token
from app.accounts.queries import list_open_invitations
from app.kernel import clock, outbox
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.ids import new_id
from app.kernel.uow import unit
from tests.conftest import Browse
from tests.factories import KORCE, TIRANE, make_actor
from tests.support.databases import Database

NEW = {"name": "Drita Test", "email": "Drita@Test.example", "role": "social_worker", "locale": "en"}
ACCEPTED = {"name": "Drita T.", "password": "tre fjale te gjata"}


@pytest.fixture
def coordinator(database: Database) -> Actor:
    return make_actor(Role.COORDINATOR, TIRANE)


def invited_link(browse: Browse, coordinator: Actor) -> str:
    """Invite for real and read the link's token."""
    answer = browse(coordinator).post("/accounts/invite", NEW)
    assert answer.status_code == 303
    with unit(SYSTEM, read_only=True):
        invitation = list_open_invitations()[0]
    return f"/invitation/{invitation_token(current_app.extensions['settings'], invitation.id)}"


def test_an_invited_person_chooses_a_password_and_works_at_once(browse: Browse, coordinator: Actor) -> None:
    link = invited_link(browse, coordinator)
    stranger = browse()
    assert "Drita Test" in stranger.get(link).text
    answer = stranger.post(link, ACCEPTED)
    assert (answer.status_code, answer.location) == (303, "/")
    page = stranger.get("/account")
    assert "Drita T." in page.text
    assert "Social worker" in page.text
    signed_in = browse().post("/sign-in", {"email": "drita@test.example", "password": ACCEPTED["password"]})
    assert signed_in.status_code == 303


def test_the_inviter_sees_the_link_and_the_mail_carries_it(
    browse: Browse, coordinator: Actor, database: Database
) -> None:
    link = invited_link(browse, coordinator)
    page = browse(coordinator).get("/accounts")
    assert "Drita Test" in page.text
    for job_id in outbox.list_due():
        outbox.deliver(job_id)
    mails = [path.read_text() for path in (database.folder / "mail").glob("*.eml")]
    assert any(link.split(".")[-1][:20] in mail.replace("=\n", "") for mail in mails)


def test_a_used_link_is_gone(browse: Browse, coordinator: Actor) -> None:
    link = invited_link(browse, coordinator)
    browse().post(link, ACCEPTED)
    for answer in (browse().get(link), browse().post(link, ACCEPTED)):
        assert answer.status_code == 410
        assert "The invitation was used already" in answer.text


def test_a_link_of_yesterday_is_gone(browse: Browse, coordinator: Actor) -> None:
    link = invited_link(browse, coordinator)
    with clock.set_to(clock.now() + timedelta(hours=24)):
        answer = browse(locale="sq").get(link)
    assert answer.status_code == 410
    assert "Ftesa ka skaduar" in answer.text


def test_an_altered_link_is_not_found(browse: Browse, coordinator: Actor) -> None:
    link = invited_link(browse, coordinator)
    assert browse().get(link[:-3] + "xyz").status_code == 404
    unknown = invitation_token(current_app.extensions["settings"], new_id())
    assert browse().get(f"/invitation/{unknown}").status_code == 404


def test_a_weak_password_keeps_the_name_that_was_typed(browse: Browse, coordinator: Actor) -> None:
    link = invited_link(browse, coordinator)
    answer = browse().post(link, {"name": "Typed Name", "password": "short"})
    assert answer.status_code == 422
    assert 'value="Typed Name"' in answer.text
    assert "at least 12 characters" in answer.text
    assert browse().get(link).status_code == 200


@pytest.mark.parametrize("role", ["administrator", "programme_reviewer", "system", "police"])
def test_a_forged_role_is_refused(browse: Browse, coordinator: Actor, role: str) -> None:
    answer = browse(coordinator).post("/accounts/invite", {**NEW, "role": role})
    assert answer.status_code == 422
    with unit(SYSTEM, read_only=True):
        assert list_open_invitations() == []


def test_sent_twice_with_one_key_it_is_one_invitation(browse: Browse, coordinator: Actor) -> None:
    browser, key = browse(coordinator), str(new_id())
    answers = [browser.post("/accounts/invite", {**NEW, "idempotency_key": key}) for _ in range(2)]
    assert answers[0].location == answers[1].location
    with unit(SYSTEM, read_only=True):
        assert len(list_open_invitations()) == 1


def test_without_a_key_nothing_is_made(browse: Browse, coordinator: Actor) -> None:
    answer = browse(coordinator).post("/accounts/invite", {**NEW, "idempotency_key": ""})
    assert answer.status_code == 422
    with unit(SYSTEM, read_only=True):
        assert list_open_invitations() == []


def test_a_closed_account_is_out_at_once_and_only_its_own_coordinator_may_close_it(
    browse: Browse, coordinator: Actor
) -> None:
    worker, elsewhere = make_actor(Role.SOCIAL_WORKER), make_actor(Role.COORDINATOR, KORCE)
    browser = browse(worker)
    membership = browse(coordinator).get("/accounts").text.split("/accounts/")
    path = next(f"/accounts/{part.split('/')[0]}/end" for part in membership if "/end" in part[:45])
    assert browse(elsewhere).post(path).status_code == 404
    assert browse(coordinator).post(path).status_code == 303
    assert browser.get("/account").status_code == 303
