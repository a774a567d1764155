import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Role
from app.kernel.db import db
from app.kernel.pages import PageRequest
from app.places.queries import MunicipalityRow, list_municipalities
from app.providers.domain import Area, Sector
from app.providers.models import Service
from app.providers.queries import DirectoryFilters, Reach, count_services, get_service, search_directory
from app.providers.services import refresh_listing
from tests.conftest import Browse
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.providers import (
    COURSE,
    make_location,
    make_organisation,
    make_placed_service,
    make_service,
)
from tests.support.databases import Database

TIRANE_SEAT = (41.3275, 19.81889)
KORCE_SEAT = (40.61861, 20.78083)
DURRES_POINT = (41.3246, 19.4565)
DURRES = "10"
MONDAY_TEN = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
WEEK = ["mon 08:00-16:00", "tue 08:00-16:00", "wed 08:00-16:00", "thu 08:00-16:00", "fri 08:00-16:00"]


def find(**filters: object) -> list[str]:
    found = search_directory(DirectoryFilters(**filters), PageRequest())  # type: ignore[arg-type]
    return [card.organisation_name for card in found.page.rows]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lawyer", "LEG-01"),
        ("avokat", "LEG-02"),
        ("juristi", "LEG-03"),
        ("mjek", "HEA-01"),
        ("doctor", "HEA-04"),
        ("kindergarten", "EDU-04"),
        ("kopshti", "EDU-04"),
        ("çerdhe", "EDU-03"),
        ("money", "CASH-01"),
        ("punë", "EMP-02"),
        ("job", "EMP-02"),
        ("përkthyes", "INT-01"),
    ],
)
def test_a_service_is_found_by_another_word_for_it_in_either_language(
    database: Database, text: str, code: str
) -> None:
    make_placed_service("Qendra Drita", TIRANE_SEAT, catalogue_code=code)
    make_placed_service("Tjetra", TIRANE_SEAT, catalogue_code="TRA-01")
    assert find(text=text) == ["Qendra Drita"]


@pytest.mark.parametrize(
    "text", ["kurs Durrës", "Durres course", "kurs ne durres", "kursi i Durrësit", "durrës"]
)
def test_a_place_in_the_text_is_a_place_and_not_only_a_word(database: Database, text: str) -> None:
    make_placed_service("There", DURRES_POINT, DURRES)
    make_placed_service("Nationwide", TIRANE_SEAT, area=Area.NATIONAL)
    make_placed_service("By telephone", KORCE_SEAT, KORCE, is_remote=True)
    make_placed_service("Elsewhere", TIRANE_SEAT)
    make_placed_service(
        "Named after it", TIRANE_SEAT, catalogue_code=COURSE, name_sq="Kurs në rrugën e Durrësit"
    )
    found = search_directory(DirectoryFilters(text=text, from_municipality=KORCE), PageRequest())
    assert {card.organisation_name for card in found.page.rows} == {
        "There",
        "Nationwide",
        "By telephone",
        "Named after it",
    }
    assert found.page.rows[0].organisation_name == "There"
    assert found.home == DURRES


def test_one_wrong_letter_is_forgiven_in_words_of_four_letters_and_two_in_long_ones(
    database: Database,
) -> None:
    make_placed_service("Qendra Drita", TIRANE_SEAT)
    assert find(text="kurz") == find(text="dritta") == find(text="vocatoional") == ["Qendra Drita"]
    assert find(text="kxx") == find(text="vokacjnal") == []


def test_a_misspelt_beginning_is_forgiven_while_it_is_typed(database: Database) -> None:
    make_placed_service("Qendra Drita", TIRANE_SEAT)
    assert find(text="vocatoi") == ["Qendra Drita"]


@pytest.mark.parametrize(
    "text", ["%", "_rita", "dr_ta", "Dr%", "'; DROP TABLE service; --", "\\", "a" * 10_000]
)
def test_signs_and_very_long_texts_find_nothing_of_their_own(database: Database, text: str) -> None:
    make_placed_service("Zyra Jeta", TIRANE_SEAT, catalogue_code="TRA-01")
    assert find(text=text) in ([], ["Zyra Jeta"])
    assert find(text="jeta") == ["Zyra Jeta"]


def test_filters_by_what_a_person_is_and_needs(database: Database) -> None:
    make_placed_service("For all", TIRANE_SEAT)
    make_placed_service("For refugees", TIRANE_SEAT, legal_statuses=["REF", "SP"])
    organisation = make_organisation("Step free")
    place = make_location(organisation)
    make_service(organisation, location_ids=(place,), legal_statuses=["AS"])
    make_placed_service("Online", KORCE_SEAT, KORCE, is_remote=True, interpreter_languages=["prs"])
    assert sorted(find(legal_status="REF")) == ["For all", "For refugees", "Online"]
    assert sorted(find(legal_status="MIG")) == ["For all", "Online"]
    assert find(is_remote=True) == find(language="prs") == ["Online"]
    assert find(is_wheelchair_accessible=True) == []


def test_open_now_follows_the_clock_on_the_wall_holidays_and_exceptions(database: Database) -> None:
    make_placed_service("Weekdays", TIRANE_SEAT, opening_hours=WEEK)
    make_placed_service("Nights", TIRANE_SEAT, opening_hours=["mon 20:00-02:00"])
    make_placed_service(
        "Away", TIRANE_SEAT, opening_hours=WEEK, opening_exceptions=["2026-11-16/2026-11-16 closed"]
    )
    make_placed_service("On holidays too", TIRANE_SEAT, opening_hours=WEEK, observes_holidays=False)
    make_placed_service("Unknown", TIRANE_SEAT)
    for moment, open_ones in (
        (MONDAY_TEN, ["On holidays too", "Weekdays"]),
        (MONDAY_TEN + timedelta(hours=6), []),
        (datetime(2026, 11, 16, 23, 30, tzinfo=UTC), ["Nights"]),
        # Alphabet Day fell on a Sunday: the Monday is free for whoever observes holidays.
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), ["On holidays too"]),
    ):
        with clock.set_to(moment):
            assert sorted(find(is_open_now=True)) == open_ones


def test_a_place_is_free_only_as_long_as_somebody_said_so_lately(database: Database) -> None:
    now = clock.now()
    make_placed_service("Fresh", TIRANE_SEAT, places_free=2, capacity_confirmed_at=now - timedelta(days=29))
    make_placed_service("Stale", TIRANE_SEAT, places_free=2, capacity_confirmed_at=now - timedelta(days=31))
    make_placed_service("Never told", TIRANE_SEAT, places_free=2, capacity_confirmed_at=None)
    make_placed_service("Full", TIRANE_SEAT, places_free=0)
    with clock.set_to(now):
        assert find(has_places=True) == ["Fresh"]
    with clock.set_to(now + timedelta(days=2)):
        assert find(has_places=True) == []


def test_a_closure_with_dates_begins_and_ends_by_itself(database: Database) -> None:
    today = clock.today()
    service = make_placed_service(
        "Qendra Drita",
        TIRANE_SEAT,
        closed_from=today + timedelta(days=3),
        closed_until=today + timedelta(days=5),
    )
    for days, is_open in ((0, True), (3, False), (5, False), (6, True)):
        with clock.set_to(clock.now() + timedelta(days=days)):
            (card,) = search_directory(DirectoryFilters(), PageRequest()).page.rows
            assert card.is_open is card.referable is is_open
            assert bool(find(referable_only=True)) is is_open
            held = get_service(service)
            assert held is not None
            assert held.is_open is is_open


def test_a_circle_keeps_what_comes_or_works_from_afar(database: Database) -> None:
    for name, point, columns in (
        ("Near", (41.34, 19.82), {}),
        ("Too far", (41.42, 19.82), {}),
        ("Nationwide", KORCE_SEAT, {"area": Area.NATIONAL}),
        ("Of the county", (41.6, 19.9), {"area": Area.COUNTY}),
        ("Also serves", KORCE_SEAT, {"area_codes": [TIRANE]}),
        ("Online", KORCE_SEAT, {"is_remote": True}),
        ("Mobile", (41.45, 19.85), {"is_mobile": True}),
        ("Mobile elsewhere", KORCE_SEAT, {"is_mobile": True, "municipality_code": KORCE}),
    ):
        make_placed_service(name, point, **columns)
    found = {"Near", "Nationwide", "Of the county", "Also serves", "Online", "Mobile"}
    assert set(find(within_km=5, from_municipality=TIRANE)) == found
    assert set(find(within_km=25, from_municipality=TIRANE)) == found | {"Too far"}


def reaches(kind: str, columns: dict[str, Any], home: MunicipalityRow, other: MunicipalityRow) -> bool:
    """Whether a service of this kind, at home here, serves another municipality."""
    if kind == "county":
        return other.county_code == home.county_code
    if kind == "codes":
        return bool({other.code, other.county_code} & set(columns["area_codes"]))
    return kind in {"national", "remote"}


def test_whatever_the_place_what_serves_it_never_vanishes(database: Database) -> None:
    """Area-wide and remote services are in every search that is bound to a place they serve."""
    dice, places = random.Random(4), list_municipalities()
    serves: dict[str, set[str]] = {row.code: set() for row in places}
    own: dict[str, set[str]] = {row.code: set() for row in places}
    for number in range(40):
        home = dice.choice(places)
        kind = dice.choice(("national", "county", "codes", "remote", "local"))
        other = dice.choice(places)
        offered: dict[str, dict[str, Any]] = {
            "national": {"area": Area.NATIONAL},
            "county": {"area": Area.COUNTY},
            "codes": {"area_codes": [other.code, dice.choice(places).county_code]},
            "remote": {"is_remote": True},
            "local": {},
        }
        columns = offered[kind]
        name = f"Qendra {number:02} {kind}"
        point = home.point if number % 3 else None
        make_placed_service(name, point, home.code, **columns)
        for row in places:
            reached = reaches(kind, columns, home, row)
            if reached or row.code == home.code:
                serves[row.code].add(name)
            if row.code == home.code and not reached:
                own[row.code].add(name)
    for row in dice.sample(places, 12):
        found = search_directory(DirectoryFilters(municipality_code=row.code), PageRequest(1, 100))
        assert {card.organisation_name for card in found.page.rows} == serves[row.code]
        around = search_directory(
            DirectoryFilters(from_municipality=row.code, within_km=5), PageRequest(1, 100)
        )
        names = {card.organisation_name for card in around.page.rows}
        assert {name for name in serves[row.code] if not name.endswith("local")} - names <= own[row.code]
        assert all(card.reach is not Reach.FAR for card in around.page.rows)


def test_many_hits_are_ordered_and_counted_like_few(database: Database) -> None:
    dice = random.Random(11)
    organisation = make_organisation("Qendra")
    for _number in range(3):
        place = make_location(
            organisation, point=(41.3275 + dice.gauss(0, 0.1), 19.8189 + dice.gauss(0, 0.1))
        )
        for _service in range(110):
            make_service(organisation, location_ids=(place,), listed=False)
    refresh_listing(db.session.scalars(select(Service.id)).all())
    filters = DirectoryFilters(from_municipality=TIRANE, sector=Sector.EMPLOYMENT)
    assert count_services(filters) == 330
    pages = [search_directory(filters, PageRequest(number, 100)).page for number in range(1, 5)]
    cards = [card for page in pages for card in page.rows]
    assert [len(page.rows) for page in pages] == [100, 100, 100, 30]
    assert [page.has_next for page in pages] == [True, True, True, False]
    assert len({card.service_id for card in cards}) == 330
    kms = [card.distance_km or 0 for card in cards]
    assert kms == sorted(kms)


def test_a_card_says_whether_people_wait(database: Database) -> None:
    service = make_placed_service(
        "Qendra Drita", TIRANE_SEAT, has_waiting_list=False, next_place_on=date(2027, 1, 4), waiting_days=12
    )
    (card,) = search_directory(DirectoryFilters(), PageRequest()).page.rows
    assert (card.has_waiting_list, card.next_place_on, card.waiting_days) == (False, date(2027, 1, 4), 12)
    held = get_service(service)
    assert held is not None
    assert held.has_waiting_list is False


def test_a_hit_says_open_until_when_and_what_is_unconfirmed(database: Database, browse: Browse) -> None:
    with clock.set_to(MONDAY_TEN):
        make_placed_service(
            "Qendra Drita",
            TIRANE_SEAT,
            opening_hours=WEEK,
            places_free=3,
            capacity_confirmed_at=MONDAY_TEN - timedelta(days=40),
            last_confirmed_at=MONDAY_TEN - timedelta(days=100),
        )
        make_placed_service("Zyra Jeta", TIRANE_SEAT, places_free=0, waiting_days=20)
        page = browse(make_actor(Role.SOCIAL_WORKER)).get("/providers")
    for text in (
        "Open now, until 16:00",
        "3 places free, unconfirmed",
        "not confirmed lately",
        "No free place",
        "about 20 days of waiting",
    ):
        assert text in page.text


def test_every_filter_stands_in_the_address_and_can_be_taken_out(database: Database, browse: Browse) -> None:
    make_placed_service("Qendra Drita", TIRANE_SEAT, is_remote=True, opening_hours=["mon 00:00-24:00"])
    query = "q=kurs&municipality=53&within=10&status=REF&remote=1&open=1"
    with clock.set_to(MONDAY_TEN):
        page = browse(make_actor(Role.SOCIAL_WORKER)).get(f"/providers?{query}")
    assert "Qendra Drita" in page.text
    assert '<p class="lead" role="status">1 service found</p>' in page.text
    assert 'value="REF" selected' in page.text
    assert 'id="open" name="open" value="1" checked' in page.text
    for chip in ("Tiranë", "Within 10 km", "Refugee", "By telephone or online", "Open now"):
        assert f'{chip}<span class="govuk-visually-hidden"> (remove)' in page.text


def test_what_a_keystroke_brings_is_small(database: Database, browse: Browse) -> None:
    for number in range(60):
        make_placed_service(
            f"Qendra e Formimit Profesional {number}",
            (41.33 + number / 1000, 19.82),
            opening_hours=WEEK,
            places_free=number,
            languages=["sq", "en", "prs", "ar"],
        )
    browser = browse(make_actor(Role.SOCIAL_WORKER))
    answer = browser.get(
        "/providers?q=kur", check=False, headers={"HX-Request": "true", "Accept-Encoding": "gzip"}
    )
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) <= 15 * 1024
