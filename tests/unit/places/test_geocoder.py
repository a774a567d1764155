from types import SimpleNamespace
from typing import Any

import pytest
from geopy.exc import GeocoderServiceError
from geopy.geocoders import Nominatim, Pelias, Photon

from app.config import Settings
from app.places.geocoder import GeocoderSettings, OfflineGazetteer, get_geocoder
from app.places.queries import distance_km


@pytest.fixture
def gazetteer() -> Any:
    return OfflineGazetteer()


@pytest.mark.parametrize(
    ("address", "found", "municipality_code"),
    [
        ("Shkodra", "Shkodër, Shqipëri", "48"),
        ("Rruga e Kavajës 12, 1001 Tiranë, Shqipëri", "Tiranë, Shqipëri", "53"),
        ("Korca 7001, Albania", "Korçë, Shqipëri", "35"),
        ("Lumas, Cërrik", "Lumas, Cërrik, Shqipëri", "14"),
        ("Fushë-Krujë, Krujë", "Fushë-Krujë, Krujë, Shqipëri", "11"),
    ],
)
def test_it_finds_the_place_of_an_address(
    gazetteer: Any, address: str, found: str, municipality_code: str
) -> None:
    location = gazetteer.geocode(address)
    assert (location.address, location.raw["municipality_code"]) == (found, municipality_code)


@pytest.mark.parametrize("address", ["", ",,", "Shqipëri", "Rruga e Durrësit 5", "12345"])
def test_an_address_without_a_place_is_not_guessed(gazetteer: Any, address: str) -> None:
    assert gazetteer.geocode(address) is None
    assert gazetteer.geocode(address, exactly_one=False) is None


def test_it_offers_several_when_asked(gazetteer: Any) -> None:
    locations = gazetteer.geocode("Fushë", exactly_one=False, limit=3)
    assert len(locations) == 3


def test_a_point_is_answered_with_the_nearest_places(gazetteer: Any) -> None:
    here = (41.33, 19.82)
    locations = gazetteer.reverse(here, exactly_one=False, limit=4)
    kilometres = [distance_km(here, (place.latitude, place.longitude)) for place in locations]
    assert locations[0].raw["municipality_code"] == "53"
    assert kilometres == sorted(kilometres)
    assert [place.raw["km"] for place in locations] == [round(km, 3) for km in kilometres]
    assert gazetteer.reverse(here).address == locations[0].address


def test_it_cannot_reach_a_network(gazetteer: Any) -> None:
    with pytest.raises(GeocoderServiceError):
        gazetteer._call_geocoder("https://geo.example/", lambda answer: answer)
    with pytest.raises(GeocoderServiceError):
        gazetteer._call_geocoder("https://geo.example/", lambda answer: answer, is_json=False)


def test_it_is_offline_unless_the_settings_say_otherwise() -> None:
    assert isinstance(get_geocoder(Settings()), OfflineGazetteer)


@pytest.mark.parametrize(("name", "kind"), [("nominatim", Nominatim), ("photon", Photon), ("pelias", Pelias)])
def test_another_geocoder_is_chosen_by_setting(name: str, kind: type) -> None:
    settings: GeocoderSettings = SimpleNamespace(geocoder=name, geocoder_domain="geo.example")
    chosen: Any = get_geocoder(settings)
    assert isinstance(chosen, kind)
    assert vars(chosen)["domain"] == "geo.example"
