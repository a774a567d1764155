"""Pages of the map: the country in one sector, one municipality by sector, and the counts as a file."""

from flask import Response, request

from app.coverage import queries, words
from app.coverage.domain import count_without
from app.coverage.routes.download import write_csv
from app.coverage.routes.drawing import list_chips, list_rows, picture
from app.kernel.access import GuardedBlueprint, current_actor
from app.kernel.actor import Actor, Role
from app.kernel.errors import NotFound
from app.kernel.i18n import current_locale
from app.kernel.permissions import P
from app.places.queries import get_municipality
from app.providers.domain import Sector
from app.providers.queries import list_misses
from app.web.respond import Answer, respond

bp = GuardedBlueprint("coverage", __name__, template_folder="../templates")


@bp.get("/coverage", access=P.COVERAGE_READ)
def index() -> Answer:
    """The country in the sector of `?sector=`, as a map and a table, or as the table alone with `?view=table`."""
    sector = _wanted_sector()
    coverage = queries.get_coverage(sector)
    as_table = request.args.get("view") == "table"
    without, unknown = count_without(coverage.offers)
    return respond(
        "coverage/index.html",
        words=words,
        sector=sector,
        chips=list_chips(sector, as_table=as_table),
        as_table=as_table,
        picture=picture(coverage.offers, current_locale(), as_table=as_table),
        nationwide=coverage.nationwide,
        changed_at=coverage.changed_at,
        without=without,
        unknown=unknown,
    )


@bp.get("/coverage/<municipality_code>", access=P.COVERAGE_READ)
def show(municipality_code: str) -> Answer:
    """One municipality by sector, and the nearest other one for what is missing."""
    municipality = get_municipality(municipality_code)
    if municipality is None:
        raise NotFound
    offers = queries.list_sector_offers(municipality)
    return respond(
        "coverage/show.html",
        municipality=municipality,
        rows=list_rows(municipality, offers, links=current_actor().may(P.DIRECTORY_READ)),
        is_known=any(offer.open_services is not None for offer in offers),
        misses=words.show_misses(list_misses(municipality_code)) if _plans(current_actor()) else None,
    )


@bp.get("/coverage.csv", access=P.COVERAGE_READ)
def download() -> Answer:
    """The counts as a file, of one sector or of all."""
    sector = _wanted_sector()
    name = f"coverage-{sector}.csv" if sector else "coverage.csv"
    body = write_csv(queries.list_all_cells(), queries.count_nationwide(), sector)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, content_type="text/csv; charset=utf-8", headers=headers)


def _plans(actor: Actor) -> bool:
    """Those who plan what is offered learn what was looked for in vain."""
    return actor.role in {Role.COORDINATOR, Role.PROGRAMME_REVIEWER, Role.ADMINISTRATOR}


def _wanted_sector() -> Sector | None:
    text = request.args.get("sector", "")
    if not text:
        return None
    if text not in set(Sector):
        raise NotFound
    return Sector(text)
