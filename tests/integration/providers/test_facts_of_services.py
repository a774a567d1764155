"""The facts of a service, part by part: what is typed is kept, read back, found in the listing and never lost."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Role
from app.kernel.db import db
from app.kernel.errors import Invalid, StaleVersion
from app.providers import services
from app.providers.domain import Status, Tier
from app.providers.models import EntryChange, Service, ServiceAtLocation
from app.providers.queries import ServiceView, get_service_view
from app.providers.services import ServiceBasics, ServiceCapacity, ServiceDetails, ServiceHours, ServicePeople
from tests.conftest import Acting, Browse
from tests.factories import make_actor
from tests.factories.providers import (
    COUNSELLING,
    COURSE,
    SHELTER,
    make_location,
    make_organisation,
    make_service,
)
from tests.support.browsing import Browser
from tests.support.databases import Database

WEEK = {"mon_1_from": "8", "mon_1_to": "12:00", "mon_2_from": "13.00", "mon_2_to": "1630"}


def _seen(service_id: UUID) -> ServiceView:
    db.session.expire_all()
    found = get_service_view(service_id)
    assert found is not None
    return found


def _row(service_id: UUID) -> Service:
    db.session.expire_all()
    return db.session.scalars(select(Service).where(Service.id == service_id)).one()


@pytest.fixture
def kept(database: Database, browse: Browse) -> tuple[Browser, UUID, UUID]:
    """The browser of a manager, the organisation and a service of it."""
    entry = make_organisation()
    service = make_service(entry, places_free=3, capacity_confirmed_at=clock.now() - timedelta(days=9))
    return browse(make_actor(Role.PROVIDER_MANAGER, organisation_id=entry)), entry, service


def test_hours_are_typed_as_people_type_them_and_kept_in_one_way(kept: tuple[Browser, UUID, UUID]) -> None:
    browser, entry, service = kept
    near, far = clock.today() + timedelta(days=10), clock.today() + timedelta(days=60)
    data = {
        **WEEK,
        "fri_1_from": "20:00",
        "fri_1_to": "2:00",
        "days_1_first": f"{far}",
        "days_1_last": f"{far + timedelta(days=7)}",
        "days_2_first": f"{near:%d.%m.%Y}",
        "days_2_from": "9",
        "days_2_to": "10",
        "version": str(_row(service).version),
    }
    answer = browser.post(f"/providers/services/{service}/hours", data)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"/providers/{entry}#s-{service}")
    row = _row(service)
    assert row.opening_hours == ["mon 08:00-12:00", "mon 13:00-16:30", "fri 20:00-02:00"]
    assert row.opening_exceptions == [
        f"{near}/{near} 09:00-10:00",
        f"{far}/{far + timedelta(days=7)} closed",
    ]
    assert not row.observes_holidays
    page = browser.get(f"/providers/services/{service}/hours").text
    assert "Until 02:00 the next day" in page
    assert 'value="16:30"' in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"tue_1_from": "8:00"}, "Enter both times, or neither."),
        ({"tue_1_from": "8:00", "tue_1_to": "late"}, "Enter a time such as 8:00."),
        ({"tue_1_from": "24:00", "tue_1_to": "8:00"}, "Enter a time such as 8:00."),
        (
            {"tue_1_from": "8", "tue_1_to": "12", "tue_2_from": "11", "tue_2_to": "16"},
            "These times overlap.",
        ),
        ({"days_1_last": "2026-12-31"}, "Enter the first day."),
        ({"days_1_first": "2026-12-31", "days_1_last": "2026-12-24"}, "The last day lies before the first."),
        ({"days_1_first": "tomorrow"}, "Not a valid date value."),
        ({"days_1_first": "2999-01-01"}, "This day is too far off."),
        ({"days_1_from": "8:00", "days_1_to": "9:00"}, "Enter the first day."),
    ],
)
def test_hours_that_cannot_be_are_told_and_nothing_typed_is_lost(
    kept: tuple[Browser, UUID, UUID], typed: dict[str, str], told: str
) -> None:
    browser, _entry, service = kept
    data = {**WEEK, **typed, "opening": "Ring twice.", "version": str(_row(service).version)}
    page = browser.post(f"/providers/services/{service}/hours", data)
    assert page.status_code == 422
    assert told in page.text
    for text in (*typed.values(), "Ring twice.", "1630"):
        assert f'value="{text}"' in page.text
    assert _row(service).opening_hours == []


def test_monday_fills_the_empty_working_days_and_saves_nothing(kept: tuple[Browser, UUID, UUID]) -> None:
    browser, _entry, service = kept
    data = {**WEEK, "wed_1_from": "10:00", "wed_1_to": "11:00", "fill": "workdays"}
    page = browser.post(f"/providers/services/{service}/hours", data)
    assert page.status_code == 200
    assert page.text.count('value="1630"') == 4
    assert 'name="wed_1_from" type="text" value="10:00"' in page.text
    assert _row(service).opening_hours == []


def test_a_service_has_other_hours_at_one_of_its_places_and_keeps_them_when_places_change(
    database: Database, browse: Browse
) -> None:
    entry = make_organisation()
    first, second, third = (make_location(entry, address=f"Rruga {number}") for number in range(3))
    service = make_service(entry, location_ids=(first, second))
    browser = browse(make_actor(Role.PROVIDER_MANAGER, organisation_id=entry))
    assert f"/hours/{second}" in browser.get(f"/providers/services/{service}/hours").text
    data = {"sat_1_from": "9", "sat_1_to": "13", "version": str(_row(service).version)}
    assert browser.post(f"/providers/services/{service}/hours/{second}", data).status_code == 303
    assert 'value="13:00"' in browser.get(f"/providers/services/{service}/hours/{second}").text
    assert browser.get(f"/providers/services/{service}/hours/{third}").status_code == 404
    moved = {
        "catalogue_code": COURSE,
        "status": "active",
        "area": "municipality",
        "location_ids": [str(second), str(third)],
        "version": str(_row(service).version),
    }
    assert browser.post(f"/providers/services/{service}/edit", moved).status_code == 303
    links = select(ServiceAtLocation.location_id, ServiceAtLocation.opening_hours).where(
        ServiceAtLocation.service_id == service
    )
    assert {row[0]: row[1] for row in db.session.execute(links)} == {second: ["sat 09:00-13:00"], third: []}


def test_for_whom_it_is_is_kept_and_shown_again(kept: tuple[Browser, UUID, UUID]) -> None:
    browser, _entry, service = kept
    data = {
        "legal_statuses": ["AS", "REF"],
        "minimum_age": "18",
        "maximum_age": "65",
        "needs_residence": "y",
        "wait_days_since_application": "270",
        "eligibility_en": "Women first.",
        "languages": ["sq"],
        "other_language": "so",
        "interpreter_languages": ["prs"],
        "interpreter_genders": ["woman"],
        "required_documents": ["asylum_certificate", "photograph"],
        "cost_kind": "paid",
        "cost_in_lek": "500",
        "asks_for": ["age"],
        "version": str(_row(service).version),
    }
    assert browser.post(f"/providers/services/{service}/people", data).status_code == 303
    seen = _seen(service)
    assert seen.legal_statuses == ("AS", "REF")
    assert (seen.minimum_age, seen.maximum_age, seen.wait_days_since_application) == (18, 65, 270)
    assert seen.languages == ("sq", "so")
    assert seen.has_interpreter
    assert (seen.interpreter_languages, seen.interpreter_genders) == (("prs",), ("woman",))
    assert (seen.cost_kind, seen.cost_in_lek) == ("paid", 500)
    assert seen.places_free == 3
    page = browser.get(f"/providers/services/{service}/people").text
    assert "Women first." in page
    assert 'value="asylum_certificate" checked' in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"minimum_age": "40", "maximum_age": "18"}, "The highest age is below the lowest."),
        ({"minimum_age": "300"}, "Number must be between 0 and 120."),
        ({"legal_statuses": ["KING"]}, "Not a valid choice"),
        ({"required_documents": ["blood"]}, "not a valid choice"),
        ({"cost_in_lek": "-5"}, "Number must be between"),
    ],
)
def test_rules_that_cannot_be_are_told_and_nothing_typed_is_lost(
    kept: tuple[Browser, UUID, UUID], typed: dict[str, object], told: str
) -> None:
    browser, _entry, service = kept
    data = {"languages": ["sq"], "eligibility_sq": "Për të gjithë.", "cost_kind": "", **typed}
    page = browser.post(
        f"/providers/services/{service}/people", {**data, "version": str(_row(service).version)}
    )
    assert page.status_code == 422
    assert told.lower() in page.text.lower()
    assert "Për të gjithë." in page.text


def test_places_waiting_and_the_next_free_one_are_kept(kept: tuple[Browser, UUID, UUID]) -> None:
    browser, _entry, service = kept
    soon = clock.today() + timedelta(days=12)
    data = {
        "capacity_unit": "bed",
        "capacity_total": "20",
        "places_free": "0",
        "has_waiting_list": "y",
        "waiting_days": "12",
        "next_place_on": soon.isoformat(),
        "version": str(_row(service).version),
    }
    assert browser.post(f"/providers/services/{service}/capacity", data).status_code == 303
    row = _row(service)
    assert (row.capacity_unit, row.capacity_total, row.places_free, row.waiting_days) == ("bed", 20, 0, 12)
    assert row.next_place_on == soon
    assert row.capacity_confirmed_at
    assert clock.now() - row.capacity_confirmed_at < timedelta(minutes=5)
    late = {**data, "version": str(row.version), "places_free": "21", "next_place_on": "2020-01-01"}
    page = browser.post(f"/providers/services/{service}/capacity", late)
    assert page.status_code == 422
    assert "This day is over." in page.text
    page = browser.post(f"/providers/services/{service}/capacity", {**late, "next_place_on": ""})
    assert "There cannot be more free places than places." in page.text


@pytest.mark.parametrize("part", ["edit", "hours", "people", "capacity"])
def test_each_part_is_shown_with_the_others_and_an_old_page_is_told(
    kept: tuple[Browser, UUID, UUID], part: str
) -> None:
    browser, _entry, service = kept
    page = browser.get(f"/providers/services/{service}/{part}")
    assert page.status_code == 200
    assert page.text.count('aria-current="page"') >= 1
    for other in ("edit", "hours", "people", "capacity"):
        assert f"/providers/services/{service}/{other}" in page.text
    data = {"catalogue_code": COURSE, "status": "active", "area": "municipality", "languages": ["sq"]}
    data |= {"capacity_unit": "place", "cost_kind": "", "version": "999"}
    assert browser.post(f"/providers/services/{service}/{part}", data).status_code == 409


def test_changing_one_part_leaves_the_others_and_their_age_alone(database: Database, acting: Acting) -> None:
    organisation = make_organisation()
    long_ago = clock.now() - timedelta(days=20)
    service = make_service(
        organisation, places_free=3, capacity_total=5, capacity_confirmed_at=long_ago, legal_statuses=["REF"]
    )
    manager = make_actor(Role.PROVIDER_MANAGER, organisation_id=organisation)
    with acting(manager):
        services.edit_service(manager, service, 1, ServiceHours(("mon 08:00-16:00",)))
        row = _row(service)
        assert (row.places_free, row.capacity_confirmed_at, row.legal_statuses) == (3, long_ago, ["REF"])
        with pytest.raises(StaleVersion):
            services.edit_service(manager, service, 1, ServiceCapacity())


def test_each_change_is_written_into_the_history(database: Database, acting: Acting) -> None:
    organisation = make_organisation()
    service = make_service(organisation)
    manager = make_actor(Role.PROVIDER_MANAGER, organisation_id=organisation, name="Elira")
    with acting(manager):
        services.edit_service(manager, service, 1, ServicePeople(required_documents=("passport",)))
    change = db.session.scalars(select(EntryChange).where(EntryChange.service_id == service)).one()
    assert (change.action, change.changed_by_name) == ("service.edit", "Elira, Test organisation")
    assert change.changes["required_documents"] == ["", "passport"]
    assert "opening_hours" not in change.changes


@pytest.mark.parametrize(
    ("details", "field", "code"),
    [
        (ServiceHours(("mon 8",)), "opening_hours", "hours_unreadable"),
        (ServiceHours((), ("2026-12-31/2026-12-24 closed",)), "opening_exceptions", "days_swapped"),
        (ServicePeople(legal_statuses=("KING",)), "legal_statuses", "unknown_code"),
        (ServicePeople(interpreter_languages=("klingon",)), "interpreter_languages", "unknown_language"),
        (ServicePeople(minimum_age=20, maximum_age=10), "maximum_age", "ages_swapped"),
        (ServiceCapacity(capacity_unit="camel"), "capacity_unit", "unknown_code"),
        (ServiceCapacity(waiting_days=-1), "waiting_days", "negative"),
        (ServiceBasics(COURSE, area_codes=("AL-99",)), "area_codes", "unknown_area"),
        (ServiceBasics(COURSE, project_tags=("x" * 61,)), "project_tags", "tags_too_many"),
        (ServiceBasics(SHELTER, tier=Tier.PUBLIC), "tier", "tier_too_open"),
    ],
)
def test_facts_that_cannot_be_so_are_refused_by_name(
    database: Database,
    acting: Acting,
    details: ServiceBasics | ServiceHours | ServicePeople | ServiceCapacity,
    field: str,
    code: str,
) -> None:
    organisation = make_organisation()
    service = make_service(organisation)
    coordinator = make_actor(Role.COORDINATOR)
    with acting(coordinator), pytest.raises(Invalid) as refusal:
        services.edit_service(coordinator, service, 1, details)
    assert refusal.value.fields[field] == code


def test_the_keeper_chooses_a_tier_as_open_as_the_kind_allows(database: Database, acting: Acting) -> None:
    organisation = make_organisation()
    manager = make_actor(Role.PROVIDER_MANAGER, organisation_id=organisation)
    with acting(manager):
        plain = services.add_service(manager, organisation, ServiceDetails(COURSE))
        assert _row(plain).tier == Tier.NETWORK
        services.edit_service(manager, plain, 1, ServiceBasics(COURSE, tier=Tier.PUBLIC))
        assert _row(plain).tier == Tier.PUBLIC
        services.edit_service(manager, plain, _row(plain).version, ServiceBasics(COURSE))
        assert _row(plain).tier == Tier.PUBLIC
        guarded = services.add_service(manager, organisation, ServiceDetails(COUNSELLING))
        assert _row(guarded).tier == Tier.RESTRICTED


def test_whoever_may_not_know_of_a_tier_is_neither_offered_it_nor_can_set_it(
    database: Database, acting: Acting, browse: Browse
) -> None:
    worker = make_actor(Role.SOCIAL_WORKER)
    entry = make_organisation(status=Status.PENDING, registered_by=worker.user_id)
    page = browse(worker).get(f"/providers/{entry}/services/new?service={COURSE}").text
    assert 'value="network"' in page
    assert 'value="restricted"' not in page
    assert 'value="sealed"' not in page
    with acting(worker):
        for details in (ServiceDetails(COUNSELLING), ServiceDetails(COURSE, tier=Tier.RESTRICTED)):
            with pytest.raises(Invalid):
                services.add_service(worker, entry, details)


def test_a_new_service_leads_on_to_its_hours_and_keeps_what_it_was_given(
    database: Database, browse: Browse
) -> None:
    entry = make_organisation()
    browser = browse(make_actor(Role.PROVIDER_MANAGER, organisation_id=entry))
    data = {
        "catalogue_code": COURSE,
        "tier": "public",
        "area": "county",
        "county_codes": ["AL-06"],
        "municipality_codes": ["35"],
        "is_mobile": "y",
        "languages": ["sq", "ar"],
        "capacity_total": "10",
        "places_free": "4",
        "project_tags": "EU4Migration, Pilot",
    }
    answer = browser.post(f"/providers/{entry}/services/new", data)
    assert answer.status_code == 303
    service = db.session.scalars(select(Service).where(Service.organisation_id == entry)).one()
    assert answer.headers["Location"].endswith(f"/providers/services/{service.id}/hours")
    assert (service.tier, service.area_codes, service.is_mobile) == (Tier.PUBLIC, ["AL-06", "35"], True)
    assert service.project_tags == ["EU4Migration", "Pilot"]
    again = browser.get(f"/providers/services/{service.id}/edit").text
    assert 'value="AL-06" checked' in again
    assert "EU4Migration, Pilot" in again
