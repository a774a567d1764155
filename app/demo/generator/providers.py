"""Rows of organisations, locations and services: the curated ones, and invented ones up to the wanted number."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from app.demo.content import (
    DemoOrganisation,
    DemoService,
    get_code_defaults,
    list_organisations,
    list_services,
)
from app.demo.generator.facts import (
    agreement_rows,
    contact_row,
    ordinary_tier,
    organisation_facts,
    place_facts,
    service_facts,
)
from app.demo.generator.ids import SeededIds
from app.demo.generator.invented import invent_providers
from app.demo.generator.timelines import in_working_hours
from app.demo.generator.world import CatalogueFact, World
from app.providers.domain import Area, ServiceStatus, Status, Tier

Row = dict[str, Any]

_JITTER_KM = 1.9
_KM_PER_DEGREE = 111.19
_MARK_SQ = "Të dhëna demo: kontaktet janë të shpikura."
_MARK_EN = "Demo data: the contact details are invented."
_GUARD = {tier.value: number for number, tier in enumerate(Tier)}


@dataclass(frozen=True, slots=True)
class ServiceFact:
    """What a referral needs to know of a service."""

    id: UUID
    organisation_id: UUID
    organisation_slug: str
    organisation_name: str
    municipality_code: str
    code: str
    name_sq: str
    name_en: str
    sector: str
    area: str
    asks_for: tuple[str, ...]
    is_referable: bool


@dataclass(slots=True)
class ProviderRows:
    """Everything to insert, in the order of the tables, and the facts for those who come after."""

    organisations: list[Row] = field(default_factory=list)
    locations: list[Row] = field(default_factory=list)
    services: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    contacts: list[Row] = field(default_factory=list)
    agreements: list[Row] = field(default_factory=list)
    facts: list[ServiceFact] = field(default_factory=list)
    organisation_ids: dict[str, UUID] = field(default_factory=dict)


def make_providers(world: World, wanted: int | None) -> ProviderRows:
    """The curated base, and invented providers until there are `wanted` services."""
    rows = ProviderRows()
    maker = _Maker(world, rows)
    offers: dict[str, list[DemoService]] = {}
    for service in list_services():
        offers.setdefault(service.organisation, []).append(service)
    for organisation in list_organisations():
        maker.add(organisation, offers[organisation.slug])
    for organisation, services in invent_providers(world, (wanted or 0) - len(rows.services)):
        maker.add(organisation, services)
    rows.agreements.extend(agreement_rows(rows.organisation_ids, world.ids("agreements"), world.now))
    return rows


class _Maker:
    """Turns one organisation with its services into rows."""

    def __init__(self, world: World, rows: ProviderRows) -> None:
        self._world, self._rows = world, rows
        self._random: Random = world.random("providers")
        self._ids: SeededIds = world.ids("providers")
        self._contact_ids: SeededIds = world.ids("contacts")

    def add(self, organisation: DemoOrganisation, services: Sequence[DemoService]) -> None:
        days_ago = self._random.uniform(420, 700)
        created = in_working_hours(self._world.now - timedelta(days=days_ago), self._world.now)
        organisation_id = self._ids.new(created)
        number = len(self._rows.organisations)
        self._rows.organisation_ids[organisation.slug] = organisation_id
        row = _organisation(organisation, organisation_id, number, created)
        self._rows.organisations.append(row)
        contact_id = self._contact_ids.new(created)
        self._rows.contacts.append(contact_row(organisation, organisation_id, contact_id, row["phone"]))
        location_id = self._location(organisation, organisation_id, services, created)
        for service in services:
            self._service(organisation, organisation_id, service, location_id, created)

    def _location(
        self,
        organisation: DemoOrganisation,
        organisation_id: UUID,
        services: Sequence[DemoService],
        created: datetime,
    ) -> UUID | None:
        """A point near the seat; none where everything is sealed, because no pin may lead to a safe house."""
        if all(_tier(organisation, self._world.catalogue[s.code]) == Tier.SEALED for s in services):
            return None
        location_id = self._ids.new(created)
        seat = self._world.municipalities[organisation.municipality_code]
        latitude, longitude = near(seat.lat, seat.lon, organisation.slug)
        self._rows.locations.append(
            {
                "id": location_id,
                "organisation_id": organisation_id,
                "name": organisation.name_sq,
                "address": f"{seat.seat} (adresë demo)",
                "municipality_code": organisation.municipality_code,
                "latitude": latitude,
                "longitude": longitude,
                **place_facts(organisation),
            }
        )
        return location_id

    def _service(
        self,
        organisation: DemoOrganisation,
        organisation_id: UUID,
        service: DemoService,
        location_id: UUID | None,
        created: datetime,
    ) -> None:
        entry = self._world.catalogue[service.code]
        tier = _tier(organisation, entry)
        row = _service(organisation, service, tier, self._ids.new(created), created, self._world.now)
        row["organisation_id"] = organisation_id
        self._rows.services.append(row)
        if location_id is not None and tier != Tier.SEALED:
            self._rows.links.append({"service_id": row["id"], "location_id": location_id})
        is_open = organisation.status == Status.APPROVED and service.status == ServiceStatus.ACTIVE
        self._rows.facts.append(
            ServiceFact(
                id=row["id"],
                organisation_id=organisation_id,
                organisation_slug=organisation.slug,
                organisation_name=organisation.name_sq,
                municipality_code=organisation.municipality_code,
                code=service.code,
                name_sq=entry.name_sq,
                name_en=entry.name_en,
                sector=entry.sector,
                area=organisation.area,
                asks_for=tuple(row["asks_for"]),
                is_referable=is_open and tier != Tier.SEALED and not entry.is_information_only,
            )
        )


def near(latitude: float, longitude: float, slug: str) -> tuple[float, float]:
    """A point less than two kilometres from the seat, always the same for the same name."""
    random = Random(f"place of {slug}")
    distance = _JITTER_KM * math.sqrt(random.random()) / _KM_PER_DEGREE
    angle = random.uniform(0, 2 * math.pi)
    east = distance * math.cos(angle) / math.cos(math.radians(latitude))
    return round(latitude + distance * math.sin(angle), 5), round(longitude + east, 5)


def _tier(organisation: DemoOrganisation, entry: CatalogueFact) -> str:
    """The more guarded of organisation and kind of service; an ordinary kind is as open as who offers it."""
    if entry.tier == Tier.NETWORK:
        return ordinary_tier(organisation, entry.code)
    return max(organisation.tier, entry.tier, key=_GUARD.__getitem__)


def _organisation(
    organisation: DemoOrganisation, organisation_id: UUID, number: int, created: datetime
) -> Row:
    is_approved = organisation.status == Status.APPROVED
    return {
        "id": organisation_id,
        "version": 1,
        "name": organisation.name_sq,
        "other_names": [] if organisation.name_en == organisation.name_sq else [organisation.name_en],
        "kind": organisation.kind,
        "municipality_code": organisation.municipality_code,
        "status": organisation.status,
        "phone": f"+3554000{number % 10_000:04d}",
        "email": organisation.email,
        "website": f"https://{organisation.slug}.example",
        "description_sq": f"{organisation.description_sq} {_MARK_SQ}".strip(),
        "description_en": f"{organisation.description_en} {_MARK_EN}".strip(),
        **organisation_facts(organisation),
        "is_demo": True,
        "approved_at": created + timedelta(days=3) if is_approved else None,
        "created_at": created,
        "changed_at": created,
    }


def _service(
    organisation: DemoOrganisation,
    service: DemoService,
    tier: str,
    service_id: UUID,
    created: datetime,
    now: datetime,
) -> Row:
    defaults = get_code_defaults()[service.code]
    confirmed = in_working_hours(now - timedelta(days=service.confirmed_days_ago, hours=2), now)
    return {
        "id": service_id,
        "version": 1,
        "catalogue_code": service.code,
        "tier": tier,
        **service_facts(organisation, service, confirmed),
        "status": service.status,
        "languages": list(service.languages),
        "asks_for": list(defaults.asks_for),
        "capacity_total": service.capacity,
        "places_free": service.free,
        "capacity_confirmed_at": confirmed if service.capacity is not None else None,
        "last_confirmed_at": confirmed,
        "last_confirmed_by": organisation.name_sq,
        "area": Area(organisation.area).value,
        "is_remote": defaults.remote,
        "documents_to_bring": defaults.documents_sq,
        "created_at": created,
        "changed_at": confirmed,
    }
