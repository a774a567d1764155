"""Everything that belongs to the services and organisations of a page, read at once and found by id."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from app.kernel import clock
from app.providers.queries import publishing
from app.providers.queries.publishing import (
    PublishedAgreement,
    PublishedContact,
    PublishedKind,
    PublishedLink,
    PublishedOrganisation,
    PublishedPlace,
    PublishedService,
)

Row = TypeVar("Row")


@dataclass(slots=True)
class Gathered:
    """By id what the records of a page are made of. `today` is the day in Albania for which they are written."""

    today: date
    kinds: dict[str, PublishedKind]
    organisations: dict[UUID, PublishedOrganisation]
    places: dict[UUID, PublishedPlace]
    services: dict[UUID, PublishedService]
    links: defaultdict[UUID, list[PublishedLink]]
    services_of: defaultdict[UUID, list[PublishedService]]
    contacts: defaultdict[UUID, list[PublishedContact]]
    agreements: defaultdict[UUID, list[PublishedAgreement]]
    changes: dict[UUID, datetime] = field(default_factory=dict)

    def links_of(self, service: PublishedService) -> list[PublishedLink]:
        """Where a service is given, as far as the place is public."""
        return [link for link in self.links[service.id] if link.location_id in self.places]

    def places_of(self, organisation: PublishedOrganisation) -> list[PublishedPlace]:
        return [place for place in self.places.values() if place.organisation_id == organisation.id]

    def contacts_of(
        self, organisation_id: UUID, *, service_id: UUID | None = None, location_id: UUID | None = None
    ) -> list[PublishedContact]:
        """Contacts of exactly that: with neither id, of the organisation as a whole."""
        return [
            contact
            for contact in self.contacts[organisation_id]
            if contact.service_id == service_id and contact.location_id == location_id
        ]

    def changed_at(self, service: PublishedService) -> datetime:
        """When the service, or anything that its record tells, was last changed."""
        places = (self.places[link.location_id].changed_at for link in self.links_of(service))
        organisation = self.organisations[service.organisation_id]
        noted = self.changes.get(service.id, service.changed_at)
        return max(service.changed_at, noted, self.organisation_changed_at(organisation), *places)

    def organisation_changed_at(self, organisation: PublishedOrganisation) -> datetime:
        return max(organisation.changed_at, self.changes.get(organisation.id, organisation.changed_at))


def list_kinds() -> list[PublishedKind]:
    """The catalogue of services."""
    return publishing.list_published_kinds()


def gather_services(
    services: Sequence[PublishedService], kinds: Sequence[PublishedKind] | None = None
) -> Gathered:
    """What belongs to these services; one whose organisation is not public any more is left out."""
    organisation_ids = list(dict.fromkeys(service.organisation_id for service in services))
    return _gather(services, organisation_ids, kinds, all_places=False)


def gather_organisations(organisations: Sequence[PublishedOrganisation], *, with_services: bool) -> Gathered:
    """What belongs to these organisations, with all their places and, where wanted, all their public services."""
    ids = [organisation.id for organisation in organisations]
    services = publishing.list_published_services_of(ids) if with_services else []
    return _gather(services, ids, None, all_places=True)


def gather_links(links: Sequence[PublishedLink]) -> Gathered:
    """What belongs to the services of these links."""
    service_ids = dict.fromkeys(link.service_id for link in links)
    return gather_services(publishing.list_published_services_by_id(service_ids))


def _gather(
    services: Sequence[PublishedService],
    organisation_ids: Sequence[UUID],
    kinds: Sequence[PublishedKind] | None,
    *,
    all_places: bool,
) -> Gathered:
    today = clock.today()
    organisations = publishing.list_published_organisations_by_id(organisation_ids)
    known = {organisation.id: organisation for organisation in organisations}
    here = [service for service in services if service.organisation_id in known]
    links = publishing.list_published_links_of([service.id for service in here])
    places = publishing.list_published_places(
        organisation_ids=list(known) if all_places else (),
        location_ids=dict.fromkeys(link.location_id for link in links),
    )
    of_services, of_organisations = publishing.latest_changes([service.id for service in here], list(known))
    return Gathered(
        today=today,
        kinds={kind.code: kind for kind in kinds or list_kinds()},
        organisations=known,
        places={place.id: place for place in places},
        services={service.id: service for service in here},
        links=_by(links, "service_id"),
        services_of=_by(here, "organisation_id"),
        contacts=_by(publishing.list_published_contacts(list(known)), "organisation_id"),
        agreements=_by(publishing.list_published_agreements(list(known), today), "organisation_id"),
        changes=of_services | of_organisations,
    )


def _by(rows: Iterable[Row], name: str) -> defaultdict[UUID, list[Row]]:
    found: defaultdict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found
