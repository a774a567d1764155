"""Points in the country, on its shores, in the sea and beyond the border."""

import pytest

from app.places.data import rows_of
from app.places.queries.land import is_on_land


@pytest.mark.parametrize(
    ("table", "latitude", "longitude"),
    [("municipalities", "seat_lat", "seat_lon"), ("gazetteer", "lat", "lon")],
)
def test_every_known_place_is_on_land(table: str, latitude: str, longitude: str) -> None:
    points = [(float(row[latitude]), float(row[longitude])) for row in rows_of(table)]
    assert points
    assert not [point for point in points if not is_on_land(*point)]


@pytest.mark.parametrize(
    "point",
    [(41.30, 19.25), (40.70, 19.22), (39.75, 19.60), (42.62, 21.00), (41.99, 19.21)],
    ids=["off Durrës", "off Seman", "off Ksamil", "in Kosovo", "off Ulcinj"],
)
def test_what_lies_in_the_sea_or_beyond_the_border_is_not(point: tuple[float, float]) -> None:
    assert not is_on_land(*point)


def test_a_house_on_the_shore_of_durres_is_on_land() -> None:
    assert is_on_land(41.3075, 19.4440)
