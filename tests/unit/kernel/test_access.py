"""Guarded routes: what is not declared does not start."""

import pytest
from flask import Flask

from app.kernel.access import PUBLIC, SIGNED_IN, GuardedBlueprint, P, check_access, refuse_undeclared_routes
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.errors import Forbidden, SignInNeeded
from app.kernel.ids import new_id

WORKER = Actor(new_id(), "W", Role.SOCIAL_WORKER, "53")


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_route_without_access_does_not_start(method: str) -> None:
    blueprint = GuardedBlueprint("x", __name__)
    with pytest.raises(TypeError, match="access"):
        getattr(blueprint, method)("/open")


def test_a_route_cannot_be_added_by_a_back_door() -> None:
    blueprint = GuardedBlueprint("x", __name__)
    with pytest.raises(TypeError, match="no access="):
        blueprint.add_url_rule("/open", view_func=lambda: "open")


def test_a_strangers_blueprint_is_closed() -> None:
    app = Flask(__name__)
    refuse_undeclared_routes(app)
    app.add_url_rule("/rogue", view_func=lambda: "rogue")
    assert app.test_client().get("/rogue").status_code == 403


def test_everybody_enters_a_public_page() -> None:
    check_access(PUBLIC, None)


@pytest.mark.parametrize("access", [SIGNED_IN, P.PEOPLE_READ])
def test_a_stranger_is_asked_to_sign_in(access: P) -> None:
    with pytest.raises(SignInNeeded):
        check_access(access, None)


@pytest.mark.parametrize("permission", list(P))
def test_only_a_role_with_the_permission_enters(permission: P) -> None:
    check_access(permission, SYSTEM)
    if WORKER.may(permission):
        check_access(permission, WORKER)
    else:
        with pytest.raises(Forbidden):
            check_access(permission, WORKER)
