"""The directory: search, filters, nearest first. The address of the page is the query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from flask import render_template, url_for
from markupsafe import Markup

from app.kernel.access import current_actor
from app.kernel.i18n import current_locale
from app.kernel.i18n import gettext as _
from app.kernel.languages import language_choices
from app.kernel.permissions import P
from app.kernel.text import fold
from app.places.queries import list_counties, list_municipalities
from app.providers import queries, services
from app.providers.queries import ServiceCard
from app.providers.routes.alternatives import list_alternatives
from app.providers.routes.asking import CIRCLES_KM, Asked, filters_of, name_part, read_asked
from app.providers.routes.blueprint import bp
from app.providers.words import SECTORS
from app.providers.words.directory import count_found, grouped, within_text
from app.providers.words.facts import LEGAL_STATUSES
from app.providers.words.hits import opening_chip, show_card, this_minute
from app.web.pages import page_request
from app.web.respond import Answer, respond

DRAWINGS_REMEMBERED = 5000
FORMS_REMEMBERED = 300

Pairs = tuple[tuple[str, str], ...]


@bp.get("/providers", access=P.DIRECTORY_READ)
def index() -> Answer:
    actor = current_actor()
    asked = read_asked()
    filters = filters_of(asked, actor)
    found = queries.search_directory(filters, page_request())
    if not found.page.total:
        services.note_miss(actor, filters, found)
    return respond(
        "providers/index.html",
        fragment="frag_results",
        asked=asked,
        found=found,
        groups=grouped(found.page.rows, found.home),
        draw=draw_hits,
        count=count_found(found.page.total or 0),
        chosen=_chosen(asked),
        offers=() if found.page.total else list_alternatives(asked, actor),
        filter_form=_filter_form,
        sectors=_sectors,
        may_register=actor.may(P.PROVIDERS_REGISTER),
        may_approve=actor.may(P.PROVIDERS_APPROVE),
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """A part of the query that can be taken out with one tap."""

    text: str
    href: str


def _chosen(asked: Asked) -> tuple[Chosen, ...]:
    return _chosen_of(tuple(asked.items()), current_locale()) if asked else ()


@lru_cache(maxsize=FORMS_REMEMBERED)
def _chosen_of(asked: Pairs, _locale: str) -> tuple[Chosen, ...]:
    return tuple(
        Chosen(name_part(name, value), _address([pair for pair in asked if pair[0] != name]))
        for name, value in asked
        if name != "q"
    )


def _address(asked: Iterable[tuple[str, str]]) -> str:
    query: dict[str, Any] = dict(asked)
    return url_for("providers.index", **query)


def _filter_form(asked: Asked) -> Markup:
    """The box and the filters, drawn once for what was asked: a hundred options cost a third of the page."""
    return _drawn_form(tuple(asked.items()), current_locale())


@lru_cache(maxsize=FORMS_REMEMBERED)
def _drawn_form(asked: Pairs, locale: str) -> Markup:
    held = dict(asked)
    drawn = render_template(
        "providers/_filters.html",
        asked=held,
        is_unfolded=bool(held.keys() - {"q", "service", "sector"}),
        municipalities=options_html(_municipalities(), held.get("municipality", "")),
        counties=options_html(_counties(), held.get("county", "")),
        languages=options_html(language_choices(locale), held.get("language", "")),
        statuses=options_html(_statuses(locale), held.get("status", "")),
        circles=options_html(_circles(locale), held.get("within", "")),
    )
    return Markup(drawn)  # noqa: S704 - a template wrote it


@cache
def _municipalities() -> Pairs:
    rows = sorted(list_municipalities(), key=lambda row: fold(row.name_sq))
    return tuple((row.code, row.name_sq) for row in rows)


@cache
def _counties() -> Pairs:
    return tuple((row.code, row.name_sq) for row in list_counties())


@cache
def _statuses(_locale: str) -> Pairs:
    return tuple((code, str(text)) for code, text in LEGAL_STATUSES.items())


@cache
def _circles(_locale: str) -> Pairs:
    return tuple((str(km), within_text(km)) for km in CIRCLES_KM)


def options_html(choices: Pairs, chosen: str) -> Markup:
    """The options of a select."""
    one = Markup('<option value="{}"{}>{}</option>')
    return Markup("").join(
        one.format(code, Markup(" selected") if code == chosen else "", name) for code, name in choices
    )


@dataclass(frozen=True, slots=True)
class SectorLink:
    """One sector, and the query that asks for it."""

    text: str
    href: str
    is_current: bool


def _sectors(asked: Asked) -> Markup:
    """All sectors first, then each; the rest of the query stays."""
    return _drawn_sectors(tuple(asked.items()), current_locale())


@lru_cache(maxsize=FORMS_REMEMBERED)
def _drawn_sectors(asked: Pairs, _locale: str) -> Markup:
    chosen = dict(asked).get("sector", "")
    rest = [pair for pair in asked if pair[0] != "sector"]
    links = [SectorLink(_("All"), _address(rest), not chosen)] + [
        SectorLink(str(name), _address([*rest, ("sector", sector.value)]), sector == chosen)
        for sector, name in SECTORS.items()
    ]
    name = name_part("sector", chosen) if chosen else ""
    drawn = render_template("providers/_sectors.html", sectors=links, sector_name=name)
    return Markup(drawn)  # noqa: S704 - a template wrote it


def draw_hits(cards: tuple[ServiceCard, ...]) -> Markup:
    """Hits in the reader's language; what they say changes with the day and with the opening hours."""
    locale, minute = current_locale(), this_minute()
    day = minute.date()
    chips = {hours: opening_chip(hours, minute) for hours in {card.hours for card in cards}}
    said = {hours: chip.text if chip else "" for hours, chip in chips.items()}
    return Markup("").join([_drawn(card, locale, day, said[card.hours]) for card in cards])


@lru_cache(maxsize=DRAWINGS_REMEMBERED)
def _drawn(card: ServiceCard, _locale: str, _day: date, _opening: str) -> Markup:
    """A hit is drawn once for as long as it says the same."""
    href = url_for("providers.show", organisation_id=card.organisation_id, _anchor=f"s-{card.service_id}")
    return Markup(render_template("providers/_hit.html", shown=show_card(card), href=href))  # noqa: S704
