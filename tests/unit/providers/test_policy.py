from dataclasses import dataclass
from uuid import UUID

import pytest

from app.kernel.actor import Actor, Role
from app.kernel.errors import Forbidden
from app.kernel.ids import new_id
from app.providers import policy
from app.providers.domain import Status
from tests.factories import KORCE, TIRANE, make_actor


@dataclass(frozen=True)
class Entry:
    id: UUID
    municipality_code: str = TIRANE
    status: Status = Status.APPROVED
    registered_by: UUID | None = None
    is_national: bool = False


ENTRY = Entry(new_id())


def _actor(role: Role, where: str = TIRANE, *, own: bool = False) -> Actor:
    return make_actor(role, where, ENTRY.id if own else None)


@pytest.mark.parametrize("role", list(Role))
def test_only_coordinator_and_administrator_approve(role: Role) -> None:
    if role is Role.SYSTEM:
        return
    allowed = role in (Role.COORDINATOR, Role.ADMINISTRATOR)
    assert policy.may_approve(_actor(role), TIRANE) is allowed


def test_a_coordinator_approves_in_the_own_municipality_only() -> None:
    assert not policy.may_approve(_actor(Role.COORDINATOR, KORCE), TIRANE)
    assert policy.may_approve(_actor(Role.ADMINISTRATOR, KORCE), TIRANE)


def test_only_the_administrator_decides_about_what_works_in_the_whole_country() -> None:
    national = Entry(new_id(), is_national=True)
    for role, allowed in ((Role.COORDINATOR, False), (Role.ADMINISTRATOR, True)):
        assert policy.may_approve(_actor(role), TIRANE, is_national=True) is allowed
        assert policy.may_invite_into(_actor(role), national) is allowed


@pytest.mark.parametrize(
    ("actor", "edits", "confirms"),
    [
        (_actor(Role.PROVIDER_MANAGER, own=True), True, True),
        (_actor(Role.PROVIDER_STAFF, own=True), False, True),
        (make_actor(Role.PROVIDER_MANAGER, organisation_id=new_id()), False, False),
        (make_actor(Role.PROVIDER_STAFF, organisation_id=new_id()), False, False),
        (_actor(Role.COORDINATOR), True, True),
        (_actor(Role.COORDINATOR, KORCE), False, False),
        (_actor(Role.SOCIAL_WORKER), False, False),
        (_actor(Role.ADMINISTRATOR), False, False),
        (_actor(Role.PROGRAMME_REVIEWER), False, False),
    ],
)
def test_an_entry_is_kept_by_its_own_people_and_its_coordinator(
    actor: Actor, edits: bool, confirms: bool
) -> None:
    assert policy.may_edit(actor, ENTRY) is edits
    assert policy.may_confirm(actor, ENTRY) is confirms


def test_whoever_registered_an_entry_keeps_it_until_it_is_approved() -> None:
    worker = _actor(Role.SOCIAL_WORKER)
    assert policy.may_edit(worker, Entry(new_id(), status=Status.PENDING, registered_by=worker.user_id))
    assert not policy.may_edit(worker, Entry(new_id(), registered_by=worker.user_id))


def test_a_refusal_carries_its_code() -> None:
    with pytest.raises(Forbidden) as refusal:
        policy.require(False, "not_your_entry")
    assert refusal.value.code == "not_your_entry"
