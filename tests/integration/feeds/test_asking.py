"""Pages, filters, and asking again for what one has already."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from app.feeds.domain.taxonomy import Taxonomy, term_id
from app.feeds.openapi.operations import BASE, POINTS
from app.kernel import clock
from app.kernel.db import db
from app.providers.domain import Kind, Tier
from app.providers.models import Location, Service
from app.web.limits import limiter
from tests.conftest import Browse
from tests.factories.feeds import make_full_entry, make_public_service, touch_organisation
from tests.factories.providers import COURSE, make_location, make_organisation, make_service

LONG_AGO = clock.now() - timedelta(days=400)


def names(browse: Browse, query: str, kind: str = "services") -> list[str]:
    answer = browse().get(f"{BASE}/{kind}?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.get_json()["total_items"] == len(answer.get_json()["contents"])
    return [record["name"] for record in answer.get_json()["contents"]]


def test_pages_follow_one_another(browse: Browse) -> None:
    made = [str(make_public_service(f"Kursi {letter}")) for letter in "abc"]
    pages = [browse().get(f"{BASE}/services?per_page=2&page={number}").get_json() for number in (1, 2, 3)]
    assert [[record["id"] for record in page["contents"]] for page in pages] == [made[:2], made[2:], []]
    assert [(page["first_page"], page["last_page"], page["empty"]) for page in pages] == [
        (True, False, False),
        (False, True, False),
        (False, True, True),
    ]


def test_words_are_searched_in_both_languages_and_without_accents(browse: Browse) -> None:
    make_public_service("Këshillim ligjor", name_en="Legal counselling")
    make_public_service("Kopsht")
    assert names(browse, "search=keshillimi") == ["Këshillim ligjor"]
    assert names(browse, "search=couns") == ["Këshillim ligjor"]
    assert names(browse, "search=%25") == names(browse, "search=zzqq") == []
    assert len(names(browse, "search=")) == 2
    assert names(browse, "search=" + "k" * 10_000) == []


def test_services_are_filtered_by_term_and_vocabulary(browse: Browse) -> None:
    make_public_service("Kurs")
    make_service(make_organisation(), "HEA-01", tier=Tier.PUBLIC, name_sq="Mjek")
    make_full_entry()
    catalogue, status = Taxonomy.CATALOGUE, Taxonomy.LEGAL_STATUS
    assert names(browse, f"taxonomy_term_id={term_id(catalogue, COURSE)}") == ["Kurs", "Kurs gjuhe"]
    assert names(browse, f"taxonomy_term_id={term_id(catalogue, 'health')}") == ["Mjek"]
    assert names(browse, f"taxonomy_term_id={term_id(status, 'AS')}") == ["Kurs gjuhe"]
    assert names(browse, f"taxonomy_term_id={term_id(status, 'STL')}") == []
    assert names(browse, f"taxonomy_id={status.id}") == ["Kurs gjuhe"]
    assert len(names(browse, f"taxonomy_id={catalogue.id}")) == 3
    assert names(browse, f"taxonomy_term_id={term_id(catalogue, 'XXX-99')}") == []


def test_organisations_are_filtered_by_what_they_offer_and_what_they_are(browse: Browse) -> None:
    make_service(make_organisation("Shkolla", kind=Kind.SCHOOL), tier=Tier.PUBLIC)
    make_service(make_organisation("Spitali"), "HEA-01", tier=Tier.PUBLIC)
    school, health = (term_id(Taxonomy.PROVIDER_KIND, "school"), term_id(Taxonomy.CATALOGUE, "health"))
    assert names(browse, f"taxonomy_term_id={school}", "organizations") == ["Shkolla"]
    assert names(browse, f"taxonomy_term_id={health}", "organizations") == ["Spitali"]


def test_services_of_one_organisation(browse: Browse) -> None:
    own = make_organisation("Drita")
    make_service(own, tier=Tier.PUBLIC, name_sq="E jona")
    make_public_service("E tjetra")
    assert names(browse, f"organization_id={own}") == ["E jona"]


@pytest.mark.parametrize("changed", ["service", "organisation", "place"])
def test_a_record_counts_as_changed_with_all_that_it_tells(browse: Browse, changed: str) -> None:
    organisation_id = make_organisation()
    place_id = make_location(organisation_id)
    service_id = make_service(organisation_id, location_ids=(place_id,), tier=Tier.PUBLIC, name_sq="Kurs")
    moments = dict.fromkeys(("service", "organisation", "place"), LONG_AGO) | {changed: clock.now()}
    bulk = {"audited_bulk": "a test"}
    aged = update(Service).where(Service.id == service_id).values(changed_at=moments["service"])
    db.session.execute(aged, execution_options=bulk)
    aged_place = update(Location).where(Location.id == place_id).values(changed_at=moments["place"])
    db.session.execute(aged_place, execution_options=bulk)
    touch_organisation(organisation_id, moments["organisation"])
    yesterday = (clock.now() - timedelta(days=1)).date().isoformat()
    assert names(browse, f"modified_after={yesterday}") == ["Kurs"]
    assert names(browse, f"modified_before={yesterday}") == []
    assert browse().get(f"{BASE}/services/{service_id}").get_json()["last_modified"][:10] > yesterday


def test_what_has_not_changed_is_not_asked_for(browse: Browse) -> None:
    organisation_id = make_organisation()
    service_id = make_service(organisation_id, tier=Tier.PUBLIC, name_sq="Kurs")
    aged = update(Service).where(Service.id == service_id).values(changed_at=LONG_AGO)
    db.session.execute(aged, execution_options={"audited_bulk": "a test"})
    touch_organisation(organisation_id, LONG_AGO)
    assert names(browse, "modified_after=2999-01-01T00:00:00Z") == []
    assert names(browse, f"modified_after={LONG_AGO:%Y-%m-%d}") == ["Kurs"]
    assert names(browse, "modified_before=2999-01-01") == ["Kurs"]


def test_minimal_and_full_records(browse: Browse) -> None:
    make_full_entry()
    minimal, full = (
        browse().get(f"{BASE}/services?{how}=true").get_json()["contents"][0] for how in ("minimal", "full")
    )
    assert set(minimal) == {"id", "last_modified"}
    assert full["service_at_locations"]
    assert "service_at_locations" not in browse().get(f"{BASE}/services").get_json()["contents"][0]


def test_terms_are_found_by_word_vocabulary_and_parent(browse: Browse) -> None:
    catalogue = Taxonomy.CATALOGUE
    assert "Kurs i formimit profesional (QFP publike)" in names(browse, "search=vocational", "taxonomy_terms")
    assert len(names(browse, f"taxonomy_id={catalogue.id}&top_only=true&per_page=100", "taxonomy_terms")) == 9
    below = (
        browse().get(f"{BASE}/taxonomy_terms?parent_id={term_id(catalogue, 'legal')}").get_json()["contents"]
    )
    assert below
    assert {term["parent_id"] for term in below} == {term_id(catalogue, "legal")}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("page=0", "page"),
        ("per_page=101", "per_page"),
        ("full=yes", "full"),
        ("format=xml", "format"),
        ("organization_id=7", "organization_id"),
        ("modified_after=soon", "modified_after"),
        ("lang=de", "lang"),
        ("proximity=5", "proximity"),
        ("page=1&page=2", "page"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_told(browse: Browse, query: str, parameter: str) -> None:
    answer = browse().get(f"{BASE}/services?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert (answer.get_json()["status"], answer.get_json()["parameter"]) == (400, parameter)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_copy_is_not_sent_twice(browse: Browse) -> None:
    service_id = make_public_service()
    browser, path = browse(), f"{BASE}/services/{service_id}"
    for encoding in ("identity", "gzip"):
        asked = {"Accept-Encoding": encoding}
        first = browser.get(path, headers=asked)
        again = browser.get(path, headers={**asked, "If-None-Match": first.headers["ETag"]})
        assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert first.headers["Last-Modified"]
    assert {name.strip() for name in first.headers["Vary"].split(",")} == {
        "Accept-Language",
        "Accept-Encoding",
    }
    other = browser.get(f"{path}?lang=en", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_only_the_mark_tells_that_a_page_has_not_changed(browse: Browse) -> None:
    make_public_service()
    later = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert browse().get(f"{BASE}/services", headers=later).status_code == 200


def test_every_site_may_read_and_nobody_may_write(browse: Browse) -> None:
    client = browse().client
    asked = client.options(f"{BASE}/services", headers={"Origin": "https://elsewhere.example"})
    assert asked.status_code == 200
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert client.head(f"{BASE}/services").status_code == 200
    refused = client.post(f"{BASE}/services")
    assert (refused.status_code, refused.mimetype) == (405, "application/problem+json")
    assert client.get(f"{BASE}/nothing").get_json()["status"] == 404


def test_who_asks_too_often_is_told_when_to_come_back(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = browse()
    limiter.reset()
    monkeypatch.setattr(browser.app.extensions["settings"], "api_rate_limit", 2)
    here: dict[str, Any] = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}
    answers = [browser.get(f"{BASE}/taxonomies", **here) for _number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 61
    assert (answers[2].mimetype, answers[2].get_json()["status"]) == ("application/problem+json", 429)
    elsewhere = browser.get(f"{BASE}/taxonomies", environ_base={"REMOTE_ADDR": "192.0.2.8"})
    assert elsewhere.status_code == 200


def test_places_on_the_map_by_box_and_sector(browse: Browse) -> None:
    make_public_service("Kurs")
    south = make_organisation("Jugu")
    place = make_location(south, "35", (40.62, 20.78), address="Bulevardi 1")
    make_service(south, "HEA-01", location_ids=(place,), tier=Tier.PUBLIC, name_sq="Mjek")
    make_service(south, location_ids=(make_location(south, point=None),), tier=Tier.PUBLIC)

    def found(query: str) -> list[str]:
        answer = browse().get(f"{POINTS}?{query}")
        assert answer.mimetype == "application/geo+json"
        assert answer.get_json()["total_items"] == len(answer.get_json()["features"])
        return [it["properties"]["services"][0]["name"] for it in answer.get_json()["features"]]

    assert found("") == ["Kurs", "Mjek"]
    assert found("bbox=20,40,21,41") == found("sector=health") == ["Mjek"]
    assert found("bbox=21,40,20,41") == found("bbox=20,41,21,40") == []
    point = browse().get(f"{POINTS}?sector=health").get_json()["features"][0]
    assert point["geometry"] == {"type": "Point", "coordinates": [20.78, 40.62]}
    assert point["properties"]["municipality"] == "Korçë"
