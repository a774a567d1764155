"""Who approved an organisation gives its first colleague an account; nobody else does."""

from uuid import UUID

import pytest

from app.accounts.queries import list_open_invitations
from app.kernel.actor import SYSTEM, Role
from app.kernel.uow import unit
from app.providers.domain import Status
from tests.conftest import Browse
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.providers import make_organisation

NEW = {"name": "Blerim", "email": "b@test.example", "role": "provider_manager", "locale": "sq"}


@pytest.fixture
def centre(database: object) -> UUID:
    return make_organisation("Qendra Drita", TIRANE)


def count_invited() -> int:
    with unit(SYSTEM, read_only=True):
        return len(list_open_invitations())


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_who_approves_invites_into_the_organisation(browse: Browse, centre: UUID, role: Role) -> None:
    browser = browse(make_actor(role, TIRANE))
    assert f"/providers/{centre}/invite" in browser.get(f"/providers/{centre}").text
    assert browser.get(f"/providers/{centre}/invite").status_code == 200
    assert browser.post(f"/providers/{centre}/invite", NEW).status_code == 303
    with unit(SYSTEM, read_only=True):
        (invitation,) = list_open_invitations()
    assert (invitation.place, invitation.role) == ("Qendra Drita", Role.PROVIDER_MANAGER)


def test_the_coordinator_of_elsewhere_does_not_invite(browse: Browse, centre: UUID) -> None:
    browser = browse(make_actor(Role.COORDINATOR, KORCE))
    assert browser.post(f"/providers/{centre}/invite", NEW).status_code == 403
    assert count_invited() == 0


def test_an_organisation_that_waits_for_approval_gets_no_accounts(browse: Browse) -> None:
    waiting = make_organisation("Qendra Re", TIRANE, Status.PENDING)
    assert (
        browse(make_actor(Role.COORDINATOR, TIRANE)).post(f"/providers/{waiting}/invite", NEW).status_code
        == 403
    )


@pytest.mark.parametrize("change", [{"role": "coordinator"}, {"email": "no address"}, {"name": ""}])
def test_a_wrong_form_keeps_what_was_typed(browse: Browse, centre: UUID, change: dict[str, str]) -> None:
    answer = browse(make_actor(Role.COORDINATOR, TIRANE)).post(
        f"/providers/{centre}/invite", {**NEW, **change}
    )
    assert answer.status_code == 422
    assert change.get("email", NEW["email"]) in answer.text
    assert count_invited() == 0
