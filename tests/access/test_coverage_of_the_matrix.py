"""The matrix is whole: every route, role and column, nothing unused, nothing against the register."""

from collections.abc import Iterable

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app.kernel.access import PUBLIC, SIGNED_IN, RouteRule
from app.kernel.permissions import ROLE_PERMISSIONS, P, Role
from tests.access.matrix import ROLES, read_matrix, route_of
from tests.access.requests import ASK
from tests.access.world import Column
from tests.support.databases import Database

THREE = {Column.OWN, Column.OTHER_ORGANISATION, Column.OTHER_MUNICIPALITY}
REFUSED_PAGE, REFUSED_FORM = 303, 401


@pytest.fixture(scope="module")
def app(sqlite: Database) -> Flask:
    return sqlite.app


def find_routes(rules: Iterable[Rule]) -> set[tuple[str, str]]:
    """Method and endpoint of every route; what Flask adds by itself (HEAD, OPTIONS) follows GET."""
    return {
        (method, rule.endpoint) for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def find_strange(rows: Iterable[str], routes: set[tuple[str, str]]) -> tuple[set[tuple[str, str]], set[str]]:
    """Routes without a row, and rows without a route."""
    named = {row: route_of(row) for row in rows}
    return routes - set(named.values()), {row for row, route in named.items() if route not in routes}


def test_every_route_has_a_row_and_every_row_a_route(app: Flask) -> None:
    assert find_strange(read_matrix(), find_routes(app.url_map.iter_rules())) == (set(), set())


def test_a_new_route_without_a_row_is_found(app: Flask) -> None:
    routes = find_routes(app.url_map.iter_rules()) | {("POST", "people.merge")}
    missing, unused = find_strange([*read_matrix(), "GET people.export: csv"], routes)
    assert (missing, unused) == ({("POST", "people.merge")}, {"GET people.export: csv"})


def test_every_row_is_asked_and_every_request_has_a_row() -> None:
    assert set(read_matrix()) == set(ASK)


def test_every_row_has_a_status_for_every_role_and_a_column_for_whosever_thing_it_is(app: Flask) -> None:
    named = {(method, rule.endpoint) for rule in app.url_map.iter_rules() if rule.arguments
             for method in rule.methods or ()} - {("GET", "static")}  # fmt: skip
    for name, row in read_matrix().items():
        assert set(row) in ({Column.ANYWHERE}, THREE), name
        assert route_of(name) not in named or set(row) == THREE, name
        assert all(set(cells) == set(ROLES) for cells in row.values()), name


def test_the_matrix_and_the_register_say_the_same_about_roles(app: Flask) -> None:
    """A role without the permission is refused whatever it asks for, and whoever is not signed in as well."""
    register: dict[str, RouteRule] = app.extensions["access"]
    for name, row in read_matrix().items():
        method, endpoint = route_of(name)
        access = register[endpoint].access
        if access == PUBLIC:
            continue
        for cells in row.values():
            assert cells[None] == (REFUSED_PAGE if method == "GET" else REFUSED_FORM), name
            for role in ROLES:
                if role and access != SIGNED_IN and P(access) not in ROLE_PERMISSIONS[role]:
                    assert cells[role] == 403, (name, role)


def test_nothing_personal_of_another_municipality_is_ever_more_than_not_found() -> None:
    for name, row in read_matrix().items():
        _method, endpoint = route_of(name)
        if endpoint.startswith(("people.", "referrals.")) and Column.OTHER_MUNICIPALITY in row:
            statuses = set(row[Column.OTHER_MUNICIPALITY].values())
            assert statuses <= {404, 403, 401, 303}, name
            assert all(status != 303 for role, status in row[Column.OTHER_MUNICIPALITY].items() if role), name


# The first leads everybody home; the others tell the officer who opened which sealed note, by code name.
NO_CASES = frozenset({"referrals.today", "people.broken_glass", "people.review_broken_glass"})


@pytest.mark.parametrize("role", [Role.PROGRAMME_REVIEWER, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR])
def test_roles_without_case_work_reach_no_person_and_no_referral(role: Role) -> None:
    for name, row in read_matrix().items():
        _method, endpoint = route_of(name)
        if endpoint.startswith(("people.", "referrals.")) and endpoint not in NO_CASES:
            assert {cells[role] for cells in row.values()} == {403}, name
