"""Places as locations, alone or with the service given there: where they are and what makes them usable for all."""

from app.feeds.domain.ids import derived_id
from app.feeds.queries.gathering import Gathered
from app.feeds.records.parts import Record, contact_records, phone_records, told
from app.feeds.records.schedules import link_schedules
from app.places.queries import get_municipality
from app.providers.queries.publishing import PublishedLink, PublishedPlace, PublishedService
from app.providers.words import municipality_name
from app.providers.words.facts import ACCESSIBILITY

_ALBANIA = "AL"


def location_summary(place: PublishedPlace) -> Record:
    return told(
        id=str(place.id),
        location_type="physical",
        organization_id=str(place.organisation_id),
        name=place.name or place.address or municipality_name(place.municipality_code),
        transportation=place.transportation,
        latitude=place.latitude,
        longitude=place.longitude,
        description=municipality_name(place.municipality_code),
    )


def location_record(place: PublishedPlace, gathered: Gathered) -> Record:
    contacts = gathered.contacts_of(place.organisation_id, location_id=place.id)
    return location_summary(place) | told(
        addresses=_addresses(place),
        accessibility=_accessibility(place),
        contacts=contact_records(contacts),
        phones=phone_records(contacts),
    )


def nested_link(link: PublishedLink, service: PublishedService, gathered: Gathered) -> Record:
    """With the place and, where they are its own, the hours there."""
    return told(
        id=str(link.id),
        service_id=str(link.service_id),
        location_id=str(link.location_id),
        schedules=link_schedules(link, service, gathered.today),
        location=location_record(gathered.places[link.location_id], gathered),
    )


def _addresses(place: PublishedPlace) -> list[Record]:
    """One, where the street is known."""
    municipality = get_municipality(place.municipality_code)
    if not place.address or municipality is None:
        return []
    return [
        {
            "id": derived_id("address", place.id),
            "location_id": str(place.id),
            "address_1": place.address,
            "city": municipality.seat or municipality.name_sq,
            "region": municipality.name_sq,
            "state_province": municipality.county_name,
            "postal_code": place.postal_code,
            "country": _ALBANIA,
            "address_type": "physical",
        }
    ]


def _accessibility(place: PublishedPlace) -> list[Record]:
    own = str(place.id)
    known = [
        {
            "id": derived_id("accessibility", own, code),
            "location_id": own,
            "description": str(ACCESSIBILITY[code]),
        }
        for code in place.accessibility
        if code in ACCESSIBILITY
    ]
    if not place.accessibility_note:
        return known
    note = {
        "id": derived_id("accessibility", own, "note"),
        "location_id": own,
        "details": place.accessibility_note,
    }
    return [*known, note]
