"""Reading of imports: the batches of a keeper, their rows by verdict, and entries that look alike, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from app.kernel.db import db
from app.kernel.pages import Page, PageRequest
from app.providers.domain import ImportStatus, Kind
from app.providers.domain.sheets import Verdict
from app.providers.models import ImportBatch, ImportRow, Organisation


@dataclass(frozen=True, slots=True)
class BatchView:
    """One sheet, as its page shows it."""

    id: UUID
    version: int
    municipality_code: str | None
    file_name: str
    headings: tuple[str, ...]
    examples: tuple[str, ...]
    mapping: dict[str, str]
    choices: dict[str, str]
    status: ImportStatus
    rows_total: int
    rows_wrong: int
    rows_new: int
    rows_changed: int
    rows_alike: int
    progress: int
    problem: str
    made_at: datetime
    done_at: datetime | None
    undone_at: datetime | None

    @property
    def rows_same(self) -> int:
        return self.rows_total - self.rows_wrong - self.rows_new - self.rows_changed - self.rows_alike

    @property
    def is_at_work(self) -> bool:
        return self.status in (ImportStatus.CHECKING, ImportStatus.RUNNING, ImportStatus.UNDOING)

    def column_of(self, code: str) -> int | None:
        """The number of the column that holds a field."""
        return next((int(place) for place, held in self.mapping.items() if held == code), None)


@dataclass(frozen=True, slots=True)
class RowView:
    """One row with its verdict, what is wrong in it, and its cells by the number of the column."""

    number: int
    verdict: Verdict
    cells: dict[str, str]
    problems: dict[str, str]
    organisation_id: UUID | None


@dataclass(frozen=True, slots=True)
class AlikeGroup:
    """An organisation of the sheet and the entry that it looks like, with how many rows depend on it."""

    key: str
    rows: int
    first_row: RowView
    entry: "AlikeEntry"


@dataclass(frozen=True, slots=True)
class AlikeEntry:
    """What stands in the registry of an organisation that one of the sheet looks like."""

    id: UUID
    name: str
    other_names: tuple[str, ...]
    kind: Kind
    phone: str
    email: str
    tax_number: str


_COLUMNS = (
    ImportBatch.id,
    ImportBatch.version,
    ImportBatch.municipality_code,
    ImportBatch.file_name,
    ImportBatch.headings,
    ImportBatch.examples,
    ImportBatch.mapping,
    ImportBatch.choices,
    ImportBatch.status,
    ImportBatch.rows_total,
    ImportBatch.rows_wrong,
    ImportBatch.rows_new,
    ImportBatch.rows_changed,
    ImportBatch.rows_alike,
    ImportBatch.progress,
    ImportBatch.problem,
    ImportBatch.made_at,
    ImportBatch.done_at,
    ImportBatch.undone_at,
)


def list_batches(wanted: PageRequest) -> Page[BatchView]:
    """The sheets of the actor's municipality, or of the administrator, newest first."""
    found = select(*_COLUMNS).order_by(ImportBatch.made_at.desc(), ImportBatch.id.desc())
    rows = db.session.execute(found.offset(wanted.offset).limit(wanted.probe)).all()
    return Page.cut([_batch(row) for row in rows], wanted)


def get_batch(batch_id: UUID) -> BatchView | None:
    row = db.session.execute(select(*_COLUMNS).where(ImportBatch.id == batch_id)).one_or_none()
    return _batch(row) if row else None


def _batch(row: Any) -> BatchView:
    facts = dict(row._mapping)
    facts |= {"headings": tuple(row.headings), "examples": tuple(row.examples)}
    return BatchView(**{**facts, "status": ImportStatus(row.status)})


def _rows(batch_id: UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(
            ImportRow.number,
            ImportRow.verdict,
            ImportRow.cells,
            ImportRow.problems,
            ImportRow.organisation_id,
        )
        .where(ImportRow.batch_id == batch_id)
        .order_by(ImportRow.number)
    )


def list_rows(batch_id: UUID, verdict: Verdict | None, wanted: PageRequest) -> Page[RowView]:
    """The rows of a sheet in their order, all or those of one verdict."""
    found = _rows(batch_id)
    if verdict:
        found = found.where(ImportRow.verdict == verdict.value)
    rows = db.session.execute(found.offset(wanted.offset).limit(wanted.probe)).all()
    return Page.cut([_row(row) for row in rows], wanted)


def list_wrong_rows(batch_id: UUID) -> list[RowView]:
    """Every wrong row of a sheet."""
    found = _rows(batch_id).where(ImportRow.verdict == Verdict.WRONG.value)
    return [_row(row) for row in db.session.execute(found)]


def list_rows_in_the_way(batch_id: UUID, most: int) -> list[RowView]:
    """The rows that an undo was refused for, at most so many."""
    found = _rows(batch_id).where(ImportRow.before != "")
    rows = (_row(row) for row in db.session.execute(found.execution_options(yield_per=500)))
    marked: list[RowView] = []
    for row in rows:
        if "undo" in row.problems:
            marked.append(row)
        if len(marked) == most:
            break
    return marked


def _row(row: Any) -> RowView:
    return RowView(row.number, Verdict(row.verdict), row.cells, row.problems, row.organisation_id)


def list_alike(batch_id: UUID, wanted: PageRequest) -> Page[AlikeGroup]:
    """The organisations of a sheet that look like one that is there, in the order of the sheet."""
    grouped = (
        select(
            ImportRow.group_key,
            ImportRow.alike_id,
            func.count().label("rows"),
            func.min(ImportRow.number).label("first"),
        )
        .where(ImportRow.batch_id == batch_id, ImportRow.alike_id.is_not(None))
        .group_by(ImportRow.group_key, ImportRow.alike_id)
        .order_by(func.min(ImportRow.number), ImportRow.group_key)
    )
    groups = db.session.execute(grouped.offset(wanted.offset).limit(wanted.probe)).all()
    entries = _entries([group.alike_id for group in groups])
    firsts = _rows(batch_id).where(ImportRow.number.in_([group.first for group in groups]))
    rows = {row.number: _row(row) for row in db.session.execute(firsts)}
    found = [
        AlikeGroup(group.group_key, group.rows, rows[group.first], entries[group.alike_id])
        for group in groups
        if group.alike_id in entries
    ]
    return Page(found[: wanted.size], wanted.number, len(groups) > wanted.size)


def _entries(ids: Sequence[UUID]) -> dict[UUID, AlikeEntry]:
    found = select(
        Organisation.id,
        Organisation.name,
        Organisation.other_names,
        Organisation.kind,
        Organisation.phone,
        Organisation.email,
        Organisation.tax_number,
    ).where(Organisation.id.in_(ids))
    return {
        row.id: AlikeEntry(
            row.id, row.name, tuple(row.other_names), Kind(row.kind), row.phone, row.email, row.tax_number
        )
        for row in db.session.execute(found)
    }
