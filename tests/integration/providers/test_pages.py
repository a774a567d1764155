from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from app.kernel.actor import Role
from app.kernel.db import db
from app.kernel.ids import new_id
from app.providers.domain import Status
from app.providers.models import Organisation, Service
from tests.conftest import Browse
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.providers import (
    COURSE,
    SHELTER,
    make_location,
    make_organisation,
    make_placed_service,
    make_service,
)
from tests.support.databases import Database

REGISTRATION = {"name": "Qendra Drita", "kind": "ngo", "phone": "069 234 5678", "email": "", "website": ""}
SERVICE = {
    "catalogue_code": COURSE,
    "languages": ["sq"],
    "area": "municipality",
    "status": "active",
    "version": "1",
}


def _id_of(name: str) -> UUID:
    return db.session.scalars(select(Organisation.id).where(Organisation.name == name)).one()


def _status_of(organisation_id: UUID) -> str:
    db.session.expire_all()
    return str(
        db.session.scalars(select(Organisation.status).where(Organisation.id == organisation_id)).one()
    )


def test_the_directory_shows_what_is_near_first_with_distance_and_free_places(
    database: Database, browse: Browse
) -> None:
    make_placed_service("Qendra Drita", (41.33, 19.82), places_free=3, languages=["sq", "prs"])
    page = browse(make_actor(Role.SOCIAL_WORKER)).get("/providers")
    assert page.status_code == 200
    for text in (
        "Near Tiranë",
        "Qendra Drita",
        "3 places free",
        "0.3 km",
        "Albanian, Dari",
        "1 service found",
    ):
        assert text in page.text


def test_the_directory_speaks_albanian(database: Database, browse: Browse) -> None:
    make_placed_service("Qendra Drita", (41.35, 19.84), places_free=1)
    page = browse(make_actor(Role.SOCIAL_WORKER), locale="sq").get("/providers")
    for text in ("U gjet 1 shërbim", "1 vend i lirë", "3,1 km", "Kurs i formimit profesional"):
        assert text in page.text


def test_the_address_is_the_query_and_each_part_can_be_dropped_when_nothing_is_found(
    database: Database, browse: Browse
) -> None:
    make_placed_service("Qendra Drita", (41.33, 19.82))
    browser = browse(make_actor(Role.SOCIAL_WORKER))
    page = browser.get("/providers?q=kurs&sector=health&municipality=53&language=prs&places=1")
    assert "No service found" in page.text
    assert "Search without “Health”, “Dari”, “A place is free”" in page.text
    page = browser.get("/providers?q=kurs&sector=health&municipality=53")
    assert "Search without “Health”" in page.text
    for chip in ("Health", "Tiranë"):
        assert f'{chip}<span class="govuk-visually-hidden"> (remove)' in page.text
    assert "Qendra Drita" in browser.get("/providers?q=kurs&sector=employment&service=EMP-08").text


def test_a_query_that_makes_no_sense_is_left_out(database: Database, browse: Browse) -> None:
    make_placed_service("Qendra Drita", (41.33, 19.82))
    page = browse(make_actor(Role.SOCIAL_WORKER)).get(
        "/providers?sector=magic&municipality=99&language=xx&service=%25&places=many&page=-3&near=here"
    )
    assert page.status_code == 200
    assert "Qendra Drita" in page.text


def test_a_search_of_ten_thousand_letters_is_answered(database: Database, browse: Browse) -> None:
    assert browse(make_actor(Role.SOCIAL_WORKER)).get("/providers?q=" + "shkolla" * 1500).status_code == 200


def test_htmx_gets_only_the_hits(database: Database, browse: Browse) -> None:
    make_placed_service("Qendra Drita", (41.33, 19.82))
    page = browse(make_actor(Role.SOCIAL_WORKER)).get(
        "/providers?q=drita", headers={"HX-Request": "true"}, check=False
    )
    assert page.text.lstrip().startswith('<section id="results"')
    assert "<html" not in page.text


def test_the_page_of_an_organisation_tells_how_to_reach_it(database: Database, browse: Browse) -> None:
    organisation = make_organisation(website="https://drita.example", email="drita@example.org")
    place = make_location(organisation, point=(41.35, 19.84))
    make_service(
        organisation, location_ids=(place,), documents_to_bring="Diploma", opening="8–16", places_free=2
    )
    page = browse(make_actor(Role.SOCIAL_WORKER)).get(f"/providers/{organisation}")
    assert page.status_code == 200
    for text in (
        "tel:+355692345678",
        "geo:41.35000,19.84000",
        "3.1 km from the centre of Tiranë in a straight line",
        "Diploma",
        "8–16",
        "by Test Person",
    ):
        assert text in page.text
    assert "Still right" not in page.text


def test_from_the_form_to_the_directory(database: Database, browse: Browse) -> None:
    worker, coordinator = browse(make_actor(Role.SOCIAL_WORKER)), browse(make_actor(Role.COORDINATOR))
    answer = worker.post("/providers/new", REGISTRATION)
    assert answer.status_code == 303
    entry = _id_of("Qendra Drita")
    point = {"address": "Rruga 1", "municipality_code": TIRANE, "latitude": "41,33", "longitude": "19.82"}
    assert worker.post(f"/providers/{entry}/locations/new", point).status_code == 303
    assert COURSE in worker.get(f"/providers/{entry}/services/new?q=formim").text
    assert worker.get(f"/providers/{entry}/services/new?service={COURSE}").status_code == 200
    assert worker.post(f"/providers/{entry}/services/new", SERVICE).status_code == 303
    assert "Qendra Drita" in coordinator.get("/providers/pending").text
    assert "Qendra Drita" not in worker.get("/providers").text
    assert coordinator.post(f"/providers/{entry}/approve").status_code == 303
    assert "Qendra Drita" in worker.get("/providers").text


def test_a_form_sent_twice_registers_once(database: Database, browse: Browse) -> None:
    browser = browse(make_actor(Role.SOCIAL_WORKER))
    data = {**REGISTRATION, "idempotency_key": str(new_id())}
    first, second = (browser.post("/providers/new", data) for _time in range(2))
    assert first.headers["Location"] == second.headers["Location"]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": ""}, "Enter the name."),
        ({"name": "x" * 201}, "cannot be longer than 200"),
        ({"kind": "castle"}, "Not a valid choice"),
        ({"phone": "call me"}, "Enter a telephone number"),
        ({"email": "nobody"}, "Enter an e-mail address"),
        ({"website": "javascript:alert(1)"}, "Enter a web address"),
    ],
)
def test_a_wrong_field_is_told_and_nothing_typed_is_lost(
    database: Database, browse: Browse, changed: dict[str, str], message: str
) -> None:
    data = {**REGISTRATION, "description_en": "We teach evenings.", **changed}
    page = browse(make_actor(Role.SOCIAL_WORKER)).post("/providers/new", data)
    assert page.status_code == 422
    assert message in page.text
    assert "We teach evenings." in page.text


@pytest.mark.parametrize(
    ("latitude", "longitude", "message"),
    [
        ("19.82", "41.33", "Latitude and longitude are swapped"),
        ("45", "19.8", "This point is not in Albania"),
        ("41.3", "", "Enter both"),
        ("north", "19.8", "Enter degrees"),
    ],
)
def test_a_point_that_cannot_be_is_refused(
    database: Database, browse: Browse, latitude: str, longitude: str, message: str
) -> None:
    entry = make_organisation()
    data = {"address": "Rruga 1", "municipality_code": TIRANE, "latitude": latitude, "longitude": longitude}
    page = browse(make_actor(Role.COORDINATOR)).post(f"/providers/{entry}/locations/new", data)
    assert page.status_code == 422
    assert message in page.text
    assert f'value="{latitude}"' in page.text


def test_declining_needs_a_reason_that_those_who_registered_it_can_read(
    database: Database, browse: Browse
) -> None:
    worker = make_actor(Role.SOCIAL_WORKER)
    entry = make_organisation(status=Status.PENDING, registered_by=worker.user_id)
    coordinator = browse(make_actor(Role.COORDINATOR))
    assert coordinator.post(f"/providers/{entry}/decline", {"reason": " "}).status_code == 422
    assert _status_of(entry) == "pending"
    assert (
        coordinator.post(f"/providers/{entry}/decline", {"reason": "Stands here twice."}).status_code == 303
    )
    assert "Stands here twice." in browse(worker).get(f"/providers/{entry}").text


@pytest.mark.parametrize("step", ["approve", "decline", "close"])
def test_deciding_twice_or_from_elsewhere_is_told(database: Database, browse: Browse, step: str) -> None:
    done = {"approve": Status.APPROVED, "decline": Status.DECLINED, "close": Status.CLOSED}[step]
    entry, elsewhere = make_organisation(status=done), make_organisation("Far", KORCE, status=Status.PENDING)
    browser = browse(make_actor(Role.COORDINATOR))
    assert browser.post(f"/providers/{entry}/{step}", {"reason": "No."}).status_code == 409
    assert browser.post(f"/providers/{elsewhere}/{step}", {"reason": "No."}).status_code == 404


def test_the_manager_keeps_the_own_entry(database: Database, browse: Browse) -> None:
    entry = make_organisation()
    browser = browse(make_actor(Role.PROVIDER_MANAGER, organisation_id=entry))
    assert "Qendra Drita" in browser.get(f"/providers/{entry}/edit").text
    data = {**REGISTRATION, "name": "Qendra e Re", "other_names": "QR\nNew Centre\n", "version": "1"}
    assert browser.post(f"/providers/{entry}/edit", data).status_code == 303
    assert "Also known as" in browser.get(f"/providers/{entry}").text
    late = browser.post(f"/providers/{entry}/edit", {**data, "description_en": "Typed with care."})
    assert late.status_code == 409
    assert "Typed with care." in late.text
    assert 'name="version" type="hidden" value="2"' in late.text


def test_staff_confirm_with_one_tap(database: Database, browse: Browse) -> None:
    entry = make_organisation()
    service = make_service(entry, last_confirmed_at=None, capacity_total=5)
    browser = browse(make_actor(Role.PROVIDER_STAFF, organisation_id=entry))
    assert "Still right" in browser.get(f"/providers/{entry}").text
    assert browser.post(f"/providers/services/{service}/confirm", {"places_free": "4"}).status_code == 303
    assert "4 places free" in browser.get(f"/providers/{entry}").text
    for wrong in ("9", "-1", "many"):
        assert (
            browser.post(f"/providers/services/{service}/confirm", {"places_free": wrong}).status_code == 422
        )
    assert browser.get(f"/providers/services/{service}/edit").status_code == 403


def test_a_service_is_changed_by_its_keeper(database: Database, browse: Browse) -> None:
    entry = make_organisation()
    place = make_location(entry)
    service = make_service(entry, location_ids=(place,))
    browser = browse(make_actor(Role.PROVIDER_MANAGER, organisation_id=entry))
    assert str(place) in browser.get(f"/providers/services/{service}/edit").text
    version = db.session.scalars(select(Service.version).where(Service.id == service)).one()
    data = {**SERVICE, "version": str(version), "description_en": "Evenings too."}
    assert browser.post(f"/providers/services/{service}/edit", data).status_code == 303
    assert "Evenings too." in browser.get(f"/providers/{entry}").text
    assert browser.post(f"/providers/services/{service}/edit", data).status_code == 409


@pytest.mark.parametrize(
    "path",
    [
        "/providers/{stranger}",
        "/providers/{stranger}/edit",
        "/providers/{unknown}",
        "/providers/services/{unknown}/edit",
        "/providers/{stranger}/services/new",
        "/providers/{stranger}/locations/new",
    ],
)
def test_what_is_not_there_or_not_for_the_reader_is_not_found(
    database: Database, browse: Browse, path: str
) -> None:
    stranger = make_organisation("Far", KORCE, status=Status.PENDING)
    page = browse(make_actor(Role.COORDINATOR)).get(path.format(stranger=stranger, unknown=new_id()))
    assert page.status_code == 404


def test_a_service_that_does_not_exist_is_refused(database: Database, browse: Browse) -> None:
    entry = make_organisation()
    browser = browse(make_actor(Role.COORDINATOR))
    answer = browser.post(f"/providers/{entry}/services/new", {**SERVICE, "catalogue_code": "NO-01"})
    assert answer.status_code == 422


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.PROVIDER_STAFF, Role.ADMINISTRATOR])
def test_no_page_gives_a_safe_house_away(database: Database, browse: Browse, role: Role) -> None:
    organisation = make_organisation("Strehëza")
    place = make_location(organisation, address="Rruga e Fshehtë 7")
    make_service(organisation, SHELTER, location_ids=(place,))
    browser = browse(make_actor(role, organisation_id=UUID(int=5)))
    assert browser.get(f"/providers/{organisation}").status_code == 404
    for path in (
        "/providers",
        "/providers?q=strehez",
        "/providers?sector=shelter",
        "/providers?service=SHE-06",
    ):
        page = browser.get(path)
        assert "Strehëza" not in page.text
        assert "Fshehtë" not in page.text


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        (Role.PROGRAMME_REVIEWER, "/providers", 403),
        (Role.DATA_PROTECTION_OFFICER, "/providers", 403),
        (Role.PROVIDER_STAFF, "/providers/new", 403),
        (Role.SOCIAL_WORKER, "/providers/pending", 403),
        (Role.ADMINISTRATOR, "/providers/pending", 200),
        (Role.ADMINISTRATOR, "/providers/new", 200),
    ],
)
def test_pages_open_to_the_roles_that_need_them(
    database: Database, browse: Browse, role: Role, path: str, status: int
) -> None:
    assert browse(make_actor(role, organisation_id=UUID(int=5))).get(path).status_code == status


def test_the_directory_asks_the_database_little(
    database: Database, browse: Browse, count_statements: Callable[[], list[str]]
) -> None:
    for number in range(30):
        make_placed_service(f"Qendra {number}", (41.33, 19.82))
    browser = browse(make_actor(Role.SOCIAL_WORKER))
    browser.get("/providers")
    statements = count_statements()
    browser.get("/providers")
    assert len([text for text in statements if "service_listing" in text]) <= 3
