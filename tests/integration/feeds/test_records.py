"""Every fact of an entry stands where HSDS 3.1 wants it."""

from typing import Any

import pytest

from app.feeds.openapi.operations import BASE
from app.kernel.db import db
from tests.conftest import Browse
from tests.factories.feeds import FullEntry, make_full_entry, make_public_service
from tests.factories.providers import make_organisation


@pytest.fixture
def entry(browse: Browse) -> FullEntry:
    return make_full_entry()


def read(browse: Browse, path: str) -> Any:
    answer = browse().get(f"{BASE}/{path}")
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def test_a_service_says_what_it_is_and_for_whom(browse: Browse, entry: FullEntry) -> None:
    service = read(browse, f"services/{entry.service_id}?lang=en")
    assert (service["name"], service["alternate_name"]) == ("Language course", "Kurs gjuhe")
    assert service["description"] == "Albanian for beginners."
    assert service["status"] == "active"
    assert service["eligibility_description"] == (
        "For adults. Only for people who are registered as living here."
        " From 30 days after the asylum application"
    )
    assert (service["minimum_age"], service["maximum_age"]) == (18, 99)
    assert service["application_process"] == "Telefononi"
    assert service["interpretation_services"] == "Interpreter for Arabic (a woman)"
    assert [language["code"] for language in service["languages"]] == ["sq", "en"]
    assert service["alert"] == "Will be closed 01.08.2098 to 31.08.2098. Pushime"


def test_a_service_says_who_assured_it_and_how_it_is_reached(browse: Browse, entry: FullEntry) -> None:
    service = read(browse, f"services/{entry.service_id}?lang=en")
    assert (service["assured_date"], service["assurer_email"]) == ("2026-11-20", "info@drita.example")
    assert service["email"] == "kurse@drita.example"
    assert service["licenses"] == service["accreditations"] == "Licence LIC-7, valid until 30.06.2027"
    contact, phone = service["contacts"][0], service["phones"][0]
    assert (contact["name"], contact["title"]) == ("Mira Shembulli", "Koordinatore e kurseve")
    assert (phone["number"], phone["extension"], phone["type"]) == ("+355691111111", 12, "cell")
    assert [language["name"] for language in phone["languages"]] == ["Albanian", "Dari"]


def test_a_service_says_when_it_is_open_and_when_not(browse: Browse, entry: FullEntry) -> None:
    schedules = read(browse, f"services/{entry.service_id}?lang=en")["schedules"]
    week = [(it["byday"], it["opens_at"], it["closes_at"]) for it in schedules if it.get("wkst")]
    assert week == [("MO,TU", "08:00", "16:00"), ("FR", "22:00", "02:00")]
    other = {it["valid_from"]: it for it in schedules if "valid_from" in it}
    assert other["2098-12-24"]["description"] == "Closed on these days"
    assert (other["2098-12-01"]["opens_at"], other["2098-12-01"]["closes_at"]) == ("09:00", "12:00")
    said = {it["description"]: it for it in schedules if "description" in it}
    assert "Pas orarit me takim." in said
    assert "-11-28" in said["Closed on the public holidays of Albania"]["notes"]


def test_a_service_says_what_it_costs_asks_for_and_has_room_for(browse: Browse, entry: FullEntry) -> None:
    service = read(browse, f"services/{entry.service_id}?lang=en")
    assert [paper["document"] for paper in service["required_documents"]] == ["Identity card", "Një foto"]
    cost, capacity = service["cost_options"][0], service["capacities"][0]
    assert (cost["option"], cost["currency"], cost["amount"]) == ("Free for some people", "ALL", 1500)
    assert service["fees_description"] == "Free for some people. 1.500 lek. Librat paguhen"
    assert (capacity["available"], capacity["maximum"], capacity["unit"]["identifier"]) == (3, 20, "place")
    assert capacity["updated"] == "2026-11-20T09:30:00.000Z"
    assert service["wait_time"] == "About 14 days of waiting. Next free place on 07.01.2099"


def test_a_service_says_whom_it_serves_and_how_it_is_sorted(browse: Browse, entry: FullEntry) -> None:
    service = read(browse, f"services/{entry.service_id}?lang=en")
    assert {area["name"] for area in service["service_areas"]} == {
        "County of Tiranë",
        "Municipality of Tiranë",
        "Municipality of Korçë",
    }
    codes = {it["taxonomy_term"]["code"] for it in service["attributes"] if "taxonomy_term" in it}
    assert {"EMP-08", "employment", "4.4", "AS", "REF"} <= codes
    assert "EU4Migration" in {it.get("value") for it in service["attributes"]}


def test_a_place_says_where_it_is_and_for_whom_it_is_usable(browse: Browse, entry: FullEntry) -> None:
    given = read(browse, f"services/{entry.service_id}?lang=en")["service_at_locations"][0]
    place, address = given["location"], given["location"]["addresses"][0]
    assert (place["name"], place["latitude"], place["transportation"]) == (
        "Zyra qendrore",
        41.3275,
        "Autobusi 5",
    )
    assert (address["address_1"], address["postal_code"], address["country"]) == (
        "Rruga e Provës 1",
        "1001",
        "AL",
    )
    access = [it.get("description") or it["details"] for it in place["accessibility"]]
    assert access == ["Wheelchair access", "Lift", "Zile te dera"]
    assert [it["byday"] for it in given["schedules"] if "byday" in it and "wkst" in it] == ["SA"]
    assert read(browse, f"service_at_locations/{given['id']}")["service"]["id"] == str(entry.service_id)


def test_an_organisation_says_who_it_is_and_with_whom_it_works(browse: Browse, entry: FullEntry) -> None:
    found = read(browse, f"organizations/{entry.organisation_id}?lang=en")
    assert (found["name"], found["alternate_name"]) == ("Qendra Drita", "Drita, Light Centre")
    assert (found["website"], found["tax_id"]) == ("https://drita.example/sq", "K12345678L")
    assert {it["identifier_type"]: it["identifier"] for it in found["organization_identifiers"]} == {
        "NIPT": "K12345678L",
        "Licence": "LIC-7",
    }
    assert found["funding"][0]["source"] == "Bashkia: Kurse (until 01.01.2099)"
    assert [phone["number"] for phone in found["phones"]] == ["+355692345678", "+35542222222"]
    assert "services" not in found
    whole = read(browse, f"organizations/{entry.organisation_id}?full_service=true")
    assert [service["id"] for service in whole["services"]] == [str(entry.service_id)]


def test_texts_come_in_the_language_that_is_asked_for(browse: Browse, entry: FullEntry) -> None:
    browser, path = browse(), f"{BASE}/services/{entry.service_id}"
    plain, english = browser.get(path), browser.get(path, headers={"Accept-Language": "en-GB, sq;q=0.5"})
    assert (plain.get_json()["name"], plain.headers["Content-Language"]) == ("Kurs gjuhe", "sq")
    assert (english.get_json()["name"], english.headers["Content-Language"]) == ("Language course", "en")
    assert (
        browser.get(f"{path}?lang=sq", headers={"Accept-Language": "en"}).get_json()["name"] == "Kurs gjuhe"
    )


def test_what_is_written_wrongly_is_left_out(browse: Browse) -> None:
    service_id = make_public_service(opening_hours=["whenever"], capacity_unit="barrel", places_free=2)
    make_organisation()
    db.session.flush()
    service = read(browse, f"services/{service_id}")
    assert "schedules" not in service
    assert service["capacities"][0]["unit"]["identifier"] == "place"


@pytest.mark.parametrize(
    ("columns", "status"),
    [
        ({}, "active"),
        ({"status": "temporarily_closed"}, "temporarily closed"),
        ({"status": "closed"}, "defunct"),
    ],
)
def test_the_status_is_in_the_words_of_the_standard(
    browse: Browse, columns: dict[str, Any], status: str
) -> None:
    service_id = make_public_service(**columns)
    assert read(browse, f"services/{service_id}")["status"] == status
