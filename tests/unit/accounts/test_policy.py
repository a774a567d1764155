"""Who may invite whom."""

from uuid import UUID

import pytest

from app.accounts import policy
from app.kernel.actor import Actor
from app.kernel.permissions import ACCOUNT_ROLES, MUNICIPALITY_BOUND_ROLES, PROVIDER_ROLES, Role

HERE, THERE = "53", "35"
OURS, THEIRS = UUID(int=1), UUID(int=2)
COORDINATOR = Actor(UUID(int=9), "C", Role.COORDINATOR, HERE)
MANAGER = Actor(UUID(int=9), "M", Role.PROVIDER_MANAGER, None, OURS)
ADMINISTRATOR = Actor(UUID(int=9), "A", Role.ADMINISTRATOR)


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.CHILD_PROTECTION_WORKER, Role.COORDINATOR])
def test_a_coordinator_invites_for_her_own_municipality_only(role: Role) -> None:
    assert policy.may_invite(COORDINATOR, role, HERE, None)
    assert not policy.may_invite(COORDINATOR, role, THERE, None)
    assert not policy.may_invite(COORDINATOR, role, None, None)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROGRAMME_REVIEWER, Role.DATA_PROTECTION_OFFICER])
def test_a_coordinator_cannot_make_those_who_watch_over_her(role: Role) -> None:
    assert not policy.may_invite(COORDINATOR, role, HERE, None)
    assert not policy.may_invite(COORDINATOR, role, None, None)


def test_a_manager_invites_into_the_own_organisation_only() -> None:
    assert policy.may_invite(MANAGER, Role.PROVIDER_STAFF, None, OURS)
    assert not policy.may_invite(MANAGER, Role.PROVIDER_STAFF, None, THEIRS)
    assert not policy.may_invite(MANAGER, Role.SOCIAL_WORKER, HERE, None)


def test_the_administrator_invites_municipal_roles_with_a_municipality_and_others_without() -> None:
    for role in ACCOUNT_ROLES:
        if role in PROVIDER_ROLES:
            continue
        bound = role in MUNICIPALITY_BOUND_ROLES
        assert policy.may_invite(ADMINISTRATOR, role, HERE if bound else None, None)
        assert not policy.may_invite(ADMINISTRATOR, role, None if bound else HERE, None)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.COORDINATOR, Role.PROVIDER_MANAGER}]
)
def test_nobody_becomes_the_system_or_a_visitor(role: Role) -> None:
    assert not policy.may_invite(Actor(UUID(int=9), "X", role, HERE), Role.SYSTEM, None, None)
    assert not policy.may_invite(Actor(UUID(int=9), "X", role, HERE), Role.VISITOR, None, None)


@pytest.mark.parametrize(
    "role", [Role.SOCIAL_WORKER, Role.PROVIDER_STAFF, Role.PROGRAMME_REVIEWER, Role.DATA_PROTECTION_OFFICER]
)
def test_who_does_not_lead_does_not_invite(role: Role) -> None:
    actor = Actor(UUID(int=9), "X", role, HERE, OURS)
    assert policy.roles_to_invite(actor) == ()
    assert not any(policy.may_invite(actor, other, HERE, OURS) for other in Role)
