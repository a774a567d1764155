"""The counts as comma separated values: codes and numbers, to be joined with other tables."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO

from app.coverage.domain import Offer
from app.places.queries import get_municipality
from app.providers.domain import Sector

_HEAD = ("municipality_code", "municipality", "county_code", "county", "sector", "open_services")
# Spreadsheets take a file for UTF-8 only when it begins with this mark; without it Tiranë is spoilt.
_MARK = "\ufeff"


def write_csv(
    cells: Iterable[tuple[Sector, Offer]], nationwide: Mapping[Sector, int], chosen: Sector | None
) -> str:
    """One line for a municipality and a sector; an empty number means no data, empty codes the whole country."""
    file = StringIO()
    file.write(_MARK)
    writer = csv.writer(file)
    writer.writerow(_HEAD)
    for sector, offer in cells:
        municipality = get_municipality(offer.municipality_code)
        if municipality and chosen in {None, sector}:
            place = (
                municipality.code,
                municipality.name_sq,
                municipality.county_code,
                municipality.county_name,
            )
            writer.writerow((*place, sector.value, offer.open_services))
    for sector, number in nationwide.items():
        if chosen in {None, sector}:
            writer.writerow(("", "", "", "", sector.value, number))
    return file.getvalue()
