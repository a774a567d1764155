"""Public places as points of GeoJSON (RFC 7946), with what is given there."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from app.feeds.domain.paging import PageAsked, envelope
from app.feeds.queries.gathering import list_kinds
from app.feeds.records.pages import Asked, Found
from app.feeds.records.parts import Record, told
from app.feeds.records.services import STATUSES
from app.feeds.words.service import in_both
from app.kernel import clock
from app.places.queries import get_municipality
from app.providers.domain import Sector, status_on
from app.providers.queries import publishing
from app.providers.queries.publishing import PointsWanted, PublishedKind, PublishedOffer, PublishedPlace
from app.providers.words import SECTORS

DEFAULT_POINTS, MOST_POINTS = 500, 1000


def points_page(asked: Asked) -> Found:
    """A FeatureCollection with the numbers of the page beside its features."""
    page = PageAsked(asked.get("page", 1), asked.get("per_page", DEFAULT_POINTS))
    box, sector = asked.get("bbox"), Sector(asked["sector"]) if "sector" in asked else None
    wanted = PointsWanted((box.west, box.south, box.east, box.north) if box else None, sector)
    total = publishing.count_published_points(wanted)
    places = publishing.list_published_points(wanted, page.offset, page.size) if total else []
    holders = publishing.list_organisation_names(dict.fromkeys(place.organisation_id for place in places))
    given, kinds = defaultdict[UUID, list[Record]](list), {kind.code: kind for kind in list_kinds()}
    for offer in publishing.list_published_offers_at([place.id for place in places], sector):
        given[offer.location_id].append(_given(offer, kinds))
    numbers = envelope(page, total, [_feature(place, given[place.id], holders) for place in places])
    features = numbers.pop("contents")
    return Found({"type": "FeatureCollection", **numbers, "features": features})


def _feature(place: PublishedPlace, given: list[Record], holders: Mapping[UUID, str]) -> Record:
    municipality = get_municipality(place.municipality_code)
    return {
        "type": "Feature",
        "id": str(place.id),
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": told(
            name=place.name or place.address,
            address=place.address,
            municipality_code=place.municipality_code,
            municipality=municipality.name_sq if municipality else "",
            county=municipality.county_name if municipality else "",
            organization_id=str(place.organisation_id),
            organization=holders.get(place.organisation_id, ""),
        )
        | {"services": given},
    }


def _given(offer: PublishedOffer, kinds: Mapping[str, PublishedKind]) -> Record:
    kind = kinds[offer.catalogue_code]
    name, _other = in_both(offer.name_sq, offer.name_en)
    return {
        "id": str(offer.id),
        "name": name or in_both(kind.name_sq, kind.name_en)[0],
        "sector": kind.sector.value,
        "sector_name": str(SECTORS[kind.sector]),
        "status": STATUSES[status_on(offer.status, offer.closed_from, offer.closed_until, clock.today())],
    }
