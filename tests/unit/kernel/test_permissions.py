"""The table of roles: what nobody may have, and what must not meet in one role."""

import pytest

from app.kernel.permissions import MUNICIPAL_ROLES, PROVIDER_ROLES, ROLE_PERMISSIONS, P, Role

PEOPLE = {P.PEOPLE_READ, P.PEOPLE_WRITE}


def test_every_role_has_its_line_in_the_table() -> None:
    assert set(ROLE_PERMISSIONS) == set(Role)


def test_a_visitor_without_an_account_may_do_nothing_at_all() -> None:
    assert ROLE_PERMISSIONS[Role.VISITOR] == frozenset()


def test_there_is_no_role_for_police_border_or_return() -> None:
    assert not [role for role in Role if any(word in role for word in ("police", "border", "return"))]


@pytest.mark.parametrize("role", [role for role in Role if role not in MUNICIPAL_ROLES | {Role.SYSTEM}])
def test_only_municipal_workers_search_people(role: Role) -> None:
    assert not PEOPLE & ROLE_PERMISSIONS[role]


@pytest.mark.parametrize("role", sorted(PROVIDER_ROLES))
def test_a_provider_never_writes_a_referral_of_its_own(role: Role) -> None:
    assert P.REFERRALS_WRITE not in ROLE_PERMISSIONS[role]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROGRAMME_REVIEWER, Role.DATA_PROTECTION_OFFICER])
def test_who_watches_or_administers_sees_no_case(role: Role) -> None:
    assert not {P.PEOPLE_READ, P.REFERRALS_READ} & ROLE_PERMISSIONS[role]


def test_only_the_data_protection_officer_reads_the_trail() -> None:
    assert [role for role in Role if P.AUDIT_READ in ROLE_PERMISSIONS[role]] == [
        Role.DATA_PROTECTION_OFFICER,
        Role.SYSTEM,
    ]
