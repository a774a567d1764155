"""Geocoding: a geopy geocoder over the gazetteer that cannot reach a network, or another one by setting.

An outside geocoder may be asked for addresses of providers only, never for the address of a person.
"""

from collections.abc import Sequence
from typing import Any, NoReturn, Protocol, TypeAlias

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderServiceError
from geopy.geocoders import get_geocoder_for_service
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from app.kernel.text import fold
from app.places.domain import Closeness, PlaceKind
from app.places.queries import PlaceHit, PlaceRow, distance_km, get_municipality, list_places, search_places
from app.places.queries.nearest import flat_distance

USER_AGENT = "ura-referral-network"
COUNTRY = "Shqipëri"
_COUNTRY_WORDS = frozenset({"albania", "shqiperi", "shqiperia"})
_STREET_WORDS = frozenset(
    {"rruga", "rr", "rrugica", "bulevardi", "lagjja", "lagja", "sheshi", "pallati", "nr"}
)
_TRUSTED = Closeness.BEGINS
_MARGIN = 5

Located: TypeAlias = Location | list[Location] | None


class GeocoderSettings(Protocol):
    """What the choice of a geocoder depends on."""

    @property
    def geocoder(self) -> str: ...

    @property
    def geocoder_domain(self) -> str: ...


class NoNetworkAdapter(BaseSyncAdapter):
    """An adapter without a connection: whoever asks it for a page has a bug."""

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> NoReturn:
        raise GeocoderServiceError("the offline gazetteer has no network")

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> NoReturn:
        raise GeocoderServiceError("the offline gazetteer has no network")


class OfflineGazetteer(Geocoder):
    """Finds municipalities, towns and villages by name and by point: as exact as a place, not as a street.

    `Location.raw` has `kind`, `code`, `municipality_code` (None where the source does not say).
    """

    def __init__(self) -> None:
        super().__init__(user_agent=USER_AGENT, adapter_factory=NoNetworkAdapter)

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL, limit: int = 5
    ) -> Located:
        """The place that an address names. In `street, village, town` the town tells which village it is."""
        hits = _most_exact(_place_parts(query), limit)
        return _answer([_location_of_hit(hit) for hit in hits], exactly_one)

    def reverse(
        self, query: Any, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL, limit: int = 5
    ) -> Located:
        """The towns and villages nearest to a point; a neighbour may lie in another municipality."""
        point = Point(query)
        here = (point.latitude, point.longitude)
        near = sorted(list_places(), key=lambda row: (flat_distance(here, (row.lat, row.lon)), row.geonameid))
        measured = [(distance_km(here, (row.lat, row.lon)), row) for row in near[: limit + _MARGIN]]
        measured.sort(key=lambda pair: (pair[0], pair[1].geonameid))
        return _answer([_location_of_place(row, km) for km, row in measured[:limit]], exactly_one)


def get_geocoder(settings: GeocoderSettings) -> Geocoder:
    """The geocoder of the settings; offline unless they say otherwise."""
    if settings.geocoder == "offline":
        return OfflineGazetteer()
    options: dict[str, Any] = {"user_agent": USER_AGENT, "timeout": 5}
    if settings.geocoder_domain:
        options["domain"] = settings.geocoder_domain
    return get_geocoder_for_service(settings.geocoder)(**options)


def _place_parts(address: str) -> list[str]:
    """The parts of an address that can name a place, smallest first: no street, number, code or country."""
    parts = []
    for part in address.split(","):
        words = [word for word in fold(part).split() if not word.isdigit()]
        if words and words[0] not in _STREET_WORDS and not _COUNTRY_WORDS.issuperset(words):
            parts.append(" ".join(words))
    return parts


def _most_exact(parts: Sequence[str], limit: int) -> list[PlaceHit]:
    """The hits of the smallest part that lies in what the last part names, or else those of the last part."""
    if not parts:
        return []
    *smaller, last = parts
    around = search_places(last, limit)
    municipality_code = around[0].municipality_code if around else None
    for part in smaller:
        inside = [
            hit
            for hit in search_places(part, limit)
            if hit.closeness <= _TRUSTED and hit.municipality_code == municipality_code is not None
        ]
        if inside:
            return inside
    return around


def _answer(locations: list[Location], exactly_one: bool) -> Located:
    if not locations:
        return None
    return locations[0] if exactly_one else locations


def _location_of_hit(hit: PlaceHit) -> Location:
    raw = {"kind": hit.kind.value, "code": hit.code, "municipality_code": hit.municipality_code}
    is_municipality = hit.kind is PlaceKind.MUNICIPALITY
    address = _address(hit.name, None if is_municipality else hit.municipality_name)
    return Location(address, Point(hit.lat, hit.lon), {**raw, "closeness": hit.closeness.name.lower()})


def _location_of_place(row: PlaceRow, km: float) -> Location:
    municipality = get_municipality(row.municipality_code or "")
    address = _address(row.name, municipality.name_sq if municipality else None)
    raw = {"kind": "place", "code": str(row.geonameid), "municipality_code": row.municipality_code}
    return Location(address, Point(row.lat, row.lon), {**raw, "km": round(km, 3)})


def _address(name: str, municipality: str | None) -> str:
    return ", ".join(part for part in (name, municipality, COUNTRY) if part)
