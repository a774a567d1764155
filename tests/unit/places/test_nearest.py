from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places.queries import (
    distance_km,
    get_municipality,
    list_counties,
    list_municipalities,
    list_nearest_municipalities,
    list_places,
    nearest_municipality,
)
from tests.factories import TIRANE
from tests.factories.places import KAMEZ, make_atlas

points = st.tuples(st.floats(39.6, 42.7), st.floats(19.2, 21.1))


def test_the_distance_from_tirana_to_korca_is_known() -> None:
    tirane, korce = make_atlas().municipalities[TIRANE], make_atlas().municipalities["35"]
    assert distance_km(tirane.point, korce.point) == pytest.approx(113, abs=2)


@given(points)
def test_the_quick_order_agrees_with_the_exact_one(point: tuple[float, float]) -> None:
    exact = sorted(list_municipalities(), key=lambda row: (distance_km(point, row.point), row.code))
    assert [hit.municipality for hit in list_nearest_municipalities(point, 3)] == exact[:3]


def test_the_nearest_can_be_asked_among_some() -> None:
    tirane = make_atlas().municipalities[TIRANE]
    others = [row for row in list_municipalities() if row.code != TIRANE]
    [hit] = list_nearest_municipalities(tirane.point, 1, others)
    assert hit.municipality.code == KAMEZ
    assert 5 < hit.km < 10


def test_a_seat_is_nearest_to_itself() -> None:
    assert all(nearest_municipality(*row.point) == row for row in list_municipalities())


def test_the_lists_are_complete_and_ordered() -> None:
    assert [row.code for row in list_municipalities()] == [f"{number:02}" for number in range(1, 62)]
    assert len(list_counties()) == 12
    assert len(list_places()) == 419


def test_an_unknown_code_is_none() -> None:
    assert get_municipality("99") is None


@pytest.mark.parametrize(
    ("first", "last", "is_pilot"),
    [
        (None, None, False),
        (date(2026, 1, 1), None, True),
        (date(2026, 6, 1), None, True),
        (date(2026, 6, 2), None, False),
        (date(2026, 1, 1), date(2026, 6, 1), True),
        (date(2026, 1, 1), date(2026, 5, 31), False),
    ],
)
def test_a_pilot_lasts_from_its_first_to_its_last_day(
    first: date | None, last: date | None, is_pilot: bool
) -> None:
    row = replace(make_atlas().municipalities[TIRANE], pilot_from=first, pilot_to=last)
    assert row.is_pilot_on(date(2026, 6, 1)) is is_pilot
