"""Where a service is given: address, the way there, what makes it usable for everybody."""

from dataclasses import dataclass
from urllib.parse import quote

from app.kernel.i18n import gettext as _
from app.kernel.i18n import ngettext
from app.places.queries import get_municipality
from app.providers.queries import LocationView
from app.providers.queries.nearest import measured_km
from app.providers.words import municipality_name
from app.providers.words.directory import km_text
from app.providers.words.entry.contacts import ShownContact
from app.providers.words.entry.hours import ShownHours
from app.providers.words.facts import ACCESSIBILITY

# Beyond this nobody walks, and a straight line says little of the way.
WALKED_UP_TO_KM = 5.0
_METRES_A_MINUTE = 80
_ROUNDED_TO = 5


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place with its way there: `geo` opens the map of the phone; empty where no point is known."""

    label: str
    geo: str
    distance: str
    transport: str
    access: tuple[str, ...]
    access_note: str
    hours: ShownHours | None
    contacts: tuple[ShownContact, ...]


def show_place(
    place: LocationView,
    holder: str,
    home: str | None,
    hours: ShownHours | None,
    contacts: tuple[ShownContact, ...] = (),
) -> ShownPlace:
    """`holder`: the organisation, whose name is left out; `home`: the municipality from whose seat distances count."""
    return ShownPlace(
        label=location_label(place, holder),
        geo=_geo(place),
        distance=distance_text(place, home),
        transport=place.transportation,
        access=tuple(str(ACCESSIBILITY[code]) for code in place.accessibility if code in ACCESSIBILITY),
        access_note=place.accessibility_note,
        hours=hours,
        contacts=contacts,
    )


def location_label(place: LocationView, holder: str = "") -> str:
    """Name, address and municipality of a place, as far as they are known; the holder's own name is left out."""
    name = place.name if place.name != holder else ""
    parts = (name, place.address, place.postal_code, municipality_name(place.municipality_code))
    return ", ".join(part for part in parts if part)


def distance_text(place: LocationView, home: str | None) -> str:
    """How far in a straight line, and on foot where that is near; empty where either end is unknown."""
    municipality = get_municipality(home) if home else None
    if municipality is None or place.point is None:
        return ""
    km = measured_km(municipality.point, place.point)
    if km >= WALKED_UP_TO_KM:
        return _(
            "%(km)s from the centre of %(place)s in a straight line",
            km=km_text(km),
            place=municipality.seat,
        )
    return ngettext(
        "%(km)s from the centre of %(place)s in a straight line, about %(num)s minute on foot",
        "%(km)s from the centre of %(place)s in a straight line, about %(num)s minutes on foot",
        walking_minutes(km),
        km=km_text(km),
        place=municipality.seat,
    )


def walking_minutes(km: float) -> int:
    """In steps of five, five at least: it is a guess."""
    return max(_ROUNDED_TO, _ROUNDED_TO * round(km * 1000 / _METRES_A_MINUTE / _ROUNDED_TO))


def _geo(place: LocationView) -> str:
    """RFC 5870, with the pin that map apps set for `q`."""
    if place.point is None:
        return ""
    at = f"{place.latitude:.5f},{place.longitude:.5f}"
    name = quote(place.name or place.address, safe="")
    return f"geo:{at}?q={at}({name})" if name else f"geo:{at}?q={at}"
