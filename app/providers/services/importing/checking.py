"""The check of a sheet: every row read, compared with the registry and kept with its verdict; nothing is brought in."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.outbox import enqueue
from app.providers.domain import ImportStatus
from app.providers.domain.sheets import Verdict
from app.providers.models import ImportBatch, ImportRow
from app.providers.services.importing.facts import BatchFacts, Cells, Report
from app.providers.services.importing.planning import Plan, PlannedRow
from app.providers.services.importing.reading import read_rows

_REPORT_EVERY = 500
_USUAL_ROWS = 10_000
# How far the job is does not change what the record says.
_UNAUDITED = {"audited_bulk": "progress of a job", "synchronize_session": False}


def read_data_rows(content: bytes, facts: BatchFacts, report: Report) -> list[tuple[int, Cells]]:
    """The rows below the headings that hold anything, with their numbers. Raises SheetUnreadable."""
    found: list[tuple[int, Cells]] = []
    for number, row in read_rows(content):
        if number < facts.first_row or not any(cell.strip() for cell in row):
            continue
        found.append((number, row[: facts.width]))
        if len(found) % _REPORT_EVERY == 0:
            # How many there are is known at the end only.
            report(min(99, 100 * len(found) // max(_USUAL_ROWS, len(found) + 1)))
    return found


def forget_rows(batch_id: UUID) -> None:
    db.session.execute(
        delete(ImportRow).where(ImportRow.batch_id == batch_id),
        execution_options={"synchronize_session": False},
    )


def keep_rows(batch_id: UUID, rows: Iterable[tuple[tuple[int, Cells], PlannedRow]], progress: int) -> None:
    """Write some rows with their verdicts, and how far the check is."""
    kept = [_row(batch_id, cells, planned) for (_number, cells), planned in rows]
    if kept:
        db.session.execute(insert(ImportRow), kept)
    db.session.execute(
        update(ImportBatch).where(ImportBatch.id == batch_id).values(progress=progress),
        execution_options=_UNAUDITED,
    )


def _row(batch_id: UUID, cells: Cells, planned: PlannedRow) -> dict[str, object]:
    return {
        "batch_id": batch_id,
        "number": planned.number,
        "cells": {str(place): cell for place, cell in enumerate(cells) if cell},
        "verdict": planned.verdict.value,
        "problems": dict(planned.problems),
        "group_key": planned.group,
        "alike_id": planned.alike_id,
        "organisation_id": None,
        "location_id": None,
        "service_id": None,
        "before": "",
    }


def finish_check(facts: BatchFacts, plan: Plan) -> None:
    """All rows are kept: from now on the sheet can be brought in, if none is wrong."""
    batch = _load(facts.id)
    batch.status, batch.progress = ImportStatus.CHECKED, 100
    batch.rows_total = len(plan.rows)
    batch.rows_wrong = plan.count(Verdict.WRONG)
    batch.rows_new = plan.count(Verdict.NEW)
    batch.rows_changed = plan.count(Verdict.CHANGED)
    batch.rows_alike = plan.count(Verdict.ALIKE)
    batch.plan_digest = plan.digest
    record(facts.actor, "import.checked", batch, rows=batch.rows_total, wrong=batch.rows_wrong)


def fail_batch(facts: BatchFacts, problem: str, status: ImportStatus = ImportStatus.FAILED) -> None:
    """The sheet cannot be read, or something broke: say so, and let the keeper go on from there."""
    batch = _load(facts.id)
    batch.status, batch.problem = status, problem
    record(facts.actor, "import.fail", batch, problem=problem)


def check_again(facts: BatchFacts) -> None:
    """The registry changed since the check: nothing is brought in before somebody has looked again."""
    batch = _load(facts.id)
    batch.status, batch.progress, batch.problem = ImportStatus.CHECKING, 0, "changed_since"
    record(facts.actor, "import.check", batch, rows=batch.rows_total)
    enqueue("providers.check_import", batch_id=str(facts.id), rows="kept")


def _load(batch_id: UUID) -> ImportBatch:
    return db.session.scalars(select(ImportBatch).where(ImportBatch.id == batch_id)).one()


def pairs(rows: Sequence[tuple[int, Cells]], plan: Plan) -> list[tuple[tuple[int, Cells], PlannedRow]]:
    """Each row with what is said of it."""
    return list(zip(rows, plan.rows, strict=True))
