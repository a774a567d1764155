"""Counted cells of the map, written as they would be counted."""

from app.coverage.models import CoverageCell
from app.kernel import clock
from app.kernel.db import db
from app.providers.domain import Sector


def make_cells(municipality_code: str, **numbers: int | None) -> None:
    """Cells of one municipality: the named sectors with their numbers, all others with none open."""
    known = {Sector(name): number for name, number in numbers.items()}
    for sector in Sector:
        number = known.get(sector, 0)
        db.session.add(
            CoverageCell(
                municipality_code=municipality_code,
                sector=sector.value,
                open_services=number,
                updated_at=clock.now(),
            )
        )
    db.session.flush()
