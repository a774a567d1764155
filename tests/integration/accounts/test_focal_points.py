"""Who is certified for restricted services, by whom, and what changes with it at the next request."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.accounts.models import Membership
from app.kernel.actor import Role
from app.kernel.db import db
from app.kernel.scope import unscoped
from app.providers.domain import Tier
from tests.conftest import Browse
from tests.factories import KORCE, make_actor
from tests.factories.accounts import make_membership
from tests.factories.providers import make_organisation, make_service


def _guarded_entry() -> str:
    organisation = make_organisation("Strehëza e Paqes")
    make_service(organisation, tier=Tier.RESTRICTED)
    return f"/providers/{organisation}"


def _certify(browse: Browse, by: Role, colleague: Role = Role.SOCIAL_WORKER, where: str | None = None) -> int:
    actor = make_actor(colleague, where) if where else make_actor(colleague)
    membership_id = make_membership(actor)
    answer: int = browse(make_actor(by)).post(f"/accounts/{membership_id}/certify").status_code
    return answer


@pytest.mark.usefixtures("database")
def test_a_restricted_service_is_for_certified_focal_points_only(browse: Browse) -> None:
    entry = _guarded_entry()
    assert browse(make_actor(Role.SOCIAL_WORKER)).get(entry).status_code == 404
    certified = browse(replace(make_actor(Role.SOCIAL_WORKER), is_focal_point=True))
    assert certified.get(entry).status_code == 200


@pytest.mark.usefixtures("database")
def test_a_certificate_counts_from_the_next_request_and_so_does_its_end(browse: Browse) -> None:
    entry = _guarded_entry()
    worker, coordinator = browse(make_actor(Role.SOCIAL_WORKER)), browse(make_actor(Role.COORDINATOR))
    assert worker.actor is not None
    newest = select(Membership.id).where(Membership.user_id == worker.actor.user_id)
    membership_id = db.session.scalars(newest, execution_options=unscoped("a test looks")).one()
    assert worker.get(entry).status_code == 404
    assert coordinator.post(f"/accounts/{membership_id}/certify").status_code == 303
    assert worker.get(entry).status_code == 200
    assert coordinator.post(f"/accounts/{membership_id}/withdraw-certificate").status_code == 303
    assert worker.get(entry).status_code == 404


@pytest.mark.usefixtures("database")
def test_coordinators_certify_in_their_municipality_and_the_administrator_everywhere(browse: Browse) -> None:
    assert _certify(browse, Role.COORDINATOR) == 303
    assert _certify(browse, Role.COORDINATOR, where=KORCE) == 404
    assert _certify(browse, Role.ADMINISTRATOR, where=KORCE) == 303


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("role", [Role.CHILD_PROTECTION_WORKER, Role.COORDINATOR])
def test_only_social_workers_need_and_get_a_certificate(browse: Browse, role: Role) -> None:
    assert _certify(browse, Role.ADMINISTRATOR, role) == 409
