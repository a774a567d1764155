"""Whether a point lies in the country or beside it: in the sea, or beyond the border."""

import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from app.places.data import shapes_of

_SHAPES = "municipalities_schematic"
_KM_PER_DEGREE = 111.19
# The areas are schematic: a house on the shore may lie a little beside them.
_TOLERANCE_KM = 3.0

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Outline:
    """One ring of corners (longitude, latitude), and the box around it with the tolerance."""

    corners: tuple[Corner, ...]
    west: float
    south: float
    east: float
    north: float

    @classmethod
    def of(cls, corners: tuple[Corner, ...]) -> "_Outline":
        longitudes, latitudes = [lon for lon, _lat in corners], [lat for _lon, lat in corners]
        high = _TOLERANCE_KM / _KM_PER_DEGREE
        wide = high / math.cos(math.radians(max(latitudes)))
        return cls(
            corners,
            min(longitudes) - wide,
            min(latitudes) - high,
            max(longitudes) + wide,
            max(latitudes) + high,
        )

    def is_near(self, latitude: float, longitude: float) -> bool:
        """Inside, or nearer to an edge than the tolerance."""
        if not (self.west <= longitude <= self.east and self.south <= latitude <= self.north):
            return False
        edges = list(pairwise(self.corners))
        crossed = sum(_is_crossed(start, end, latitude, longitude) for start, end in edges)
        return crossed % 2 == 1 or any(
            _km_to_edge(start, end, latitude, longitude) <= _TOLERANCE_KM for start, end in edges
        )


def is_on_land(latitude: float, longitude: float) -> bool:
    """Whether a point lies in Albania, give or take three kilometres; degrees."""
    return any(outline.is_near(latitude, longitude) for outline in _outlines())


@cache
def _outlines() -> tuple[_Outline, ...]:
    return tuple(
        _Outline.of(tuple((lon, lat) for lon, lat in ring))
        for shape in shapes_of(_SHAPES)
        for polygon in _polygons(shape["geometry"])
        for ring in polygon
    )


def _polygons(geometry: dict[str, Any]) -> list[list[list[list[float]]]]:
    coordinates: list[Any] = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


def _is_crossed(start: Corner, end: Corner, latitude: float, longitude: float) -> bool:
    """Whether a line from the point to the east crosses an edge."""
    (from_lon, from_lat), (to_lon, to_lat) = start, end
    if (from_lat > latitude) == (to_lat > latitude):
        return False
    return longitude < from_lon + (latitude - from_lat) / (to_lat - from_lat) * (to_lon - from_lon)


def _km_to_edge(start: Corner, end: Corner, latitude: float, longitude: float) -> float:
    """How far a point is from an edge, as if the country were flat."""
    shrink = math.cos(math.radians(latitude))
    from_x, from_y = (start[0] - longitude) * shrink, start[1] - latitude
    along_x, along_y = (end[0] - start[0]) * shrink, end[1] - start[1]
    length = along_x * along_x + along_y * along_y
    share = -(from_x * along_x + from_y * along_y) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return math.hypot(from_x + share * along_x, from_y + share * along_y) * _KM_PER_DEGREE
