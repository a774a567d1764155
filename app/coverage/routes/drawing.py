"""What the templates show, with words and links: areas of the map, chips of the sectors, rows of a municipality."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from flask import render_template, url_for
from markupsafe import Markup

from app.coverage import words
from app.coverage.domain import Offer, class_of, most_urgent_first
from app.coverage.queries import SectorOffer
from app.kernel.i18n import use_locale
from app.places.boundaries import schematic_map
from app.places.queries import MunicipalityRow, get_municipality
from app.providers.domain import Sector


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """One municipality as it is drawn."""

    href: str
    words: str
    key: str
    number: str
    path: str
    x: int
    y: int
    is_unknown: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map of one moment."""

    view_box: str
    areas: tuple[DrawnArea, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One municipality as it is listed."""

    href: str
    name: str
    county: str
    number: str
    population: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A link that chooses a sector."""

    text: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class SectorRow:
    """One sector of a municipality; links are None where the reader may not follow them."""

    sector: str
    here: str
    nationwide: int
    nearest: str
    href: str | None
    nearest_href: str | None


@lru_cache(maxsize=64)
def picture(offers: tuple[Offer, ...], locale: str, *, as_table: bool) -> Markup:
    """Map and table in a language: the same as long as the numbers are, and costly to write out each time."""
    drawing = None if as_table else draw(offers)
    with use_locale(locale):
        drawn = render_template(
            "coverage/picture.html", words=words, drawing=drawing, rows=list_table(offers)
        )
    return Markup(drawn)  # noqa: S704 - a template wrote it


def draw(offers: Iterable[Offer]) -> Drawing:
    """The map with the number of each municipality, in the order of the codes, which runs through the counties."""
    numbers = {offer.municipality_code: offer.open_services for offer in offers}
    areas = []
    for area in schematic_map().areas:
        municipality = get_municipality(area.code)
        name = municipality.name_sq if municipality else area.code
        number = numbers.get(area.code)
        areas.append(
            DrawnArea(
                href=_page_of(area.code),
                words=words.say_offer(name, number),
                key=class_of(number),
                number=words.show_number(number),
                path=area.path,
                x=area.label_x,
                y=area.label_y,
                is_unknown=number is None,
            )
        )
    return Drawing(schematic_map().view_box, tuple(areas))


def list_table(offers: Iterable[Offer]) -> list[TableRow]:
    """The same numbers as rows, the most urgent municipality first."""
    rows = []
    for offer in most_urgent_first(offers):
        municipality = get_municipality(offer.municipality_code)
        if municipality:
            number = words.say_number(offer.open_services)
            people = words.show_people(municipality.population)
            names = (municipality.name_sq, municipality.county_name)
            rows.append(TableRow(_page_of(municipality.code), *names, number, people))
    return rows


def list_chips(chosen: Sector | None, *, as_table: bool) -> list[Chip]:
    """All sectors together first, then each; the view stays as it is."""
    view = "table" if as_table else None
    return [
        Chip(words.name_sector(sector), url_for("coverage.index", sector=sector, view=view), sector == chosen)
        for sector in (None, *Sector)
    ]


def list_rows(
    municipality: MunicipalityRow, offers: Iterable[SectorOffer], *, links: bool
) -> list[SectorRow]:
    """The sectors of one municipality; `links` lead into the directory, for those who may read it."""
    return [
        SectorRow(
            sector=words.name_sector(offer.sector),
            here=words.say_number(offer.open_services),
            nationwide=offer.nationwide,
            nearest=words.say_nearest(offer),
            href=_directory(municipality, offer.sector) if links else None,
            nearest_href=_directory(offer.nearest.municipality, offer.sector)
            if links and offer.nearest
            else None,
        )
        for offer in offers
    ]


@cache
def _page_of(municipality_code: str) -> str:
    """The address of a municipality's page: 61 that never change, and building one is slow beside drawing it."""
    return url_for("coverage.show", municipality_code=municipality_code)


def _directory(municipality: MunicipalityRow, sector: Sector) -> str:
    return url_for("providers.index", municipality=municipality.code, sector=sector)
