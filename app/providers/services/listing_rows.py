"""What a row of the directory says of a service at a place, worked out from the registry; it writes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from app.kernel.db import db
from app.kernel.ids import new_id
from app.kernel.scope import unscoped
from app.kernel.text import fold
from app.places.queries import get_municipality
from app.providers.domain import (
    Accessibility,
    Area,
    ServiceStatus,
    Status,
    Tier,
    search_words,
    why_not_referable,
)
from app.providers.models import CatalogueEntry, Location, Organisation, Service, ServiceAtLocation

AnyRow = Row[*tuple[Any, ...]]
_WHY = unscoped("the directory is derived from all entries")
# What the directory says in the same words as the service itself.
_AS_IT_IS = (
    *("organisation_id", "organisation_name", "catalogue_code", "sector", "tier", "has_interpreter"),
    *("places_free", "capacity_unit", "capacity_confirmed_at", "last_confirmed_at", "is_remote", "is_mobile"),
    *("minimum_age", "maximum_age", "observes_holidays", "has_waiting_list", "waiting_days", "next_place_on"),
    *("closed_from", "closed_until"),
)
_COLUMNS = (
    Service.id,
    Service.organisation_id,
    Service.catalogue_code,
    Service.tier,
    Service.status,
    Service.name_sq,
    Service.name_en,
    Service.languages,
    Service.interpreter_languages,
    Service.has_interpreter,
    Service.asks_for,
    Service.places_free,
    Service.capacity_unit,
    Service.capacity_confirmed_at,
    Service.last_confirmed_at,
    Service.area,
    Service.area_codes,
    Service.is_remote,
    Service.is_mobile,
    Service.opening_hours,
    Service.opening_exceptions,
    Service.observes_holidays,
    Service.has_waiting_list,
    Service.waiting_days,
    Service.next_place_on,
    Service.legal_statuses,
    Service.minimum_age,
    Service.maximum_age,
    Service.closed_from,
    Service.closed_until,
    Organisation.name.label("organisation_name"),
    Organisation.other_names,
    Organisation.municipality_code,
    CatalogueEntry.name_sq.label("catalogue_sq"),
    CatalogueEntry.name_en.label("catalogue_en"),
    CatalogueEntry.sector,
    CatalogueEntry.is_information_only,
)


def build_rows(service_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """The rows of those services that stand in the directory: one for each place, or one without a place."""
    places = _places_of(service_ids)
    return [
        _row(service, place)
        for service in _listable(service_ids)
        for place in places.get(service.id, (None,))
    ]


def codes_text(codes: Iterable[str]) -> str:
    """Codes between blanks, each once."""
    joined = " ".join(dict.fromkeys(codes))
    return f" {joined} " if joined else ""


def _listable(ids: Sequence[UUID]) -> Sequence[AnyRow]:
    joined = (
        select(*_COLUMNS)
        .join(Organisation, Organisation.id == Service.organisation_id)
        .join(CatalogueEntry, CatalogueEntry.code == Service.catalogue_code)
    )
    standing = joined.where(
        Service.id.in_(ids), Organisation.status == Status.APPROVED, Service.status != ServiceStatus.CLOSED
    )
    return db.session.execute(standing.order_by(Service.id), execution_options=_WHY).all()


def _places_of(ids: Sequence[UUID]) -> dict[UUID, list[AnyRow]]:
    found = (
        select(
            ServiceAtLocation.service_id,
            ServiceAtLocation.opening_hours,
            Location.id,
            Location.municipality_code,
            Location.latitude,
            Location.longitude,
            Location.accessibility,
        )
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(ServiceAtLocation.service_id.in_(ids))
        .order_by(Location.id)
    )
    places: dict[UUID, list[AnyRow]] = defaultdict(list)
    for row in db.session.execute(found, execution_options=_WHY):
        places[row.service_id].append(row)
    return places


def _row(service: AnyRow, place: AnyRow | None) -> dict[str, Any]:
    code = place.municipality_code if place else service.municipality_code
    municipality = get_municipality(code)
    hours = (place.opening_hours if place else None) or service.opening_hours
    return {
        **{name: getattr(service, name) for name in _AS_IT_IS},
        **_standing(service),
        # A sealed service has no point in the directory, whoever looks: a distance would give it away.
        **_point(place if service.tier != Tier.SEALED else None),
        "id": new_id(),
        "service_id": service.id,
        "sort_name": fold(service.organisation_name),
        "name_sq": service.name_sq or service.catalogue_sq,
        "name_en": service.name_en or service.name_sq or service.catalogue_en,
        "municipality_code": code,
        "county_code": municipality.county_code if municipality else "",
        "words": " ".join(_words(service, municipality.name_sq if municipality else "")),
        "languages": codes_text([*service.languages, *service.interpreter_languages]),
        "asks_for": codes_text(service.asks_for),
        "area": service.area or Area.MUNICIPALITY,
        "area_codes": codes_text(service.area_codes),
        "legal_statuses": codes_text(service.legal_statuses),
        "opening_hours": "\n".join(hours),
        "opening_exceptions": "\n".join(service.opening_exceptions),
    }


def _standing(service: AnyRow) -> dict[str, Any]:
    """How it stands apart from a closure with dates, which counts by the day of the reading."""
    has_dates = service.closed_from is not None or service.closed_until is not None
    status = ServiceStatus.ACTIVE if has_dates else ServiceStatus(service.status)
    hindrance = why_not_referable(
        Tier(service.tier), status, is_listed=True, is_information_only=service.is_information_only
    )
    return {"is_open": status is ServiceStatus.ACTIVE, "hindrance": hindrance or ""}


def _point(place: AnyRow | None) -> dict[str, Any]:
    if place is None:
        return {
            "location_id": None,
            "latitude": None,
            "longitude": None,
            "is_wheelchair_accessible": False,
        }
    return {
        "location_id": place.id,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "is_wheelchair_accessible": Accessibility.WHEELCHAIR in place.accessibility,
    }


def _words(service: AnyRow, municipality: str) -> list[str]:
    texts = (
        service.organisation_name,
        *service.other_names,
        service.catalogue_sq,
        service.catalogue_en,
        service.name_sq,
        service.name_en,
        service.catalogue_code.replace("-", ""),
        municipality,
    )
    return search_words(" ".join(texts))
