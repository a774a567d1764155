"""Distances: how far two points are apart and whose seat is near; never in which area a point lies."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from geopy.distance import geodesic

from app.places.queries.atlas import MunicipalityRow, list_municipalities

LatLon: TypeAlias = tuple[float, float]

# The flat order can swap neighbours at nearly equal distances: so many more are measured exactly.
_MARGIN = 5


@dataclass(frozen=True, slots=True)
class Distant:
    """A municipality and how far its seat is, in kilometres."""

    municipality: MunicipalityRow
    km: float


def distance_km(a: LatLon, b: LatLon) -> float:
    """Kilometres between two points (latitude, longitude) on the ellipsoid."""
    return float(geodesic(a, b).kilometers)


def flat_distance(a: LatLon, b: LatLon) -> float:
    """A cheap measure that grows with the distance inside a small country: for ordering, not for showing."""
    east = (a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(a[0] - b[0], east)


def list_nearest_municipalities(
    point: LatLon, limit: int, among: Iterable[MunicipalityRow] | None = None
) -> list[Distant]:
    """The municipalities whose seats are nearest to a point, nearest first; of all, or of some."""
    choice = list_municipalities() if among is None else among
    near = sorted(choice, key=lambda row: (flat_distance(point, row.point), row.code))[: limit + _MARGIN]
    measured = (Distant(row, _measure(point, row.point)) for row in near)
    return sorted(measured, key=lambda hit: (hit.km, hit.municipality.code))[:limit]


# The same seats are asked for again and again: one exact distance costs more than the rest of the answer.
_measure = lru_cache(maxsize=4096)(distance_km)


def nearest_municipality(lat: float, lon: float) -> MunicipalityRow | None:
    """The municipality whose seat is nearest: a suggestion to be confirmed, not where the point lies."""
    found = list_nearest_municipalities((lat, lon), 1)
    return found[0].municipality if found else None
