"""How an organisation and its services are put into words for the page that people call from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from app.kernel import clock
from app.kernel.i18n import LazyText, current_locale, ngettext
from app.kernel.i18n import gettext as _
from app.places.queries import distance_km, get_municipality
from app.providers.domain import CAPACITY_TRUE_FOR, Sector, ServiceStatus, Tier, is_fresh
from app.providers.queries import CatalogueRow, LocationView, OrganisationView, ServiceView
from app.providers.words import (
    AREAS,
    ASKS_FOR,
    KINDS,
    SECTORS,
    SERVICE_STATUSES,
    language_names,
    municipality_name,
)
from app.providers.words.directory import Chip, km_text

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place with its way there: `geo` opens the map of the phone; empty where no point is known."""

    label: str
    geo: str
    distance: str


@dataclass(frozen=True, slots=True)
class ShownService:
    """A service ready to be shown."""

    service: ServiceView
    name: str
    description: str
    chip: Chip | None
    facts: tuple[Fact, ...]
    places: tuple[ShownPlace, ...]
    is_sealed: bool
    is_active: bool


def organisation_facts(entry: OrganisationView) -> list[tuple[str, str]]:
    """Key and value about the organisation itself."""
    return [
        (_("Kind"), str(KINDS[entry.kind])),
        (_("Registered in"), municipality_name(entry.municipality_code)),
        *([(_("Also known as"), ", ".join(entry.other_names))] if entry.other_names else []),
    ]


def show_service(service: ServiceView, holder: str, home: str | None, now: datetime) -> ShownService:
    """A service in the reader's words; distances count from the seat of the home municipality.

    `holder`: the name of the organisation, which is not said again for its places.
    """
    locale = current_locale()
    return ShownService(
        service=service,
        name=service.name(locale),
        description=service.description(locale),
        chip=_chip(service, now),
        facts=tuple((str(key), value) for key, value in _facts(service) if value),
        places=tuple(_show_place(place, holder, home) for place in service.locations),
        is_sealed=service.tier is Tier.SEALED,
        is_active=service.status is ServiceStatus.ACTIVE,
    )


def location_label(place: LocationView, holder: str = "") -> str:
    """Name, address and municipality of a place, as far as they are known; the holder's own name is left out."""
    name = place.name if place.name != holder else ""
    return ", ".join(
        part for part in (name, place.address, municipality_name(place.municipality_code)) if part
    )


def catalogue_groups(rows: Sequence[CatalogueRow]) -> list[tuple[LazyText, list[tuple[str, str]]]]:
    """Kinds of service under their sector: code and name in the reader's language."""
    locale = current_locale()
    order = list(Sector)
    ranked = sorted(rows, key=lambda row: (order.index(row.sector), row.code))
    return [
        (SECTORS[sector], [(row.code, row.name(locale)) for row in found])
        for sector, found in groupby(ranked, key=lambda row: row.sector)
    ]


def _facts(service: ServiceView) -> list[Fact]:
    languages = language_names(service.languages)
    if service.has_interpreter:
        languages.append(_("interpreter"))
    return [
        (_("Opening hours"), service.opening),
        (_("What to bring"), service.documents_to_bring),
        (_("Cost"), service.cost),
        (_("Languages"), ", ".join(languages)),
        (_("For whom"), str(AREAS[service.area])),
        (_("From afar"), _("By telephone or internet") if service.is_remote else ""),
        (_("Asks to know"), ", ".join(str(ASKS_FOR[code]) for code in service.asks_for if code in ASKS_FOR)),
        (_("Places"), _places_text(service)),
        (_("Last confirmed"), _confirmed_text(service)),
    ]


def _places_text(service: ServiceView) -> str:
    if service.capacity_total is None:
        return ""
    return ngettext("%(num)s place in all", "%(num)s places in all", service.capacity_total)


def _confirmed_text(service: ServiceView) -> str:
    if service.last_confirmed_at is None:
        return _("Never")
    day = f"{clock.local(service.last_confirmed_at):%d.%m.%Y}"
    if not service.last_confirmed_by:
        return day
    return _("%(date)s by %(name)s", date=day, name=service.last_confirmed_by)


def _chip(service: ServiceView, now: datetime) -> Chip | None:
    if service.status is not ServiceStatus.ACTIVE:
        return Chip(str(SERVICE_STATUSES[service.status]), "red")
    if service.places_free is None:
        return None
    if not is_fresh(service.capacity_confirmed_at, now, CAPACITY_TRUE_FOR):
        text = ngettext(
            "%(num)s place free, unconfirmed", "%(num)s places free, unconfirmed", service.places_free
        )
        return Chip(text, "amber")
    if service.places_free == 0:
        return Chip(_("No free place"), "amber")
    return Chip(ngettext("%(num)s place free", "%(num)s places free", service.places_free), "ok")


def _show_place(place: LocationView, holder: str, home: str | None) -> ShownPlace:
    label = location_label(place, holder)
    municipality = get_municipality(home) if home else None
    if place.point is None:
        return ShownPlace(label, "", "")
    distance = ""
    if municipality is not None:
        km = km_text(distance_km(municipality.point, place.point))
        distance = _("%(km)s from the centre of %(place)s in a straight line", km=km, place=municipality.seat)
    return ShownPlace(label, f"geo:{place.latitude:.5f},{place.longitude:.5f}", distance)
