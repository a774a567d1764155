"""The coordinator's list of entries that need a call."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.kernel import clock
from app.kernel.actor import Role
from app.kernel.db import db
from app.kernel.errors import Forbidden
from app.kernel.pages import PageRequest
from app.kernel.scope import unscoped
from app.providers.domain import Status
from app.providers.domain.upkeep import Concern
from app.providers.models import Organisation, Service
from app.providers.queries.upkeep import count_upkeep, list_upkeep
from app.providers.services.confirming import confirm_by_phone
from tests.conftest import Acting, Browse
from tests.factories import KORCE, make_actor
from tests.factories.providers import make_organisation, make_service
from tests.factories.upkeep import long_ago, make_report, make_request

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


def names(concern: Concern, municipality_code: str | None = "53") -> list[str]:
    return [row.name for row in list_upkeep(concern, municipality_code, PageRequest()).rows]


def test_the_list_holds_what_each_concern_is_about(acting: Acting) -> None:
    make_service(make_organisation("Në rregull"), places_free=1, capacity_confirmed_at=NOW)
    make_service(make_organisation("E vjetër"), last_confirmed_at=long_ago())
    make_service(make_organisation("Vende të vjetra"), places_free=1, capacity_confirmed_at=long_ago(31))
    reported = make_organisation("E raportuar")
    make_service(reported)
    make_report(reported)
    make_service(make_organisation("Pa licencë", licence_valid_until=date(2026, 6, 1)))
    silent = make_organisation("E heshtur")
    make_service(silent, last_confirmed_at=long_ago(400))
    for days in (50, 35, 20):
        make_request(silent, NOW - timedelta(days=days))
    make_service(make_organisation("Larg", KORCE), last_confirmed_at=long_ago())
    with acting(COORDINATOR):
        assert names(Concern.UNCONFIRMED) == ["E heshtur", "E vjetër"]
        assert names(Concern.CAPACITY) == ["Vende të vjetra"]
        assert names(Concern.REPORTED) == ["E raportuar"]
        assert names(Concern.EXPIRING) == ["Pa licencë"]
        assert names(Concern.SILENT) == ["E heshtur"]
        assert count_upkeep("53")[Concern.UNCONFIRMED] == 2
    with acting(make_actor(Role.ADMINISTRATOR)):
        assert "Larg" in names(Concern.UNCONFIRMED, None)


def test_an_answer_by_any_way_ends_the_silence(acting: Acting) -> None:
    organisation_id = make_organisation("E heshtur")
    make_service(organisation_id, last_confirmed_at=long_ago(400))
    for days in (50, 35, 20):
        make_request(organisation_id, NOW - timedelta(days=days))
    with acting(COORDINATOR):
        assert confirm_by_phone(COORDINATOR, organisation_id) == 1
        assert names(Concern.SILENT) == names(Concern.UNCONFIRMED) == []
    with acting(make_actor(Role.COORDINATOR, KORCE)), pytest.raises(Forbidden):
        confirm_by_phone(make_actor(Role.COORDINATOR, KORCE), organisation_id)


def test_the_page_offers_the_number_and_one_button(browse: Browse) -> None:
    service_id = make_service(organisation_id := make_organisation("E vjetër"), last_confirmed_at=long_ago())
    coordinator = browse(COORDINATOR)
    page = coordinator.get("/providers/upkeep").text
    assert "tel:+355692345678" in page
    assert "They told me by phone" in page
    assert coordinator.get("/providers/upkeep?show=nonsense").status_code == 200
    said = coordinator.post(f"/providers/{organisation_id}/confirmed-by-phone", {"show": "unconfirmed"})
    assert (said.status_code, said.location) == (303, "/providers/upkeep?show=unconfirmed")
    assert read(service_id).last_confirmed_by == "Test Person, Bashkia 53 (tel.)"
    assert "Nothing here needs a call" in coordinator.get("/providers/upkeep").text


def test_what_is_not_in_the_directory_needs_no_call(acting: Acting) -> None:
    make_service(make_organisation(status=Status.CLOSED), last_confirmed_at=long_ago(), listed=False)
    with acting(COORDINATOR):
        assert names(Concern.UNCONFIRMED) == []
    assert db.session.scalar(select(func.count(Organisation.id))) == 1
