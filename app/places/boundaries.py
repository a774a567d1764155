"""The map of the municipalities: schematic areas as short SVG paths and a tile grid; not official boundaries.

Longitudes are squeezed by the cosine of the middle latitude; each corner is rounded by itself,
so that neighbours keep sharing the same border.
"""

import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from app.places.data import rows_of, shapes_of

WIDTH = 400
_SHAPES = "municipalities_schematic"
_EDGE = 2
_SCAN_LINES = 24
_FLATTER = 3  # a number is about that much wider than half its height

Point = tuple[int, int]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """One municipality on the map: its outline, where a short text has most room, and its tile."""

    code: str
    path: str
    label_x: int
    label_y: int
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class SchematicMap:
    """All areas by municipality code, and the size of the drawing."""

    width: int
    height: int
    areas: tuple[Area, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


@cache
def schematic_map() -> SchematicMap:
    """The map, drawn once in a process from the files of the package."""
    shapes = {shape["properties"]["name_sq"]: _rings(shape["geometry"]) for shape in shapes_of(_SHAPES)}
    project = _Projection.fitting([corner for rings in shapes.values() for ring in rings for corner in ring])
    tiles = {row["asr_code"]: (int(row["col"]), int(row["row"])) for row in rows_of("tilegrid")}
    areas = []
    for row in rows_of("municipalities"):
        code, corners = row["asr_code"], shapes[row["name_sq"]]
        rings = [without_needless_corners([project.to_units(corner) for corner in ring]) for ring in corners]
        label = roomiest_point(max(rings, key=_size))
        areas.append(Area(code, "".join(path_of(ring) for ring in rings), *label, *tiles[code]))
    return SchematicMap(WIDTH, project.height, tuple(areas))


@dataclass(frozen=True, slots=True)
class _Projection:
    """From degrees to units of the drawing; y grows to the south."""

    west: float
    north: float
    per_lon: float
    per_lat: float
    height: int

    @classmethod
    def fitting(cls, corners: list[tuple[float, float]]) -> "_Projection":
        lons, lats = [lon for lon, _ in corners], [lat for _, lat in corners]
        squeeze = math.cos(math.radians((min(lats) + max(lats)) / 2))
        per_lat = (WIDTH - 2 * _EDGE) / ((max(lons) - min(lons)) * squeeze)
        height = math.ceil((max(lats) - min(lats)) * per_lat) + 2 * _EDGE
        return cls(min(lons), max(lats), per_lat * squeeze, per_lat, height)

    def to_units(self, corner: tuple[float, float]) -> Point:
        x, y = (corner[0] - self.west) * self.per_lon, (self.north - corner[1]) * self.per_lat
        return round(x) + _EDGE, round(y) + _EDGE


def _rings(geometry: dict[str, Any]) -> list[list[tuple[float, float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[(lon, lat) for lon, lat in ring] for polygon in polygons for ring in polygon]


def without_needless_corners(corners: list[Point]) -> Ring:
    """A ring without closing point, doubles and corners on a straight line: what is drawn stays the same."""
    ring: list[Point] = []
    for corner in corners:
        if not ring or corner != ring[-1]:
            ring.append(corner)
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    neighbours = zip((ring[-1], *ring), ring, (*ring[1:], ring[0]), strict=False)
    return tuple(here for before, here, after in neighbours if not _is_straight(before, here, after))


def _is_straight(before: Point, here: Point, after: Point) -> bool:
    """Whether a corner lies on the way from one neighbour to the other."""
    a, b = (here[0] - before[0], here[1] - before[1]), (after[0] - here[0], after[1] - here[1])
    return a[0] * b[1] == a[1] * b[0] and a[0] * b[0] + a[1] * b[1] > 0


def path_of(ring: Ring) -> str:
    """A ring as an SVG path of relative whole numbers."""
    steps = "".join(_step(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ring))
    return f"M{ring[0][0]} {ring[0][1]}l{steps.strip()}z"


def _step(dx: int, dy: int) -> str:
    # A minus sign separates two numbers as well as a blank does.
    return f" {dx} {dy}".replace(" -", "-")


def _size(ring: Ring) -> int:
    """Twice the area inside a ring."""
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True)))


def roomiest_point(ring: Ring) -> Point:
    """A point with much room around it, more to the sides than above and below, as a printed number needs."""
    ys = [y for _, y in ring]
    low, span = min(ys), max(ys) - min(ys)
    turned = tuple((y, x) for x, y in ring)
    best = (-1.0, 0.0, 0.0)
    for number in range(1, _SCAN_LINES):
        y = low + span * number / _SCAN_LINES
        crossings = _crossings(ring, y)
        for left, right in zip(crossings[::2], crossings[1::2], strict=True):
            x = (left + right) / 2
            above_and_below = min(abs(y - other) for other in _crossings(turned, x))
            best = max(best, (min(right - left, _FLATTER * above_and_below), x, y))
    return round(best[1]), round(best[2])


def _crossings(ring: Ring, y: float) -> list[float]:
    """Where a level line crosses the ring, from left to right."""
    return sorted(
        ax + (y - ay) * (bx - ax) / (by - ay)
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (ay <= y) != (by <= y)
    )
