"""Places, contacts and agreements of an organisation, and what is said of the organisation itself."""

from uuid import UUID

import pytest
from sqlalchemy import select

from app.kernel.actor import Role
from app.kernel.db import db
from app.kernel.errors import Forbidden, Invalid, NotFound
from app.kernel.ids import new_id
from app.providers import services
from app.providers.models import Agreement, Contact, EntryChange, Location, Organisation, ServiceListing
from app.providers.services import AgreementDetails, ContactDetails
from tests.conftest import Acting, Browse
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.providers import SHELTER, make_location, make_organisation, make_service
from tests.support.databases import Database

PLACE = {"address": "Rruga e Durrësit, Kamëz", "municipality_code": TIRANE}
ENTRY = {"name": "Qendra Drita", "kind": "ngo", "phone": "", "email": "", "website": "", "version": "1"}


def _place(location_id: UUID) -> Location:
    db.session.expire_all()
    return db.session.scalars(select(Location).where(Location.id == location_id)).one()


def _actions(organisation_id: UUID) -> list[str]:
    found = select(EntryChange.action).where(EntryChange.organisation_id == organisation_id)
    return list(db.session.scalars(found.order_by(EntryChange.changed_at, EntryChange.id)))


def test_a_place_is_changed_and_the_directory_follows(database: Database, browse: Browse) -> None:
    entry = make_organisation()
    place = make_location(entry)
    make_service(entry, location_ids=(place,))
    browser = browse(make_actor(Role.PROVIDER_MANAGER, organisation_id=entry))
    assert "Rruga e Provës 1" in browser.get(f"/providers/locations/{place}/edit").text
    data = {
        **PLACE,
        "latitude": "41.4",
        "longitude": "19.75",
        "postal_code": "1001",
        "transportation": "Bus 5",
        "accessibility": ["wheelchair", "lift"],
        "accessibility_note": "Ring first.",
        "version": "1",
    }
    assert browser.post(f"/providers/locations/{place}/edit", data).status_code == 303
    row = _place(place)
    assert (row.postal_code, row.transportation, row.accessibility) == (
        "1001",
        "Bus 5",
        ["wheelchair", "lift"],
    )
    listed = db.session.scalars(select(ServiceListing)).one()
    assert (listed.latitude, listed.is_wheelchair_accessible) == (41.4, True)
    late = browser.post(f"/providers/locations/{place}/edit", {**data, "name": "Typed late"})
    assert late.status_code == 409
    assert "Typed late" in late.text
    assert _actions(entry) == ["location.edit"]


@pytest.mark.parametrize(
    ("address", "found"), [("Rruga e Durrësit, Kamëz", "Kamëz"), ("Rruga pa emër 3", "Tiranë")]
)
def test_the_point_of_an_address_is_found_without_saving_anything(
    database: Database, browse: Browse, address: str, found: str
) -> None:
    entry = make_organisation()
    browser = browse(make_actor(Role.COORDINATOR))
    data = {"address": address, "municipality_code": "" if found == "Kamëz" else TIRANE, "name": "Dega"}
    page = browser.post(f"/providers/{entry}/locations/find", data)
    assert page.status_code == 200
    assert f"Found: {found}" in page.text
    assert 'name="latitude" type="text" value="41.' in page.text
    assert 'value="Dega"' in page.text
    assert db.session.scalars(select(Location)).all() == []


def test_an_address_that_names_nothing_is_told_and_the_point_stays(
    database: Database, browse: Browse
) -> None:
    entry = make_organisation()
    place = make_location(entry)
    browser = browse(make_actor(Role.COORDINATOR))
    data = {"address": "qqqq zzzz", "latitude": "41.5", "longitude": "19.5"}
    page = browser.post(f"/providers/locations/{place}/find", data)
    assert page.status_code == 200
    assert "No place was found" in page.text
    assert 'value="41.5"' in page.text


def test_a_place_is_neither_shown_nor_changed_by_strangers(database: Database, browse: Browse) -> None:
    entry = make_organisation()
    place = make_location(entry)
    make_service(entry, location_ids=(place,))
    assert (
        browse(make_actor(Role.COORDINATOR, KORCE)).get(f"/providers/locations/{place}/edit").status_code
        == 403
    )
    hidden = make_organisation("Strehëza")
    safe_house = make_location(hidden, address="Rruga e Fshehtë 7")
    make_service(hidden, SHELTER, location_ids=(safe_house,))
    for actor in (make_actor(Role.SOCIAL_WORKER), make_actor(Role.ADMINISTRATOR)):
        assert browse(actor).get(f"/providers/locations/{safe_house}/edit").status_code == 404
    assert (
        browse(make_actor(Role.COORDINATOR)).get(f"/providers/locations/{new_id()}/edit").status_code == 404
    )


def test_contacts_are_added_changed_and_removed(database: Database, browse: Browse) -> None:
    entry = make_organisation()
    service = make_service(entry)
    browser = browse(make_actor(Role.PROVIDER_MANAGER, organisation_id=entry))
    data = {
        "name": "Mira Test",
        "title": "Reception",
        "phone": "069 234 5678",
        "phone_kind": "whatsapp",
        "languages": ["sq"],
        "other_language": "so",
        "service_id": str(service),
    }
    assert browser.post(f"/providers/{entry}/contacts", data).status_code == 303
    contact = db.session.scalars(select(Contact)).one()
    path = f"/providers/{entry}/contacts/{contact.id}"
    assert (contact.phone, contact.languages, contact.service_id) == ("+355692345678", ["sq", "so"], service)
    assert "Mira Test" in browser.get(f"/providers/{entry}/contacts").text
    assert 'value="Mira Test"' in browser.get(path).text
    assert browser.post(path, {**data, "name": "Drita Test", "service_id": ""}).status_code == 303
    assert "Drita Test" in browser.get(f"/providers/{entry}/contacts").text
    assert browser.post(f"{path}/remove").status_code == 303
    assert "No contact is entered yet." in browser.get(f"/providers/{entry}/contacts").text
    assert _actions(entry) == ["contact.add", "contact.edit", "contact.remove"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"phone": ""}, "Enter a telephone number or an e-mail address."),
        ({"phone": "call me"}, "Enter a telephone number such as"),
        ({"email": "nobody"}, "Enter an e-mail address"),
        ({"phone_kind": "pigeon"}, "Not a valid choice"),
    ],
)
def test_a_contact_that_nobody_could_reach_is_told(
    database: Database, browse: Browse, typed: dict[str, str], told: str
) -> None:
    entry = make_organisation()
    data = {"name": "Mira Test", "phone": "0692345678", "phone_kind": "voice", **typed}
    page = browse(make_actor(Role.COORDINATOR)).post(f"/providers/{entry}/contacts", data)
    assert page.status_code == 422
    assert told in page.text
    assert 'value="Mira Test"' in page.text


def test_a_contact_belongs_to_services_and_places_of_its_own_organisation(
    database: Database, acting: Acting
) -> None:
    entry, other = make_organisation("One"), make_organisation("Other")
    coordinator = make_actor(Role.COORDINATOR)
    with acting(coordinator):
        for details in (
            ContactDetails(phone="0692345678", service_id=make_service(other)),
            ContactDetails(phone="0692345678", location_id=make_location(other)),
        ):
            with pytest.raises(Invalid):
                services.add_contact(coordinator, entry, details)


def test_agreements_are_added_changed_and_removed(database: Database, browse: Browse) -> None:
    entry = make_organisation()
    browser = browse(make_actor(Role.PROVIDER_MANAGER, organisation_id=entry))
    data = {"partner": "Bashkia Tiranë", "project_tag": "EU4Migration", "starts_on": "2026-01-01"}
    wrong = browser.post(f"/providers/{entry}/agreements", {**data, "ends_on": "2025-01-01"})
    assert wrong.status_code == 422
    assert "The last day lies before the first." in wrong.text
    assert (
        browser.post(f"/providers/{entry}/agreements", {**data, "ends_on": "2027-06-30"}).status_code == 303
    )
    path = f"/providers/{entry}/agreements/{db.session.scalars(select(Agreement.id)).one()}"
    page = browser.get(f"/providers/{entry}/agreements").text
    assert "EU4Migration" in page
    assert "30.06.2027" in page
    assert 'value="2026-01-01"' in browser.get(path).text
    assert browser.post(path, {**data, "subject": "Courses"}).status_code == 303
    assert browser.post(f"{path}/remove").status_code == 303
    assert "No agreement is entered yet." in browser.get(f"/providers/{entry}/agreements").text
    assert _actions(entry) == ["agreement.add", "agreement.edit", "agreement.remove"]


def test_strangers_keep_neither_contacts_nor_agreements(database: Database, acting: Acting) -> None:
    entry = make_organisation()
    manager, stranger = (
        make_actor(Role.PROVIDER_MANAGER, organisation_id=entry),
        make_actor(Role.PROVIDER_MANAGER, organisation_id=make_organisation("Other")),
    )
    with acting(manager):
        contact = services.add_contact(manager, entry, ContactDetails(phone="0692345678"))
        agreement = services.add_agreement(manager, entry, AgreementDetails("Partner"))
    with acting(stranger):
        with pytest.raises(Forbidden):
            services.add_contact(stranger, entry, ContactDetails(phone="0692345678"))
        with pytest.raises(Forbidden):
            services.remove_contact(stranger, contact)
        with pytest.raises(Forbidden):
            services.edit_agreement(stranger, agreement, AgreementDetails("Mine"))
        with pytest.raises(NotFound):
            services.remove_agreement(stranger, new_id())


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [
        ("L42307014K", "L42307014K", ""),
        ("al l42307014k", "L42307014K", ""),
        ("L42307014X", "L42307014X", "its last letter does not fit"),
        ("12345", "12345", "does not look like one"),
    ],
)
def test_a_tax_number_that_fails_its_check_is_kept_and_doubted(
    database: Database, browse: Browse, typed: str, kept: str, told: str
) -> None:
    entry = make_organisation()
    browser = browse(make_actor(Role.PROVIDER_MANAGER, organisation_id=entry))
    data = {**ENTRY, "tax_number": typed, "licence_number": "Nr. 7", "licence_valid_until": "2027-01-31"}
    assert (
        browser.post(f"/providers/{entry}/edit", {**data, "project_tags": "EU4Migration"}).status_code == 303
    )
    db.session.expire_all()
    row = db.session.scalars(select(Organisation).where(Organisation.id == entry)).one()
    assert (row.tax_number, row.licence_number, row.project_tags) == (kept, "Nr. 7", ["EU4Migration"])
    page = browser.get(f"/providers/{entry}").text
    assert ("The tax number is kept" in page) is bool(told)
    assert told in page
    assert f'value="{kept}"' in browser.get(f"/providers/{entry}/edit").text


def test_only_the_administrator_says_that_an_organisation_is_national(
    database: Database, browse: Browse
) -> None:
    entry = make_organisation()
    answer = browse(make_actor(Role.COORDINATOR)).post(f"/providers/{entry}/national", {"is_national": "1"})
    assert answer.status_code == 403
    administrator = browse(make_actor(Role.ADMINISTRATOR))
    for wanted in ("1", "0"):
        assert administrator.post(f"/providers/{entry}/national", {"is_national": wanted}).status_code == 303
        db.session.expire_all()
        found = select(Organisation.is_national).where(Organisation.id == entry)
        assert db.session.scalars(found).one() is (wanted == "1")
