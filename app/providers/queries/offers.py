"""Single services and counts of them, for those who refer to them and for the map."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, bindparam, case, func, or_, select

from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import prepared, unscoped
from app.places.queries import get_municipality
from app.providers.domain import Area, Sector, ServiceStatus, Status, Tier, status_on, why_not_referable
from app.providers.models import CatalogueEntry, Organisation, Service
from app.providers.models import ServiceListing as Listing
from app.providers.queries.cards import CARD_COLUMNS, ServiceCard, ServiceLabel, card_of

_LISTED = prepared(
    select(*CARD_COLUMNS).where(Listing.service_id == bindparam("service_id")).order_by(Listing.id).limit(1)
)


def get_service(service_id: UUID) -> ServiceCard | None:
    """A service as far as the actor may know of it, also one that is closed; None otherwise."""
    row = db.session.execute(_LISTED, {"service_id": service_id}).one_or_none()
    return card_of(row).on_day(clock.today()) if row else _unlisted(service_id)


def get_service_labels(service_ids: Iterable[UUID]) -> dict[UUID, ServiceLabel]:
    """Names of services that something was sent to, also when they are closed since; sealed ones have none here."""
    found = (
        select(
            Service.id,
            Organisation.name,
            Service.name_sq,
            Service.name_en,
            CatalogueEntry.name_sq.label("catalogue_sq"),
            CatalogueEntry.name_en.label("catalogue_en"),
        )
        .join(Organisation, Organisation.id == Service.organisation_id)
        .join(CatalogueEntry, CatalogueEntry.code == Service.catalogue_code)
        .where(Service.id.in_(list(service_ids)), Service.tier != Tier.SEALED)
    )
    rows = db.session.execute(
        found, execution_options=unscoped("a name outlives the entry that it was read in")
    )
    return {
        row.id: ServiceLabel(
            row.name, row.name_sq or row.catalogue_sq, row.name_en or row.name_sq or row.catalogue_en
        )
        for row in rows
    }


def count_open_services(
    municipality_codes: Collection[str] | None = None,
) -> list[tuple[str | None, Sector, int]]:
    """How many services are open, by municipality (of some, or of all) and sector; None holds the nationwide ones.

    Sealed services are not counted: a count tells a place.
    """
    code = case((Listing.area == Area.NATIONAL, None), else_=Listing.municipality_code).label("code")
    counted = (
        select(code, Listing.sector, func.count(func.distinct(Listing.service_id)))
        .where(Listing.is_open, ~_closed_on(clock.today()), Listing.tier != Tier.SEALED)
        .group_by(code, Listing.sector)
        .order_by(code, Listing.sector)
    )
    if municipality_codes is not None:
        counted = counted.where(
            or_(Listing.area == Area.NATIONAL, Listing.municipality_code.in_(municipality_codes))
        )
    rows = db.session.execute(
        counted, execution_options=unscoped("counts of open services are for everybody")
    )
    return [(code, Sector(sector), number) for code, sector, number in rows]


def _closed_on(day: date) -> ColumnElement[bool]:
    """That a closure with dates holds on a day: what `domain.is_closed_on` says of one service."""
    has_dates = or_(Listing.closed_from.is_not(None), Listing.closed_until.is_not(None))
    begun = or_(Listing.closed_from.is_(None), Listing.closed_from <= day)
    lasts = or_(Listing.closed_until.is_(None), Listing.closed_until >= day)
    return and_(has_dates, begun, lasts)


def list_municipalities_with_providers(municipality_codes: Collection[str] | None = None) -> list[str]:
    """The municipalities of which the registry knows anything, so that nothing there is told from nothing known."""
    known = (
        select(Organisation.municipality_code).where(Organisation.status == Status.APPROVED),
        select(Listing.municipality_code).where(Listing.tier != Tier.SEALED),
    )
    found: set[str] = set()
    for statement in known:
        column = statement.selected_columns[0]
        wanted = statement if municipality_codes is None else statement.where(column.in_(municipality_codes))
        rows = db.session.scalars(
            wanted.distinct(), execution_options=unscoped("that there is anything is no secret")
        )
        found.update(rows)
    return sorted(found)


def _unlisted(service_id: UUID) -> ServiceCard | None:
    found = (
        select(
            Service.id,
            Service.organisation_id,
            Service.name_sq,
            Service.name_en,
            Service.tier,
            Service.status,
            Service.languages,
            Service.has_interpreter,
            Service.asks_for,
            Service.places_free,
            Service.last_confirmed_at,
            Service.area,
            Service.is_remote,
            Service.is_mobile,
            Service.has_waiting_list,
            Service.waiting_days,
            Service.next_place_on,
            Service.capacity_confirmed_at,
            Service.closed_from,
            Service.closed_until,
            Service.catalogue_code,
            Organisation.name.label("organisation_name"),
            Organisation.municipality_code,
            Organisation.status.label("organisation_status"),
            CatalogueEntry.name_sq.label("catalogue_sq"),
            CatalogueEntry.name_en.label("catalogue_en"),
            CatalogueEntry.sector,
            CatalogueEntry.is_information_only,
        )
        .join(Organisation, Organisation.id == Service.organisation_id)
        .join(CatalogueEntry, CatalogueEntry.code == Service.catalogue_code)
        .where(Service.id == service_id)
    )
    row = db.session.execute(found).one_or_none()
    return _unlisted_card(row) if row else None


def _unlisted_card(row: Row[*tuple[Any, ...]]) -> ServiceCard:
    municipality = get_municipality(row.municipality_code)
    return ServiceCard(
        service_id=row.id,
        organisation_id=row.organisation_id,
        location_id=None,
        organisation_name=row.organisation_name,
        name_sq=row.name_sq or row.catalogue_sq,
        name_en=row.name_en or row.name_sq or row.catalogue_en,
        sector=Sector(row.sector),
        catalogue_code=row.catalogue_code,
        municipality_code=row.municipality_code,
        county_code=municipality.county_code if municipality else "",
        tier=Tier(row.tier),
        is_open=False,
        reason=why_not_referable(
            Tier(row.tier),
            status_on(ServiceStatus(row.status), row.closed_from, row.closed_until, clock.today()),
            is_listed=row.organisation_status == Status.APPROVED,
            is_information_only=row.is_information_only,
        ),
        languages=tuple(row.languages),
        has_interpreter=row.has_interpreter,
        asks_for=tuple(row.asks_for),
        places_free=row.places_free,
        last_confirmed_at=row.last_confirmed_at,
        area=Area(row.area),
        is_remote=row.is_remote,
        is_mobile=row.is_mobile,
        has_waiting_list=row.has_waiting_list,
        waiting_days=row.waiting_days,
        next_place_on=row.next_place_on,
        capacity_confirmed_at=row.capacity_confirmed_at,
        closed_from=row.closed_from,
        closed_until=row.closed_until,
    )
