"""A service at a place as a record of its own; inside its service it is a part of that."""

from app.feeds.queries.gathering import Gathered
from app.feeds.records.parts import Record
from app.feeds.records.places import location_summary, nested_link
from app.feeds.records.services import service_summary, service_without_places
from app.providers.queries.publishing import PublishedLink


def link_summary(link: PublishedLink, gathered: Gathered) -> Record:
    """With service and place in short."""
    service = gathered.services[link.service_id]
    return _ids(link) | {
        "location": location_summary(gathered.places[link.location_id]),
        "service": service_summary(service, gathered),
    }


def link_record(link: PublishedLink, gathered: Gathered) -> Record:
    """With everything of the service but its other places."""
    service = gathered.services[link.service_id]
    return nested_link(link, service, gathered) | {"service": service_without_places(service, gathered)}


def _ids(link: PublishedLink) -> Record:
    return {"id": str(link.id), "service_id": str(link.service_id), "location_id": str(link.location_id)}
