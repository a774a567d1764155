import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places.boundaries import Area, path_of, roomiest_point, schematic_map, without_needless_corners
from app.places.data import rows_of

Point = tuple[int, int]
MAP = schematic_map()


def rings_of(path: str) -> list[list[Point]]:
    """The corners of a path of relative steps, as a drawing program reads it."""
    rings = []
    for part in path.split("M")[1:]:
        start, steps = part.rstrip("z").split("l")
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        x, y = map(int, start.split())
        ring = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


def size_of(ring: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))) / 2


def test_every_municipality_has_one_area() -> None:
    assert [area.code for area in MAP.areas] == [row["asr_code"] for row in rows_of("municipalities")]


def test_the_drawing_fits_its_box_and_is_small() -> None:
    corners = [corner for area in MAP.areas for ring in rings_of(area.path) for corner in ring]
    assert (MAP.width, MAP.view_box) == (400, f"0 0 400 {MAP.height}")
    assert min(x for x, _ in corners) >= 0
    assert max(x for x, _ in corners) <= MAP.width
    assert min(y for _, y in corners) >= 0
    assert max(y for _, y in corners) <= MAP.height
    assert sum(len(area.path) for area in MAP.areas) < 12_000


def test_neighbours_share_their_borders() -> None:
    """What the areas cover together is the country without gaps: outlines touch in common corners."""
    corners = Counter(
        corner for area in MAP.areas for corner in {c for ring in rings_of(area.path) for c in ring}
    )
    assert sum(1 for count in corners.values() if count > 1) > len(corners) / 2


def test_the_north_is_up_and_the_west_is_left() -> None:
    areas = {area.code: area for area in MAP.areas}
    tropoje, konispol, durres, korce = (areas[code] for code in ("41", "57", "10", "35"))
    assert tropoje.label_y < konispol.label_y
    assert durres.label_x < korce.label_x


def test_areas_keep_their_proportions() -> None:
    """Elbasan's stated area is 872 km², Kamëz's 37 km²: the drawing is schematic, not fantastic."""
    sizes = {area.code: sum(size_of(ring) for ring in rings_of(area.path)) for area in MAP.areas}
    assert 8 < sizes["15"] / sizes["50"] < 45


@pytest.mark.parametrize("area", MAP.areas, ids=lambda area: area.code)
def test_the_number_stands_inside_its_area(area: Area) -> None:
    ring = max(rings_of(area.path), key=size_of)
    sides = zip(ring, (*ring[1:], ring[0]), strict=True)
    y = area.label_y + 0.01
    to_the_left = sum(
        1
        for (ax, ay), (bx, by) in sides
        if (ay <= y) != (by <= y) and ax + (y - ay) * (bx - ax) / (by - ay) < area.label_x
    )
    assert to_the_left % 2 == 1


def test_every_tile_is_taken_once_and_in_the_grid() -> None:
    tiles = [(area.column, area.row) for area in MAP.areas]
    assert len(set(tiles)) == 61
    assert max(tiles)[0] == 6
    assert max(row for _, row in tiles) == 12


def test_needless_corners_are_left_out() -> None:
    square = [(0, 0), (5, 0), (5, 0), (10, 0), (10, 10), (0, 10), (0, 5), (0, 0)]
    assert without_needless_corners(square) == ((0, 0), (10, 0), (10, 10), (0, 10))


rings = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 900)), min_size=3, max_size=12, unique=True)


@given(rings)
def test_a_path_reads_back_to_its_ring(ring: list[Point]) -> None:
    assert rings_of(path_of(tuple(ring))) == [ring]


@given(rings)
def test_leaving_out_corners_keeps_the_size(ring: list[Point]) -> None:
    assert size_of(list(without_needless_corners([*ring, ring[0]]))) == size_of(ring)


def test_the_roomiest_point_avoids_the_thin_arm() -> None:
    """A hammer: a thin handle on the left, a block on the right."""
    hammer = ((0, 45), (80, 45), (80, 0), (120, 0), (120, 100), (80, 100), (80, 55), (0, 55))
    x, y = roomiest_point(hammer)
    assert 80 < x < 120
    assert 0 < y < 100
