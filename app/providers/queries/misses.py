"""What was looked for in a municipality and not found, as counts for those who plan; small counts are not told."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from app.kernel import clock
from app.kernel.db import db
from app.providers.models import SearchMiss

COUNTED_FOR = timedelta(days=365)
SMALLEST_TOLD = 5


@dataclass(frozen=True, slots=True)
class MissRow:
    """`wanted` is a code of the catalogue or a sector. `times` is None for fewer than SMALLEST_TOLD."""

    wanted: str
    times: int | None


def list_misses(municipality_code: str, since: date | None = None) -> list[MissRow]:
    """The kinds of service that were missed in a municipality in the last year, most often missed first."""
    times = func.sum(SearchMiss.misses).label("times")
    counted = (
        select(SearchMiss.wanted, times)
        .where(
            SearchMiss.municipality_code == municipality_code,
            SearchMiss.day >= (since or clock.today() - COUNTED_FOR),
        )
        .group_by(SearchMiss.wanted)
    )
    told = [
        MissRow(row.wanted, int(row.times) if row.times >= SMALLEST_TOLD else None)
        for row in db.session.execute(counted)
    ]
    # Among those that are too few to be told, the order must not tell either.
    return sorted(told, key=lambda row: (-(row.times or 0), row.wanted))
