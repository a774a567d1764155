import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Refused
from app.providers import domain
from app.providers.domain import Decision, Point, ServiceStatus, Status, Tier

CATALOGUE = Path(domain.__file__).parents[1] / "data" / "services.csv"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def _rows() -> list[dict[str, str]]:
    with CATALOGUE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_catalogue_has_94_services_each_with_a_sector_a_tier_and_both_names() -> None:
    rows = _rows()
    assert len(rows) == len({row["code"] for row in rows}) == 94
    for row in rows:
        assert row["sector"] in domain.SECTOR_OF
        assert row["sensitivity"] in domain.TIER_OF_SENSITIVITY
        assert row["sq"]
        assert row["en"]


def test_every_main_sector_holds_services() -> None:
    assert {domain.SECTOR_OF[row["sector"]] for row in _rows()} == set(domain.Sector)


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("decision", list(Decision))
def test_only_the_decisions_of_the_table_can_be_taken(status: Status, decision: Decision) -> None:
    if (status, decision) in domain.DECISIONS:
        assert domain.decide(status, decision, "a reason") is domain.DECISIONS[status, decision]
        return
    with pytest.raises(Refused) as refusal:
        domain.decide(status, decision, "a reason")
    assert refusal.value.code == "provider_decision_not_from_here"


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_declining_needs_a_reason(reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        domain.decide(Status.PENDING, Decision.DECLINE, reason)
    assert refusal.value.code == "reason_missing"


def test_a_sealed_service_cannot_be_referred_to_whatever_its_state() -> None:
    for status in ServiceStatus:
        assert domain.why_not_referable(Tier.SEALED, status, is_listed=True) == "sealed_service"


@pytest.mark.parametrize(
    ("tier", "status", "listed", "information", "code"),
    [
        (Tier.NETWORK, ServiceStatus.ACTIVE, True, False, None),
        (Tier.RESTRICTED, ServiceStatus.ACTIVE, True, False, None),
        (Tier.PUBLIC, ServiceStatus.ACTIVE, True, True, "information_only"),
        (Tier.NETWORK, ServiceStatus.CLOSED, True, False, "service_closed"),
        (Tier.NETWORK, ServiceStatus.ACTIVE, False, False, "service_closed"),
        (Tier.NETWORK, ServiceStatus.TEMPORARILY_CLOSED, True, False, "service_temporarily_closed"),
    ],
)
def test_what_stands_against_a_referral_has_a_code(
    tier: Tier, status: ServiceStatus, listed: bool, information: bool, code: str | None
) -> None:
    assert domain.why_not_referable(tier, status, is_listed=listed, is_information_only=information) == code


@pytest.mark.parametrize(("days", "fresh"), [(0, True), (90, True), (91, False)])
def test_a_confirmation_lasts_ninety_days(days: int, fresh: bool) -> None:
    assert domain.is_fresh(NOW - timedelta(days=days), NOW) is fresh


def test_what_was_never_confirmed_is_not_fresh() -> None:
    assert not domain.is_fresh(None, NOW)


@pytest.mark.parametrize(
    ("total", "free", "problem"),
    [
        (None, None, {}),
        (10, 10, {}),
        (None, 3, {}),
        (10, 11, "more_free_than_places"),
        (None, -1, "negative"),
    ],
)
def test_free_places_fit_the_places(
    total: int | None, free: int | None, problem: dict[str, str] | str
) -> None:
    wanted = {"places_free": problem} if isinstance(problem, str) else problem
    assert domain.check_places(total, free) == wanted


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (41.3275, 19.8189, None),
        (None, None, None),
        (41.3, None, "coordinates_half"),
        (19.8189, 41.3275, "coordinates_swapped"),
        (41.3, 18.0, "coordinates_outside"),
        (0.0, 0.0, "coordinates_outside"),
    ],
)
def test_a_point_lies_in_albania_and_swapped_numbers_are_noticed(
    latitude: float | None, longitude: float | None, code: str | None
) -> None:
    assert domain.check_coordinates(latitude, longitude) == code


@given(
    st.floats(*(39.6, 42.7)),
    st.floats(*(19.2, 21.1)),
    st.floats(min_value=0.1, max_value=300),
    st.floats(0, 6.283),
)
def test_the_box_holds_the_whole_circle(latitude: float, longitude: float, km: float, angle: float) -> None:
    import math

    origin = Point(latitude, longitude)
    south, north, west, east = origin.box(km)
    high = km * 0.999 / domain.KM_PER_DEGREE
    on_circle = (latitude + high * math.sin(angle), longitude + high * math.cos(angle) / origin.shrink)
    assert south <= on_circle[0] <= north
    assert west <= on_circle[1] <= east
    assert origin.flat_km(*on_circle) <= km


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("069 234 5678", "+355692345678"),
        ("+355 69 234 5678", "+355692345678"),
        ("00355 69 2345678", "+355692345678"),
        ("+355 (0) 4 223 4567", "+35542234567"),
        ("04 223 4567", "+35542234567"),
        ("116 117", "116117"),
        ("127", "127"),
        ("+39 06 1234567", "+39061234567"),
        ("12", None),
        ("call me", None),
        ("+355 12", None),
    ],
)
def test_a_telephone_number_is_kept_in_one_spelling(typed: str, kept: str | None) -> None:
    assert domain.normalise_phone(typed) == kept


@given(st.text(max_size=40))
def test_a_kept_telephone_number_is_kept_as_it_is(typed: str) -> None:
    kept = domain.normalise_phone(typed)
    assert kept is None or domain.normalise_phone(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("www.example.org", "https://www.example.org"),
        ("http://example.org/a", "http://example.org/a"),
        ("javascript://example.org", None),
        ("just words", None),
    ],
)
def test_a_web_address_is_http_or_nothing(typed: str, kept: str | None) -> None:
    assert domain.normalise_web_address(typed) == kept


def test_words_meet_whatever_their_ending_and_accents() -> None:
    assert domain.search_words("Kursi i Gjuhës Shqipe") == domain.search_words("kurs gjuhe shqip")
    assert domain.search_words("Ndihmë juridike") == domain.search_words("ndihma juridik")


@given(st.text(max_size=10_000))
def test_only_so_much_of_what_is_typed_is_read(typed: str) -> None:
    words = domain.typed_words(typed)
    assert len(words) <= 8
    assert all(word.isascii() and "%" not in word and "_" not in word for word in words)
