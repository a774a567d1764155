"""The sentences of the map: whole ones with places to fill, never glued; which number stands where is data."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.coverage.domain import STEPS, Step
from app.coverage.queries import SectorOffer
from app.kernel.i18n import current_locale, ngettext
from app.kernel.i18n import gettext as _
from app.providers.domain import Sector
from app.providers.queries import MissRow, get_catalogue_entry
from app.providers.queries.misses import SMALLEST_TOLD
from app.providers.words import SECTORS


def name_sector(sector: Sector | None) -> str:
    """A sector as people call it; None is all of them."""
    return _("All sectors") if sector is None else str(SECTORS[sector])


def head_map(sector: Sector | None) -> str:
    """The heading of the map."""
    return (
        _("Coverage: all sectors")
        if sector is None
        else _("Coverage: %(sector)s", sector=name_sector(sector))
    )


def say_offer(name: str, open_services: int | None) -> str:
    """`Bashkia Tiranë: 14 shërbime të hapura`; the figure that is printed in the area stands in it as a figure."""
    if open_services is None:
        return _("Municipality of %(name)s: no data", name=name)
    return ngettext(
        "Municipality of %(name)s: %(num)s open service",
        "Municipality of %(name)s: %(num)s open services",
        open_services,
        name=name,
    )


def show_number(open_services: int | None) -> str:
    """What is printed in an area of the map: a dash where nobody knows."""
    return "–" if open_services is None else str(open_services)


def say_number(open_services: int | None) -> str:
    """What stands in a cell of a table."""
    return _("no data") if open_services is None else str(open_services)


def show_people(number: int) -> str:
    """`598 176`, in groups that no line break tears apart."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


@dataclass(frozen=True, slots=True)
class ShownMiss:
    """What was looked for and how often; small numbers only as such."""

    name: str
    times: str


def show_misses(rows: Iterable[MissRow]) -> list[ShownMiss]:
    """What was looked for in a municipality and not found, by kind of service or by sector."""
    return [ShownMiss(_name_wanted(row.wanted), _say_times(row.times)) for row in rows]


def _name_wanted(wanted: str) -> str:
    if wanted in set(Sector):
        return name_sector(Sector(wanted))
    entry = get_catalogue_entry(wanted)
    return entry.name(current_locale()) if entry else wanted


def _say_times(times: int | None) -> str:
    return _("fewer than %(num)s", num=SMALLEST_TOLD) if times is None else str(times)


def say_step(step: Step) -> str:
    """A class of the legend in words."""
    if step.highest == 0:
        return _("none")
    if step.highest is None:
        return _("%(number)s or more", number=step.lowest)
    return _("%(lowest)s to %(highest)s", lowest=step.lowest, highest=step.highest)


def list_legend() -> list[tuple[str, str]]:
    """Key and words of every class."""
    return [(step.key, say_step(step)) for step in STEPS]


def say_gaps(without: int) -> str:
    """How many municipalities have a known gap, for the line that comes first."""
    if not without:
        return _("Every municipality that has a provider has an open service here.")
    return ngettext(
        "%(num)s municipality has no open service here.",
        "%(num)s municipalities have no open service here.",
        without,
    )


def say_unknown(unknown: int) -> str:
    """Of how many municipalities nothing is known."""
    return ngettext(
        "%(num)s municipality has no registered provider yet.",
        "%(num)s municipalities have no registered provider yet.",
        unknown,
    )


def say_nationwide(number: int) -> str:
    """The services that stand in no area of the map."""
    return ngettext(
        "%(num)s more service is open for the whole country; it is not counted in any municipality.",
        "%(num)s more services are open for the whole country; they are not counted in any municipality.",
        number,
    )


def say_nearest(offer: SectorOffer) -> str:
    """Where to go instead; nothing where the municipality has it itself."""
    if offer.open_services:
        return ""
    if offer.nearest is None:
        return _("Nearest: in no municipality")
    name, km = offer.nearest.municipality.name_sq, round(offer.nearest.km)
    return _("Nearest: Municipality of %(name)s, %(km)s km", name=name, km=km)
