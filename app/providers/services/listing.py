"""Keeps the read side of the directory true: writes its rows anew from the registry, in the same transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, insert, select

from app.kernel.db import db
from app.kernel.ids import new_id
from app.kernel.scope import unscoped
from app.kernel.text import fold
from app.places.queries import get_municipality
from app.providers.domain import Area, ServiceStatus, Status, Tier, search_words, why_not_referable
from app.providers.models import (
    CatalogueEntry,
    Location,
    Organisation,
    Service,
    ServiceAtLocation,
    ServiceListing,
    ServiceListingToken,
)

_BATCH = 500
_WHY = unscoped("the directory is derived from all entries")
_MARK = {**_WHY, "synchronize_session": False}


def refresh_listing(service_ids: Collection[UUID]) -> frozenset[str]:
    """Write the directory rows of these services anew; returns the municipalities that lost or gained rows."""
    touched: set[str] = set()
    db.session.flush()
    for ids in _batches(service_ids):
        touched.update(_municipalities_listed(ids))
        db.session.execute(
            delete(ServiceListing).where(ServiceListing.service_id.in_(ids)), execution_options=_MARK
        )
        words = delete(ServiceListingToken).where(ServiceListingToken.service_id.in_(ids))
        db.session.execute(words, execution_options=_MARK)
        rows, tokens = _build(ids)
        if rows:
            db.session.execute(insert(ServiceListing), rows, execution_options=_WHY)
            db.session.execute(insert(ServiceListingToken), tokens, execution_options=_WHY)
        touched.update(row["municipality_code"] for row in rows)
    return frozenset(touched)


def _batches(service_ids: Collection[UUID]) -> Iterator[list[UUID]]:
    ids = list(dict.fromkeys(service_ids))
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _municipalities_listed(ids: Sequence[UUID]) -> Sequence[str]:
    listed = select(ServiceListing.municipality_code).where(ServiceListing.service_id.in_(ids)).distinct()
    return db.session.scalars(listed, execution_options=_WHY).all()


def _build(ids: Sequence[UUID]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    places, no_place = _places_of(ids), [None]
    rows: list[dict[str, Any]] = []
    tokens: list[dict[str, Any]] = []
    for service in _listable(ids):
        here = [_row(service, place) for place in places.get(service.id, no_place)]
        rows.extend(here)
        tokens.extend({"token": word, "service_id": service.id} for word in _words(service, here))
    return rows, tokens


def _listable(ids: Sequence[UUID]) -> Sequence[Row[*tuple[Any, ...]]]:
    columns = select(
        Service.id,
        Service.organisation_id,
        Service.catalogue_code,
        Service.tier,
        Service.status,
        Service.name_sq,
        Service.name_en,
        Service.languages,
        Service.has_interpreter,
        Service.asks_for,
        Service.places_free,
        Service.last_confirmed_at,
        Service.area,
        Service.is_remote,
        Organisation.name.label("organisation_name"),
        Organisation.other_names,
        Organisation.municipality_code,
        CatalogueEntry.name_sq.label("catalogue_sq"),
        CatalogueEntry.name_en.label("catalogue_en"),
        CatalogueEntry.sector,
        CatalogueEntry.is_information_only,
    )
    joined = columns.join(Organisation, Organisation.id == Service.organisation_id).join(
        CatalogueEntry, CatalogueEntry.code == Service.catalogue_code
    )
    standing = joined.where(
        Service.id.in_(ids), Organisation.status == Status.APPROVED, Service.status != ServiceStatus.CLOSED
    )
    return db.session.execute(standing.order_by(Service.id), execution_options=_WHY).all()


def _places_of(ids: Sequence[UUID]) -> dict[UUID, list[Row[*tuple[Any, ...]]]]:
    found = (
        select(
            ServiceAtLocation.service_id,
            Location.id,
            Location.name,
            Location.municipality_code,
            Location.latitude,
            Location.longitude,
        )
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(ServiceAtLocation.service_id.in_(ids))
        .order_by(Location.id)
    )
    places: dict[UUID, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in db.session.execute(found, execution_options=_WHY):
        places[row.service_id].append(row)
    return places


def _row(service: Row[*tuple[Any, ...]], place: Row[*tuple[Any, ...]] | None) -> dict[str, Any]:
    # A sealed service has no point in the directory, whoever looks: a distance would give it away.
    shown = place if service.tier != Tier.SEALED else None
    code = place.municipality_code if place else service.municipality_code
    municipality = get_municipality(code)
    hindrance = why_not_referable(
        Tier(service.tier),
        ServiceStatus(service.status),
        is_listed=True,
        is_information_only=service.is_information_only,
    )
    return {
        "id": new_id(),
        "service_id": service.id,
        "organisation_id": service.organisation_id,
        "location_id": shown.id if shown else None,
        "organisation_name": service.organisation_name,
        "sort_name": fold(service.organisation_name),
        "name_sq": service.name_sq or service.catalogue_sq,
        "name_en": service.name_en or service.name_sq or service.catalogue_en,
        "sector": service.sector,
        "catalogue_code": service.catalogue_code,
        "municipality_code": code,
        "county_code": municipality.county_code if municipality else "",
        "latitude": shown.latitude if shown else None,
        "longitude": shown.longitude if shown else None,
        "tier": service.tier,
        "is_open": service.status == ServiceStatus.ACTIVE,
        "hindrance": hindrance or "",
        "languages": codes_text(service.languages),
        "has_interpreter": service.has_interpreter,
        "asks_for": codes_text(service.asks_for),
        "places_free": service.places_free,
        "last_confirmed_at": service.last_confirmed_at,
        "area": service.area or Area.MUNICIPALITY,
        "is_remote": service.is_remote,
    }


def codes_text(codes: Iterable[str]) -> str:
    """Codes between blanks, so that one can be looked for without reading JSON."""
    joined = " ".join(codes)
    return f" {joined} " if joined else ""


def _words(service: Row[*tuple[Any, ...]], rows: Sequence[dict[str, Any]]) -> list[str]:
    municipalities = (get_municipality(code) for code in {row["municipality_code"] for row in rows})
    texts = (
        service.organisation_name,
        *service.other_names,
        service.catalogue_sq,
        service.catalogue_en,
        service.name_sq,
        service.name_en,
        service.catalogue_code.replace("-", ""),
        *(municipality.name_sq for municipality in municipalities if municipality),
    )
    return search_words(" ".join(texts))
