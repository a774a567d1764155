"""Reports of wrong entries: anybody makes them of what they see, keepers read and settle them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.kernel import clock
from app.kernel.actor import Role
from app.kernel.db import db
from app.kernel.scope import unscoped
from app.providers.domain import Tier
from app.providers.domain.upkeep import WhatIsWrong
from app.providers.models import EntryReport, Service
from tests.conftest import Browse
from tests.factories import KORCE, make_actor
from tests.factories.accounts import make_membership
from tests.factories.providers import make_organisation, make_service
from tests.factories.upkeep import make_report
from tests.support.databases import Database
from tests.support.mailbox import deliver_mails

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
ALL = unscoped("a test looks at everything")
COORDINATOR = make_actor(Role.COORDINATOR)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.set_to(NOW):
        yield


def count_reports() -> int:
    return db.session.scalar(select(func.count(EntryReport.id)), execution_options=ALL) or 0


def read(service_id: UUID) -> Service:
    db.session.expire_all()
    return db.session.scalars(select(Service).where(Service.id == service_id), execution_options=ALL).one()


def test_a_visitor_reports_what_everybody_may_see_and_nothing_else(browse: Browse) -> None:
    shown = make_organisation("Për të gjithë")
    public = make_service(shown)
    read(public).tier = Tier.PUBLIC
    hidden = make_organisation("Vetëm rrjeti")
    make_service(hidden)
    visitor = browse()
    assert visitor.get(f"/providers/{shown}/report?service_id={public}").status_code == 200
    said = visitor.post(f"/providers/{shown}/report?service_id={public}", {"what": "moved"})
    assert (said.status_code, said.location) == (303, "/providers/reported")
    assert visitor.get("/providers/reported").status_code == 200
    for path in (f"/providers/{hidden}/report", f"/providers/{shown}/report?service_id={hidden}"):
        assert visitor.get(path).status_code == 404
        assert visitor.post(path, {"what": "moved"}).status_code == 404
    report = db.session.scalars(select(EntryReport), execution_options=ALL).one()
    assert (report.what, report.service_id, report.reported_by) == ("moved", public, None)


def test_the_same_said_twice_stands_there_once_and_mails_once(database: Database, browse: Browse) -> None:
    make_service(organisation_id := make_organisation())
    manager = make_actor(Role.PROVIDER_MANAGER, None, organisation_id)
    make_membership(manager, "drejtuesja@test.example")
    make_membership(COORDINATOR, "bashkia@test.example", locale="en")
    worker = browse(make_actor(Role.SOCIAL_WORKER))
    for _tap in range(2):
        worker.post(f"/providers/{organisation_id}/report", {"what": "other", "words": "Kati i dytë"})
    mails = deliver_mails(database)
    assert {mail["To"] for mail in mails} == {"drejtuesja@test.example", "bashkia@test.example"}
    assert not [mail for mail in mails if "Kati" in mail.as_string() or "Drita" in mail.as_string()]
    assert count_reports() == 1


def test_machines_fill_in_the_trap_and_are_thanked_for_nothing(browse: Browse) -> None:
    make_service(organisation_id := make_organisation())
    data = {"what": "closed", "second_subject": "http://spam.example"}
    assert browse(COORDINATOR).post(f"/providers/{organisation_id}/report", data).status_code == 303
    assert count_reports() == 0


@pytest.mark.parametrize("data", [{}, {"what": "other"}, {"what": "nonsense"}], ids=str)
def test_a_report_says_what_is_wrong(browse: Browse, data: dict[str, str]) -> None:
    make_service(organisation_id := make_organisation())
    assert browse(COORDINATOR).post(f"/providers/{organisation_id}/report", data).status_code == 422
    assert count_reports() == 0


def test_strangers_are_slowed_down_and_colleagues_are_not(browse: Browse) -> None:
    organisation_id = make_organisation()
    read(make_service(organisation_id)).tier = Tier.PUBLIC
    path = f"/providers/{organisation_id}/report"
    visitor, worker = browse(), browse(make_actor(Role.SOCIAL_WORKER))
    told = [{"what": "other", "words": f"Gabimi {number}"} for number in range(13)]
    assert {visitor.post(path, data).status_code for data in told} == {303, 429}
    assert {worker.post(path, data).status_code for data in told} == {303}


def test_keepers_settle_a_report_and_it_stands_in_the_history(browse: Browse) -> None:
    service_id = make_service(organisation_id := make_organisation())
    report_id = make_report(organisation_id, service_id, WhatIsWrong.HOURS)
    manager = browse(make_actor(Role.PROVIDER_MANAGER, None, organisation_id))
    assert "The opening hours are wrong" in manager.get(f"/providers/{organisation_id}/reports").text
    settle = f"/providers/reports/{report_id}/settle"
    assert manager.post(settle, {"settlement": "nonsense"}).status_code == 422
    assert manager.post(settle, {"settlement": "mended"}).status_code == 303
    assert manager.post(settle, {"settlement": "was_right"}).status_code == 409
    assert "Nothing is reported" in manager.get(f"/providers/{organisation_id}/reports").text
    history = manager.get(f"/providers/{organisation_id}/history").text
    assert "Report settled" in history
    assert "Mended" in history


def test_others_neither_read_nor_settle_reports(browse: Browse) -> None:
    make_service(organisation_id := make_organisation())
    report_id = make_report(organisation_id)
    others = (
        make_actor(Role.SOCIAL_WORKER),
        make_actor(Role.COORDINATOR, KORCE),
        make_actor(Role.PROVIDER_MANAGER, None, make_organisation("Tjetra")),
    )
    for other in others:
        browser = browse(other)
        assert browser.get(f"/providers/{organisation_id}/reports").status_code == 403
        assert (
            browser.post(f"/providers/reports/{report_id}/settle", {"settlement": "mended"}).status_code
            == 403
        )
