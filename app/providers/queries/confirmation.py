"""What a mail asks an organisation to confirm, and what the page behind its link shows: never a sealed service."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import unscoped
from app.providers.domain import CONFIRMED_FOR, ServiceStatus, Status, Tier
from app.providers.models import (
    CatalogueEntry,
    ConfirmationRequest,
    EntryReport,
    Location,
    Organisation,
    Service,
    ServiceAtLocation,
)
from app.providers.queries.asking import ASKING, stale_services

_BY_LINK = unscoped("the signed link is the permission; sealed services are left out by the statement itself")


@dataclass(frozen=True, slots=True)
class AskedService:
    """A service on the page behind the link, with what stands in the directory."""

    id: UUID
    name_sq: str
    name_en: str
    tier: Tier
    status: ServiceStatus
    opening: str
    opening_hours: tuple[str, ...]
    languages: tuple[str, ...]
    capacity_total: int | None
    places_free: int | None
    capacity_confirmed_at: datetime | None
    waiting_days: int | None
    closed_from: date | None
    closed_until: date | None
    last_confirmed_at: datetime | None
    places: tuple[str, ...] = ()
    wrong: str | None = None

    def name(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_sq


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One request with what it asks about. `is_standing`: the organisation is still in the directory."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    phone: str
    email: str
    is_standing: bool
    asked_at: datetime
    expires_at: datetime
    answered_at: datetime | None
    services: tuple[AskedService, ...] = ()

    def is_expired(self, now: datetime) -> bool:
        return now >= self.expires_at or not self.is_standing


@dataclass(frozen=True, slots=True)
class Stale:
    """What a mail lists: names of open services that nobody confirmed for long, and how many guarded ones there are."""

    organisation_id: UUID
    organisation_name: str
    email: str
    expires_at: datetime
    services: tuple[AskedService, ...] = field(default=())
    guarded: int = 0


def get_confirmation(request_id: UUID) -> Confirmation | None:
    """The request behind a signed link, with every service of the organisation but closed and sealed ones."""
    row = db.session.execute(
        select(
            ConfirmationRequest.id,
            ConfirmationRequest.organisation_id,
            ConfirmationRequest.asked_at,
            ConfirmationRequest.expires_at,
            ConfirmationRequest.answered_at,
            Organisation.name,
            Organisation.phone,
            Organisation.email,
            Organisation.status,
        )
        .join(Organisation, Organisation.id == ConfirmationRequest.organisation_id)
        .where(ConfirmationRequest.id == request_id),
        execution_options=_BY_LINK,
    ).one_or_none()
    if row is None:
        return None
    return Confirmation(
        id=row.id,
        organisation_id=row.organisation_id,
        organisation_name=row.name,
        phone=row.phone,
        email=row.email,
        is_standing=row.status == Status.APPROVED,
        asked_at=row.asked_at,
        expires_at=row.expires_at,
        answered_at=row.answered_at,
        services=_list_services(row.organisation_id, row.id),
    )


def get_stale(request_id: UUID) -> Stale | None:
    """What the mail of a request says; None when it was answered or its organisation left the directory.

    Where nothing is stale (a new link was asked for) all open services are listed.
    """
    asked = get_confirmation(request_id)
    if asked is None or asked.answered_at is not None or not asked.is_standing:
        return None
    limit = clock.now() - CONFIRMED_FOR
    open_ones = [service for service in asked.services if service.tier is not Tier.RESTRICTED]
    stale = [one for one in open_ones if one.last_confirmed_at is None or one.last_confirmed_at < limit]
    listed = tuple(stale or open_ones)
    guarded = db.session.scalar(
        select(func.count(Service.id)).where(
            Service.organisation_id == asked.organisation_id,
            Service.tier.in_((Tier.RESTRICTED, Tier.SEALED)),
            *stale_services(limit),
        ),
        execution_options=ASKING,
    )
    return Stale(
        asked.organisation_id, asked.organisation_name, asked.email, asked.expires_at, listed, guarded or 0
    )


def _list_services(organisation_id: UUID, request_id: UUID) -> tuple[AskedService, ...]:
    found = (
        select(
            Service.id,
            Service.name_sq,
            Service.name_en,
            Service.tier,
            Service.status,
            Service.opening,
            Service.opening_hours,
            Service.languages,
            Service.capacity_total,
            Service.places_free,
            Service.capacity_confirmed_at,
            Service.waiting_days,
            Service.closed_from,
            Service.closed_until,
            Service.last_confirmed_at,
            CatalogueEntry.name_sq.label("catalogue_sq"),
            CatalogueEntry.name_en.label("catalogue_en"),
        )
        .join(CatalogueEntry, CatalogueEntry.code == Service.catalogue_code)
        .where(
            Service.organisation_id == organisation_id,
            Service.tier != Tier.SEALED,
            Service.status != ServiceStatus.CLOSED,
        )
        .order_by(CatalogueEntry.code, Service.id)
    )
    rows = db.session.execute(found, execution_options=_BY_LINK).all()
    places, wrong = _places_of([row.id for row in rows]), _reported_by(request_id)
    return tuple(_service(row, places[row.id], wrong.get(row.id)) for row in rows)


def _service(row: Row[*tuple[Any, ...]], places: list[str], wrong: str | None) -> AskedService:
    facts = row._asdict()
    catalogue_sq, catalogue_en = facts.pop("catalogue_sq"), facts.pop("catalogue_en")
    facts |= {
        "name_sq": row.name_sq or catalogue_sq,
        "name_en": row.name_en or row.name_sq or catalogue_en,
        "tier": Tier(row.tier),
        "status": ServiceStatus(row.status),
        "opening_hours": tuple(row.opening_hours),
        "languages": tuple(row.languages),
    }
    return AskedService(**facts, places=tuple(places), wrong=wrong)


def _places_of(service_ids: Sequence[UUID]) -> defaultdict[UUID, list[str]]:
    found = (
        select(ServiceAtLocation.service_id, Location.name, Location.address)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(ServiceAtLocation.service_id.in_(service_ids))
        .order_by(Location.address, Location.id)
    )
    places: defaultdict[UUID, list[str]] = defaultdict(list)
    for row in db.session.execute(found, execution_options=_BY_LINK):
        places[row.service_id].append(row.address or row.name)
    return places


def _reported_by(request_id: UUID) -> dict[UUID, str]:
    """What was said to be wrong through this very link and is not mended yet."""
    said = select(EntryReport.service_id, EntryReport.words).where(
        EntryReport.reported_by == request_id, EntryReport.settled_at.is_(None)
    )
    rows = db.session.execute(said.order_by(EntryReport.reported_at), execution_options=_BY_LINK)
    return {row.service_id: row.words for row in rows if row.service_id}
