"""The directory: search, filters, nearest first. The address of the page is the query."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from flask import render_template, request, url_for
from markupsafe import Markup

from app.kernel import clock
from app.kernel.access import current_actor
from app.kernel.actor import Actor
from app.kernel.i18n import current_locale
from app.kernel.i18n import gettext as _
from app.kernel.languages import is_language, language_choices, language_name
from app.kernel.permissions import P
from app.kernel.text import fold
from app.places.queries import get_municipality, list_municipalities
from app.providers import queries
from app.providers.domain import Sector
from app.providers.queries import ServiceCard
from app.providers.routes.blueprint import bp
from app.providers.words import SECTORS
from app.providers.words.directory import count_found, grouped, show_card, without_each
from app.web.pages import page_request
from app.web.respond import Answer, respond

_LONGEST_TEXT = 200
DRAWINGS_REMEMBERED = 5000


@bp.get("/providers", access=P.DIRECTORY_READ)
def index() -> Answer:
    actor = current_actor()
    asked = _asked()
    names = _names(asked)
    found = queries.search_directory(_filters(asked, actor), page_request())
    return respond(
        "providers/index.html",
        fragment="frag_results",
        asked=asked,
        found=found,
        groups=grouped(found.page.rows, asked.get("municipality") or actor.municipality_code),
        count=count_found(found.page.total or 0),
        sectors=_sector_links(tuple(sorted(asked.items())), current_locale()),
        sector_name=names.get("sector", ""),
        municipalities=options_html(_municipalities(), asked.get("municipality", "")),
        languages=options_html(language_choices(current_locale()), asked.get("language", "")),
        draw=draw_hit,
        without=without_each(asked, names),
        may_register=actor.may(P.PROVIDERS_REGISTER),
        may_approve=actor.may(P.PROVIDERS_APPROVE),
    )


@cache
def _municipalities() -> tuple[tuple[str, str], ...]:
    rows = sorted(list_municipalities(), key=lambda row: fold(row.name_sq))
    return tuple((row.code, row.name_sq) for row in rows)


@lru_cache(maxsize=256)
def options_html(choices: tuple[tuple[str, str], ...], chosen: str) -> Markup:
    """The options of a select, remembered: a hundred of them cost a third of the page."""
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


@lru_cache(maxsize=DRAWINGS_REMEMBERED)
def _sector_links(asked: tuple[tuple[str, str], ...], _locale: str) -> list[SectorLink]:
    """All sectors first, then each; the rest of the query stays."""
    rest: dict[str, Any] = dict(asked)
    chosen = rest.pop("sector", "")
    every = SectorLink(_("All"), url_for("providers.index", **rest), not chosen)
    return [every] + [
        SectorLink(str(name), url_for("providers.index", sector=sector.value, **rest), sector == chosen)
        for sector, name in SECTORS.items()
    ]


def draw_hit(card: ServiceCard) -> Markup:
    """One hit in the reader's language; how fresh it is changes with the day."""
    return _drawn(card, current_locale(), clock.today())


@lru_cache(maxsize=DRAWINGS_REMEMBERED)
def _drawn(card: ServiceCard, _locale: str, _day: date) -> Markup:
    """A hit is drawn once for as long as it says the same."""
    href = url_for("providers.show", organisation_id=card.organisation_id, _anchor=f"s-{card.service_id}")
    return Markup(render_template("providers/_hit.html", shown=show_card(card), href=href))  # noqa: S704


def _asked() -> dict[str, str]:
    """What the address asks for, as far as it makes sense; the rest is left out."""
    given = {
        name: request.args.get(name, "").strip()
        for name in ("q", "sector", "service", "municipality", "language")
    }
    right = {
        "q": given["q"][:_LONGEST_TEXT],
        "sector": given["sector"] if given["sector"] in set(Sector) else "",
        "service": given["service"] if queries.is_catalogue_code(given["service"]) else "",
        "municipality": given["municipality"] if get_municipality(given["municipality"]) else "",
        "language": given["language"] if is_language(given["language"]) else "",
        "places": "1" if request.args.get("places") == "1" else "",
    }
    return {name: value for name, value in right.items() if value}


def _filters(asked: dict[str, str], actor: Actor) -> queries.DirectoryFilters:
    return queries.DirectoryFilters(
        text=asked.get("q", ""),
        sector=Sector(asked["sector"]) if "sector" in asked else None,
        catalogue_code=asked.get("service"),
        municipality_code=asked.get("municipality"),
        language=asked.get("language"),
        has_places="places" in asked,
        from_municipality=actor.municipality_code,
    )


def _names(asked: dict[str, str]) -> dict[str, str]:
    """What each part of the query is called on the page."""
    municipality = get_municipality(asked.get("municipality", ""))
    service = queries.get_catalogue_entry(asked["service"]) if "service" in asked else None
    names = {
        "q": asked.get("q", ""),
        "sector": str(SECTORS[Sector(asked["sector"])]) if "sector" in asked else "",
        "service": service.name(current_locale()) if service else "",
        "municipality": municipality.name_sq if municipality else "",
        "language": language_name(asked.get("language", ""), current_locale()),
    }
    return {name: text for name, text in names.items() if name in asked}
