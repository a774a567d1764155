"""Reads the tables of the data folder; what they mean is said by whoever reads them."""

import csv
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one table, column name to text."""
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def words_in(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, divided by semicolons."""
    return tuple(part for part in cell.split(";") if part)


def number_in(cell: str) -> int | None:
    return int(cell) if cell else None
