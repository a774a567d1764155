"""What the registry says already of the entries that a sheet speaks of, loaded at once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import func, select

from app.kernel.db import db
from app.kernel.text import fold
from app.providers.domain import Tier
from app.providers.models import Location, Organisation, Service, ServiceAtLocation
from app.providers.services.importing.contents import Content, batches, load_contents
from app.providers.services.importing.index import STANDING, OrganisationIndex

LocationKey = tuple[str, str]
ServiceKey = tuple[str, str]


@dataclass(slots=True)
class Directory:
    """The organisations of the municipalities at hand, and all of those whose rows may be touched."""

    index: OrganisationIndex
    organisations: dict[UUID, Content] = field(default_factory=dict)
    locations: dict[UUID, Content] = field(default_factory=dict)
    services: dict[UUID, Content] = field(default_factory=dict)
    links: set[tuple[UUID, UUID]] = field(default_factory=set)
    locations_by_key: dict[UUID, dict[LocationKey, UUID]] = field(default_factory=lambda: defaultdict(dict))
    services_by_key: dict[UUID, dict[ServiceKey, UUID]] = field(default_factory=lambda: defaultdict(dict))

    def load(self, organisation_ids: Collection[UUID]) -> None:
        """Bring in what is known of these organisations, as far as the scope reaches; sealed services stay out."""
        known = [one for one in organisation_ids if one in self.index.entries]
        self.organisations = load_contents(Organisation, Organisation.id, known)
        self.locations = load_contents(Location, Location.organisation_id, known)
        self.services = load_contents(
            Service, Service.organisation_id, known, Service.tier != Tier.SEALED, Service.status != "closed"
        )
        for location in self.locations.values():
            keys = self.locations_by_key[location["organisation_id"]]
            for key in location_keys(location["municipality_code"], location["address"], location["name"]):
                keys.setdefault(key, location["id"])
        for service in self.services.values():
            key = service_key(service["catalogue_code"], service["name_sq"], service["name_en"])
            self.services_by_key[service["organisation_id"]].setdefault(key, service["id"])
        for some in batches(self.services):
            found = select(ServiceAtLocation.service_id, ServiceAtLocation.location_id)
            rows = db.session.execute(found.where(ServiceAtLocation.service_id.in_(some)))
            self.links.update((row.service_id, row.location_id) for row in rows)


def location_keys(municipality_code: str, address: str, name: str) -> list[LocationKey]:
    """By what a place of an organisation is known again, the surest first: address and name, address, name."""
    where, called = fold(address), fold(name)
    keys = [(municipality_code, f"{where}|{called}")]
    if where:
        keys.append((municipality_code, where))
    elif called:
        keys.append((municipality_code, f"|{called}"))
    return keys


def service_key(catalogue_code: str, name_sq: str, name_en: str) -> ServiceKey:
    """By what a service of an organisation is known again: its kind, and its own name where it has one."""
    return (catalogue_code, fold(name_sq or name_en))


def state_of(municipality_codes: Collection[str]) -> str:
    """One word for how these municipalities stand in the registry: another one when anything was changed since."""
    here = select(Organisation.id).where(
        Organisation.municipality_code.in_(list(municipality_codes)), Organisation.status.in_(STANDING)
    )
    counted = (
        select(func.count(), func.sum(Organisation.version), func.max(Organisation.changed_at)).where(
            Organisation.id.in_(here)
        ),
        select(func.count(), func.sum(Location.version), func.max(Location.changed_at)).where(
            Location.organisation_id.in_(here)
        ),
        select(func.count(), func.sum(Service.version), func.max(Service.changed_at)).where(
            Service.organisation_id.in_(here)
        ),
    )
    return repr([tuple(str(value) for value in db.session.execute(one).one()) for one in counted])
