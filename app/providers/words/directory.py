"""How the directory is put into words: reach, distance, how many were found, and what a search asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from app.kernel.i18n import current_locale, ngettext
from app.kernel.i18n import gettext as _
from app.places.queries import get_municipality
from app.providers.queries import Reach, ServiceCard

_WHOLE_KM_FROM = 10


@dataclass(frozen=True, slots=True)
class Chip:
    """A short fact and its tone."""

    text: str
    tone: str = "lake"


@dataclass(frozen=True, slots=True)
class Group:
    """Hits that are within reach in the same way, under one heading (empty: none is needed)."""

    heading: str
    cards: tuple[ServiceCard, ...]


def grouped(cards: Sequence[ServiceCard], home: str | None) -> list[Group]:
    """The hits in their order, with a heading wherever the reach changes."""
    municipality = get_municipality(home) if home else None
    place = municipality.name_sq if municipality else ""
    return [
        Group(_heading(reach, place), tuple(found))
        for reach, found in groupby(cards, key=lambda card: card.reach)
    ]


def km_text(km: float) -> str:
    """`1,2 km` in Albanian, `1.2 km` in English; whole kilometres from ten."""
    if km >= _WHOLE_KM_FROM:
        return f"{km:.0f} km"
    text = f"{max(km, 0.1):.1f} km"
    return text if current_locale().startswith("en") else text.replace(".", ",")


def count_found(number: int) -> str:
    """How many services were found, for the line that is read aloud."""
    return ngettext("%(num)s service found", "%(num)s services found", number)


@dataclass(frozen=True, slots=True)
class Offer:
    """A search that would find something, as a link: its words, its query, and how many it finds."""

    text: str
    query: dict[str, str]
    found: int

    @property
    def count(self) -> str:
        return count_found(self.found)


def without_text(names: Sequence[str]) -> str:
    """The words that offer to drop parts of a query; `names` are what they are called on the page."""
    return _("Search without %(parts)s", parts=", ".join(f"“{name}”" for name in names))


def elsewhere_text(municipality: str, km: float) -> str:
    return _("In %(place)s, %(distance)s away", place=municipality, distance=km_text(km))


def within_text(km: int) -> str:
    return _("Within %(num)s km", num=km)


def _heading(reach: Reach, place: str) -> str:
    if reach is Reach.NEAR:
        return _("Near %(place)s", place=place) if place else _("Nearby")
    if reach is Reach.WIDE:
        return (
            _("Also for people of %(place)s", place=place) if place else _("For people of the whole country")
        )
    return _("Further away") if reach is Reach.FAR else ""
