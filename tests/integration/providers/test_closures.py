"""Closures for a time begin and end by themselves, and only keepers set them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import SYSTEM, Role
from app.kernel.db import db
from app.kernel.errors import Forbidden
from app.kernel.scope import unscoped
from app.providers.models import Service
from app.providers.queries import get_service
from app.providers.services.closures import Closure, close_for_now, follow_closures
from tests.conftest import Acting, Browse
from tests.factories import make_actor
from tests.factories.providers import make_organisation, make_service

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
ALL = unscoped("a test looks at everything")
COORDINATOR = make_actor(Role.COORDINATOR)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.set_to(NOW):
        yield


def read(service_id: UUID) -> Service:
    db.session.expire_all()
    return db.session.scalars(select(Service).where(Service.id == service_id), execution_options=ALL).one()


def hindrance(service_id: UUID, day: date) -> str | None:
    with clock.set_to(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        card = get_service(service_id)
    return card.reason if card else None


def test_a_closure_begins_and_ends_by_itself_and_leaves_a_line(browse: Browse) -> None:
    service_id = make_service(organisation_id := make_organisation())
    staff = browse(make_actor(Role.PROVIDER_STAFF, None, organisation_id))
    path = f"/providers/services/{service_id}/close-for-now"
    assert staff.get(path).status_code == 200
    data = {"closed_from": "2026-05-10", "closed_until": "2026-05-20", "reason": "Punime"}
    assert staff.post(path, data).status_code == 303
    days = (date(2026, 5, 9), date(2026, 5, 10), date(2026, 5, 20), date(2026, 5, 21))
    closed = "service_temporarily_closed"
    assert [hindrance(service_id, day) for day in days] == [None, closed, closed, None]
    page = staff.get(f"/providers/{organisation_id}/history").text
    assert "Closed for a time" in page
    assert "20.05.2026" in page
    assert "Punime" in page
    assert staff.post(f"/providers/services/{service_id}/open-again").status_code == 303
    assert read(service_id).closed_until is None


@pytest.mark.parametrize(
    "data",
    [
        {"closed_from": "2026-05-10", "closed_until": "2026-05-09"},
        {"closed_from": "2026-04-01", "closed_until": "2026-05-01"},
        {"closed_from": "nonsense"},
    ],
    ids=str,
)
def test_dates_that_cannot_be_close_nothing(browse: Browse, data: dict[str, str]) -> None:
    service_id = make_service(organisation_id := make_organisation())
    staff = browse(make_actor(Role.PROVIDER_STAFF, None, organisation_id))
    assert staff.post(f"/providers/services/{service_id}/close-for-now", data).status_code == 422
    assert read(service_id).closed_from is None


def test_others_close_nothing(acting: Acting) -> None:
    service_id = make_service()
    with acting(make_actor(Role.SOCIAL_WORKER)), pytest.raises(Forbidden):
        close_for_now(make_actor(Role.SOCIAL_WORKER), service_id, Closure(NOW.date()))


def test_the_map_follows_the_calendar(acting: Acting) -> None:
    service_id = make_service(organisation_id := make_organisation())
    make_service(organisation_id)
    with acting(COORDINATOR):
        close_for_now(COORDINATOR, service_id, Closure(date(2026, 5, 10), date(2026, 5, 12)))
    with acting(SYSTEM), clock.set_to(NOW + timedelta(days=7)):
        assert follow_closures(SYSTEM) == 1
