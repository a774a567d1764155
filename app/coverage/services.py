"""Keeps the counted cells true; what a service is and whether it is open is the business of the registry."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from app.coverage.domain import NATIONWIDE
from app.coverage.models import CoverageCell
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.db import db, insert_or_ignore
from app.places.queries import list_municipalities
from app.providers.domain import Sector
from app.providers.queries import count_open_services, list_municipalities_with_providers


def recount(_actor: Actor, municipality_codes: Collection[str]) -> None:
    """Count the cells of these municipalities anew, and those of the nationwide services.

    Cells are locked before the counting, nationwide ones first: of two changes at once the second waits and then
    counts both.
    """
    codes = sorted({NATIONWIDE, *municipality_codes})
    cells = _lock(codes)
    numbers = {
        (code or NATIONWIDE, sector): number
        for code, sector, number in count_open_services(municipality_codes)
    }
    known = {NATIONWIDE, *list_municipalities_with_providers(municipality_codes)}
    for cell in cells:
        number = numbers.get((cell.municipality_code, Sector(cell.sector)), 0)
        _write(cell, number if cell.municipality_code in known else None)
    db.session.flush()


def recount_all(actor: Actor) -> None:
    """Count every cell anew, after entries were written in bulk."""
    recount(actor, [municipality.code for municipality in list_municipalities()])


def _lock(codes: Sequence[str]) -> Sequence[CoverageCell]:
    wanted = (
        select(CoverageCell)
        .where(CoverageCell.municipality_code.in_(codes))
        .order_by(CoverageCell.municipality_code, CoverageCell.sector)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    cells = db.session.scalars(wanted).all()
    if len(cells) == len(codes) * len(Sector):
        return cells
    moment = clock.now()
    missing = [
        {"municipality_code": code, "sector": sector.value, "open_services": None, "updated_at": moment}
        for code in codes
        for sector in Sector
    ]
    db.session.execute(insert_or_ignore(db.session(), CoverageCell), missing)
    return db.session.scalars(wanted).all()


def _write(cell: CoverageCell, number: int | None) -> None:
    if cell.open_services != number:
        cell.open_services, cell.updated_at = number, clock.now()
