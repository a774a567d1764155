"""What a service asks for, costs, has room for, and whom it serves: each a list of small records."""

from datetime import date

from app.feeds.domain.ids import derived_id
from app.feeds.queries.gathering import Gathered
from app.feeds.records.parts import Record, moment_text, told
from app.feeds.words import service as words
from app.kernel import clock
from app.kernel.i18n import gettext as _
from app.places.queries import get_municipality
from app.providers.domain import Area, CapacityUnit, CostKind
from app.providers.queries.publishing import PublishedService
from app.providers.words.facts import CAPACITY_UNITS, REQUIRED_DOCUMENTS

_LEK = "ALL"
_AS_TEXT = "text"


def required_documents(service: PublishedService) -> list[Record]:
    """Each paper by itself, then what the organisation adds in its own words."""
    papers = [
        (code, str(REQUIRED_DOCUMENTS[code]))
        for code in service.required_documents
        if code in REQUIRED_DOCUMENTS
    ]
    if service.documents_to_bring:
        papers.append(("words", service.documents_to_bring))
    return [
        {
            "id": derived_id("required_document", service.id, code),
            "service_id": str(service.id),
            "document": text,
        }
        for code, text in papers
    ]


def cost_options(service: PublishedService) -> list[Record]:
    """One, where something is known of the cost."""
    if not service.cost_kind and service.cost_in_lek is None:
        return []
    amount = 0 if service.cost_kind == CostKind.FREE else service.cost_in_lek
    return [
        told(
            id=derived_id("cost_option", service.id),
            service_id=str(service.id),
            option=words.cost_kind(service),
            amount_description=service.cost,
        )
        | ({} if amount is None else {"currency": _LEK, "amount": amount})
    ]


def capacities(service: PublishedService, today: date) -> list[Record]:
    """How many are free, as of when that was said; nothing where nobody ever said it."""
    if service.places_free is None or service.capacity_confirmed_at is None:
        return []
    unit = service.capacity_unit if service.capacity_unit in set(CapacityUnit) else CapacityUnit.PLACE
    confirmed = f"{clock.local(service.capacity_confirmed_at):%d.%m.%Y}"
    said = (_("As of %(date)s", date=confirmed), words.waiting(service, today))
    return [
        told(
            id=derived_id("service_capacity", service.id),
            service_id=str(service.id),
            maximum=service.capacity_total,
            description=". ".join(text for text in said if text),
            updated=moment_text(service.capacity_confirmed_at),
        )
        | {
            "unit": {
                "id": derived_id("unit", unit),
                "name": str(CAPACITY_UNITS[unit]),
                "scheme": "Ura",
                "identifier": str(unit),
            },
            "available": service.places_free,
        }
    ]


def areas(service: PublishedService, gathered: Gathered) -> list[Record]:
    """Municipalities, counties or the country, by name and code; there are no polygons."""
    return [
        told(
            id=derived_id("service_area", service.id, code),
            service_id=str(service.id),
            name=words.area_name(code),
            extent=code or "AL",
            extent_type=_AS_TEXT,
        )
        for code in _area_codes(service, gathered)
    ]


def _area_codes(service: PublishedService, gathered: Gathered) -> list[str]:
    """The codes of what it serves, each once; an empty one is the country."""
    if service.area is Area.NATIONAL:
        return [""]
    places = [gathered.places[link.location_id].municipality_code for link in gathered.links_of(service)]
    home = places or [gathered.organisations[service.organisation_id].municipality_code]
    if service.area is Area.COUNTY:
        home = [found.county_code for code in home if (found := get_municipality(code))]
    return list(dict.fromkeys([*home, *service.area_codes]))
