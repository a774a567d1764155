"""One row of a sheet read into values by part, with what is wrong in it; what is there already is no matter here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from stdnum.al import nipt

from app.providers.domain import Kind
from app.providers.domain.sheets import FIELD, WARNINGS, Lookups, Part, Value, read_cell
from app.providers.services.checks import check_point

_IDENTIFIERS = {
    Part.ORGANISATION: "organisation_id",
    Part.LOCATION: "location_id",
    Part.SERVICE: "service_id",
}
DEFAULT_KIND = "*kind"


@dataclass(slots=True)
class ReadRow:
    """Values by field code; `problems` maps a field code to the code of what is wrong with its cell."""

    number: int
    values: dict[str, Value] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def is_wrong(self) -> bool:
        return any(code not in WARNINGS for code in self.problems.values())

    def identifier(self, part: Part) -> UUID | None:
        found = self.values.get(_IDENTIFIERS[part])
        return found if isinstance(found, UUID) else None

    def says_of(self, part: Part) -> bool:
        """Whether the row says anything of a place or a service."""
        return any(FIELD[code].part is part for code in self.values)

    def text(self, code: str) -> str:
        return str(self.values.get(code, "") or "")

    def complain(self, code: str, problem: str) -> None:
        self.problems.setdefault(code, problem)


@dataclass(frozen=True, slots=True)
class RowReader:
    """How the rows of one sheet are read: which column holds which field, and what holds for all rows."""

    columns: Mapping[str, int]
    lookups: Lookups
    own_municipality: str | None
    today: date
    default_kind: Kind | None = None

    def read(self, number: int, cells: Sequence[str]) -> ReadRow:
        """The row with everything that is wrong in it alone."""
        row = ReadRow(number)
        for code, place in self.columns.items():
            self._read_cell(row, code, cells[place] if place < len(cells) else "")
        self._complete(row)
        check_row(row, self.today)
        return row

    def _read_cell(self, row: ReadRow, code: str, cell: str) -> None:
        if not cell:
            return
        try:
            value = read_cell(FIELD[code], cell, self.lookups)
        except ValueError as wrong:
            row.problems[code] = str(wrong)
        else:
            if value is not None:
                row.values[code] = value

    def _complete(self, row: ReadRow) -> None:
        """What the row leaves to be understood: the own municipality, the kind of service by its name."""
        if self.own_municipality:
            said = row.values.setdefault("municipality", self.own_municipality)
            if said != self.own_municipality:
                row.complain("municipality", "other_municipality")
        kind = row.values.pop("service_kind", None)
        if "service" in row.values or "service" in row.problems:
            row.problems.pop("service_kind", None)
        elif kind is not None:
            row.values["service"] = kind
        if self.default_kind and "kind" not in row.problems:
            row.values.setdefault("kind", self.default_kind.value)


def check_row(row: ReadRow, today: date) -> None:
    """What does not go together within a row."""
    if row.identifier(Part.ORGANISATION) is None:
        for code in ("name", "municipality"):
            if code not in row.values:
                row.complain(code, "missing")
    named = {"service", "service_id"} & row.values.keys() or "service_kind" in row.problems
    if row.says_of(Part.SERVICE) and not named:
        row.complain("service", "missing")
    confirmed = row.values.get("confirmed_on")
    if isinstance(confirmed, date) and confirmed > today:
        row.complain("confirmed_on", "in_the_future")
    if row.text("tax_number") and not nipt.is_valid(row.text("tax_number")):
        row.complain("tax_number", "tax_number_unlikely")
    _check_point(row)


def _check_point(row: ReadRow) -> None:
    latitude, longitude = row.values.get("latitude"), row.values.get("longitude")
    if not isinstance(latitude, float | None) or not isinstance(longitude, float | None):
        return
    if {"latitude", "longitude"} & row.problems.keys():
        return
    wrong = check_point(latitude, longitude)
    if wrong:
        row.complain("latitude" if latitude is not None else "longitude", wrong)
