"""Reads the counted cells: the map of a sector, one municipality by sector, and where the nearest offer is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from app.coverage.domain import NATIONWIDE, Offer
from app.coverage.models import CoverageCell
from app.kernel.db import db
from app.places.queries import (
    Distant,
    MunicipalityRow,
    list_municipalities,
    list_nearest_municipalities,
)
from app.providers.domain import Sector

Counts = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The country in one sector, or in all. `changed_at` is None before anything was counted."""

    offers: tuple[Offer, ...]
    nationwide: int
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class SectorOffer:
    """What one municipality offers in one sector, and the nearest other seat that has it where nothing is open."""

    sector: Sector
    open_services: int | None
    nationwide: int
    nearest: Distant | None


_ALL = select(
    CoverageCell.municipality_code,
    func.sum(CoverageCell.open_services).label("open_services"),
    func.max(CoverageCell.updated_at).label("changed_at"),
).group_by(CoverageCell.municipality_code)
_OF_SECTOR = _ALL.where(CoverageCell.sector == bindparam("sector"))


def get_coverage(sector: Sector | None = None) -> Coverage:
    """Every municipality by code with its number of open services; of all sectors together without `sector`."""
    cells = _ALL if sector is None else _OF_SECTOR
    values = {} if sector is None else {"sector": sector.value}
    rows = {row.municipality_code: row for row in db.session.execute(cells, values)}
    counts: dict[str, int | None] = {code: row.open_services for code, row in rows.items()}
    return Coverage(
        offers=tuple(_offer(municipality, counts) for municipality in list_municipalities()),
        nationwide=counts.get(NATIONWIDE) or 0,
        changed_at=max((row.changed_at for row in rows.values()), default=None),
    )


def list_sector_offers(municipality: MunicipalityRow) -> list[SectorOffer]:
    """All sectors of one municipality, in the order of the sectors."""
    counts = _counts_by_sector()
    return [_sector_offer(municipality, sector, counts[sector]) for sector in Sector]


def list_all_cells() -> list[tuple[Sector, Offer]]:
    """Every sector of every municipality, for a download; ordered by sector and code."""
    counts = _counts_by_sector()
    return [
        (sector, _offer(municipality, counts[sector]))
        for sector in Sector
        for municipality in list_municipalities()
    ]


def count_nationwide() -> dict[Sector, int]:
    """Open services for the whole country, by sector."""
    return {sector: counts.get(NATIONWIDE) or 0 for sector, counts in _counts_by_sector().items()}


def _offer(municipality: MunicipalityRow, counts: Counts) -> Offer:
    return Offer(municipality.code, municipality.population, counts.get(municipality.code))


def _counts_by_sector() -> dict[Sector, dict[str, int | None]]:
    cells = select(CoverageCell.municipality_code, CoverageCell.sector, CoverageCell.open_services)
    counts: dict[Sector, dict[str, int | None]] = {sector: {} for sector in Sector}
    for code, sector, number in db.session.execute(cells):
        counts[Sector(sector)][code] = number
    return counts


def _sector_offer(municipality: MunicipalityRow, sector: Sector, counts: Counts) -> SectorOffer:
    number = counts.get(municipality.code)
    nearest = None if number else _nearest_with(municipality, counts)
    return SectorOffer(sector, number, counts.get(NATIONWIDE) or 0, nearest)


def _nearest_with(municipality: MunicipalityRow, counts: Counts) -> Distant | None:
    offering = [
        row for row in list_municipalities() if counts.get(row.code) and row.code != municipality.code
    ]
    found = list_nearest_municipalities(municipality.point, 1, offering)
    return found[0] if found else None
