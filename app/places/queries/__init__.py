"""Reading of the reference data, from the copy that each process keeps in memory; changes nothing."""

from app.places.queries.atlas import (
    CountyRow,
    MunicipalityRow,
    PlaceRow,
    forget_atlas,
    get_municipality,
    list_counties,
    list_municipalities,
    list_places,
)
from app.places.queries.land import is_on_land
from app.places.queries.nearest import Distant, distance_km, list_nearest_municipalities, nearest_municipality
from app.places.queries.search import PlaceHit, search_places

__all__ = [
    "CountyRow",
    "Distant",
    "MunicipalityRow",
    "PlaceHit",
    "PlaceRow",
    "distance_km",
    "forget_atlas",
    "get_municipality",
    "is_on_land",
    "list_counties",
    "list_municipalities",
    "list_nearest_municipalities",
    "list_places",
    "nearest_municipality",
    "search_places",
]
