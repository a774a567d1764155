"""Points on the map of Albania: which can be, and how far around one to look."""

import math
from dataclasses import dataclass
from uuid import UUID, uuid5

_SERVICE_AT_LOCATION = UUID("4c0d8a52-7d0e-5f0b-9a0b-3d1f6f0f5c11")
LATITUDES = (39.6, 42.7)
LONGITUDES = (19.2, 21.1)


def check_coordinates(latitude: float | None, longitude: float | None) -> str | None:
    """The code of what is wrong with a pair of coordinates: `half`, `swapped`, `outside`; None when right."""
    if latitude is None and longitude is None:
        return None
    if latitude is None or longitude is None:
        return "coordinates_half"
    if _is_in_albania(latitude, longitude):
        return None
    return "coordinates_swapped" if _is_in_albania(longitude, latitude) else "coordinates_outside"


def _is_in_albania(latitude: float, longitude: float) -> bool:
    return LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]


def service_at_location_id(service_id: UUID, location_id: UUID) -> UUID:
    """The id of "this service at this place": the same for ever, also when the link is taken away and set again."""
    return uuid5(_SERVICE_AT_LOCATION, f"{service_id}/{location_id}")


KM_PER_DEGREE = 111.19


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map, in degrees."""

    latitude: float
    longitude: float

    @property
    def shrink(self) -> float:
        """How much shorter a degree of longitude is here than one of latitude."""
        return math.cos(math.radians(self.latitude))

    def flat_km(self, latitude: float, longitude: float) -> float:
        """How far another point is as if the country were flat: good for an order, not for showing."""
        north = latitude - self.latitude
        east = (longitude - self.longitude) * self.shrink
        return math.sqrt(north * north + east * east) * KM_PER_DEGREE

    def box(self, km: float) -> tuple[float, float, float, float]:
        """South, north, west and east of the square that holds the circle of so many kilometres."""
        high = km / KM_PER_DEGREE
        wide = high / self.shrink
        return (
            self.latitude - high,
            self.latitude + high,
            self.longitude - wide,
            self.longitude + wide,
        )
