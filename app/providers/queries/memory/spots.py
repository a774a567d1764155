"""The points of the directory in memory: in the order of their distance from where searches start."""

import math
from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator

from app.providers.domain import Point

LatLon = tuple[float, float]
# Sixty-one seats, and some readers who told where they are.
_ORIGINS_REMEMBERED = 80


class _Spot:
    """One point, and the slots of what is there; services of one house share theirs."""

    __slots__ = ("point", "slots")

    def __init__(self, point: LatLon) -> None:
        self.point = point
        self.slots: list[int] = []


class _Order:
    """All spots from one origin: how far, and which, nearest first."""

    __slots__ = ("_origin", "kms", "spots")

    def __init__(self, origin: LatLon, spots: Iterable[_Spot]) -> None:
        self._origin = Point(*origin)
        measured = sorted(((self.km(spot), spot) for spot in spots), key=lambda one: (one[0], one[1].point))
        self.kms = array("d", [km for km, _spot in measured])
        self.spots = [spot for _km, spot in measured]

    def km(self, spot: _Spot) -> float:
        return self._origin.flat_km(*spot.point)

    def add(self, spot: _Spot) -> None:
        km = self.km(spot)
        place = bisect_right(self.kms, km)
        self.kms.insert(place, km)
        self.spots.insert(place, spot)

    def remove(self, spot: _Spot) -> None:
        place = self.spots.index(spot, bisect_left(self.kms, self.km(spot)))
        self.kms.pop(place)
        self.spots.pop(place)


class Spots:
    """The points where something is."""

    def __init__(self) -> None:
        self._spots: dict[LatLon, _Spot] = {}
        self._orders: OrderedDict[LatLon, _Order] = OrderedDict()

    def add(self, point: LatLon, slot: int) -> None:
        spot = self._spots.get(point)
        if spot is None:
            spot = self._spots[point] = _Spot(point)
            for order in self._orders.values():
                order.add(spot)
        spot.slots.append(slot)

    def remove(self, point: LatLon, slot: int) -> None:
        spot = self._spots[point]
        spot.slots.remove(slot)
        if not spot.slots:
            del self._spots[point]
            for order in self._orders.values():
                order.remove(spot)

    def walk(
        self, origin: LatLon, beyond: float = -1.0, up_to: float = math.inf
    ) -> Iterator[tuple[float, list[int]]]:
        """Kilometres (as if the country were flat) and slots, nearest first, of the points between two circles."""
        order = self._order(origin)
        first, end = bisect_right(order.kms, beyond), bisect_right(order.kms, up_to)
        for place in range(first, end):
            yield order.kms[place], order.spots[place].slots

    def _order(self, origin: LatLon) -> _Order:
        known = self._orders.get(origin)
        if known is None:
            known = self._orders[origin] = _Order(origin, self._spots.values())
            if len(self._orders) > _ORIGINS_REMEMBERED:
                self._orders.popitem(last=False)
        return known
