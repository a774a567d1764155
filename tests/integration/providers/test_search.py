import random

import pytest
from geopy.distance import geodesic

from app.kernel.actor import Role
from app.kernel.pages import PageRequest
from app.places.queries import get_municipality
from app.providers.domain import Area, Sector, ServiceStatus, Status
from app.providers.queries import (
    DirectoryFilters,
    Reach,
    count_open_services,
    list_municipalities_with_providers,
    search_directory,
    search_services,
)
from tests.conftest import Acting
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.providers import (
    COURSE,
    HELPLINE,
    SHELTER,
    make_organisation,
    make_placed_service,
    make_service,
)
from tests.support.databases import Database

TIRANE_SEAT = (41.3275, 19.81889)
KORCE_SEAT = (40.61861, 20.78083)


def _names(page: int = 1, size: int = 25, **filters: object) -> list[str]:
    found = search_services(DirectoryFilters(**filters), PageRequest(page, size))  # type: ignore[arg-type]
    return [card.organisation_name for card in found.rows]


def test_the_nearest_comes_first_with_its_distance(database: Database) -> None:
    make_placed_service("Far", (41.40, 19.90))
    make_placed_service("Near", (41.33, 19.82))
    make_placed_service("Middle", (41.35, 19.84))
    found = search_services(DirectoryFilters(from_municipality=TIRANE), PageRequest())
    assert [card.organisation_name for card in found.rows] == ["Near", "Middle", "Far"]
    assert all(card.reach is Reach.NEAR for card in found.rows)
    exact = geodesic(get_municipality(TIRANE).point, (41.33, 19.82)).kilometers  # type: ignore[union-attr]
    assert found.rows[0].distance_km == pytest.approx(exact)


def test_what_reaches_a_place_from_elsewhere_comes_after_the_near_and_before_the_far(
    database: Database,
) -> None:
    make_placed_service("Far away", TIRANE_SEAT)
    make_placed_service("Of the county", (40.9025, 20.6525), "37", area=Area.COUNTY)
    make_placed_service("Nationwide", TIRANE_SEAT, area=Area.NATIONAL)
    make_service(make_organisation("Nowhere", TIRANE), area=Area.NATIONAL, is_remote=True)
    make_placed_service("Point not noted", None, KORCE)
    make_placed_service("In town", KORCE_SEAT, KORCE)
    found = search_services(DirectoryFilters(from_municipality=KORCE), PageRequest())
    assert [(card.organisation_name, card.reach) for card in found.rows] == [
        ("In town", Reach.NEAR),
        ("Of the county", Reach.WIDE),
        ("Nationwide", Reach.WIDE),
        ("Nowhere", Reach.WIDE),
        ("Point not noted", Reach.WIDE),
        ("Far away", Reach.FAR),
    ]


def test_a_filter_by_municipality_keeps_what_reaches_it(database: Database) -> None:
    make_placed_service("Tirana only", TIRANE_SEAT)
    make_placed_service("Nationwide", TIRANE_SEAT, area=Area.NATIONAL)
    make_placed_service("In town", KORCE_SEAT, KORCE)
    assert _names(municipality_code=KORCE) == ["In town", "Nationwide"]


def test_without_a_place_hits_are_ordered_by_name(database: Database) -> None:
    for name in ("Zyra", "Çelësi", "Ardhmëria"):
        make_placed_service(name, TIRANE_SEAT)
    assert _names() == ["Ardhmëria", "Çelësi", "Zyra"]


@pytest.mark.parametrize("near", [TIRANE_SEAT, None])
@pytest.mark.parametrize("text", ["", "qendra"])
def test_every_service_stands_on_exactly_one_page(
    database: Database, near: tuple[float, float] | None, text: str
) -> None:
    dice = random.Random(7)
    for number in range(120):
        point = (dice.uniform(40.0, 42.0), dice.uniform(19.5, 20.5)) if number % 7 else None
        area = Area.NATIONAL if number % 5 == 0 else Area.MUNICIPALITY
        make_placed_service(f"Qendra {number:03}", point, area=area)
    pages = [
        _names(page, near=near, text=text, from_municipality=TIRANE if near else None) for page in range(1, 6)
    ]
    assert [len(page) for page in pages] == [25, 25, 25, 25, 20]
    assert sorted(name for page in pages for name in page) == [f"Qendra {number:03}" for number in range(120)]


def test_the_near_band_is_in_the_order_of_the_ellipsoid_over_all_pages(database: Database) -> None:
    dice = random.Random(3)
    for number in range(60):
        make_placed_service(
            f"Qendra {number}", (41.3275 + dice.gauss(0, 0.05), 19.8189 + dice.gauss(0, 0.05))
        )
    cards = [
        card
        for page in range(1, 4)
        for card in search_services(DirectoryFilters(near=TIRANE_SEAT), PageRequest(page)).rows
    ]
    near = [card.distance_km or 0 for card in cards if card.reach is Reach.NEAR]
    assert len(cards) == 60
    assert near == sorted(near)


@pytest.mark.parametrize(
    "text",
    ["formim profesional", "FORMIMIT PROFESIONALË", "vocational", "drit", "Drita kurs", "emp08", "tirana"],
)
def test_a_service_is_found_by_its_words_in_both_languages_and_any_form(
    database: Database, text: str
) -> None:
    make_placed_service("Qendra Drita", TIRANE_SEAT)
    make_placed_service("Tjetra", KORCE_SEAT, KORCE, catalogue_code="LEG-06")
    assert _names(text=text) == ["Qendra Drita"]


@pytest.mark.parametrize("text", ["vocatoinal", "profesionl", "Drittta"])
def test_a_misspelt_word_is_read_as_the_nearest_that_leads_somewhere(database: Database, text: str) -> None:
    make_placed_service("Qendra Drita", TIRANE_SEAT)
    found = search_directory(DirectoryFilters(text=text), PageRequest())
    assert [card.organisation_name for card in found.page.rows] == ["Qendra Drita"]
    assert found.read_as


@pytest.mark.parametrize("text", ["%", "_", "'; drop table service; --", "\\", "x" * 10_000])
def test_signs_of_the_database_mean_nothing_in_a_search(database: Database, text: str) -> None:
    make_placed_service("Qendra Drita", TIRANE_SEAT)
    names = _names(text=text)
    assert names in ([], ["Qendra Drita"])


def test_filters_narrow_and_go_together(database: Database) -> None:
    make_placed_service("Full", TIRANE_SEAT, places_free=0, languages=["sq", "prs"])
    make_placed_service("Free", TIRANE_SEAT, places_free=2, languages=["sq"])
    make_placed_service("School", TIRANE_SEAT, catalogue_code="EDU-01", places_free=1)
    assert sorted(_names(sector=Sector.EMPLOYMENT)) == ["Free", "Full"]
    assert _names(language="prs") == ["Full"]
    assert _names(language="pr") == []
    assert sorted(_names(has_places=True)) == ["Free", "School"]
    assert _names(has_places=True, catalogue_code=COURSE) == ["Free"]
    assert sorted(_names(county_code="AL-11")) == ["Free", "Full", "School"]
    assert _names(county_code="AL-06") == []


def test_only_what_can_be_referred_to_is_offered_when_that_is_wanted(database: Database) -> None:
    make_placed_service("Open", TIRANE_SEAT)
    make_placed_service("Resting", TIRANE_SEAT, status=ServiceStatus.TEMPORARILY_CLOSED)
    make_placed_service("Helpline", TIRANE_SEAT, catalogue_code=HELPLINE)
    make_placed_service("Shelter", TIRANE_SEAT, catalogue_code=SHELTER)
    assert _names(referable_only=True) == ["Open"]


def test_the_count_is_exact_up_to_a_hundred_and_says_that_there_are_more(database: Database) -> None:
    organisation = make_organisation()
    for _number in range(101):
        make_service(organisation)
    for filters in (DirectoryFilters(), DirectoryFilters(sector=Sector.EMPLOYMENT, from_municipality=TIRANE)):
        assert search_services(filters, PageRequest()).total == 101
    assert search_services(DirectoryFilters(sector=Sector.HEALTH), PageRequest()).total == 0


def test_entries_that_are_not_approved_or_closed_are_not_in_the_directory(database: Database) -> None:
    for status in (Status.PENDING, Status.DECLINED, Status.CLOSED):
        make_service(make_organisation(status.value, status=status))
    make_service(make_organisation("Gone"), status=ServiceStatus.CLOSED)
    assert _names() == []


def test_counts_leave_sealed_services_out_and_hold_nationwide_ones_apart(
    database: Database, acting: Acting
) -> None:
    make_placed_service("Course", TIRANE_SEAT)
    make_placed_service("Everywhere", TIRANE_SEAT, area=Area.NATIONAL)
    make_placed_service("Shelter", KORCE_SEAT, KORCE, catalogue_code=SHELTER)
    with acting(make_actor(Role.PROGRAMME_REVIEWER)):
        assert sorted(count_open_services(), key=str) == sorted(
            [(None, Sector.EMPLOYMENT, 1), (TIRANE, Sector.EMPLOYMENT, 1)], key=str
        )
        assert count_open_services([KORCE]) == [(None, Sector.EMPLOYMENT, 1)]
        assert TIRANE in list_municipalities_with_providers()
        assert list_municipalities_with_providers(["01"]) == []
