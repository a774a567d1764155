"""Sheets brought in as the worker does it, and all that the registry says, to be compared before and after."""

import contextvars
import io
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.kernel.actor import SYSTEM, Actor
from app.kernel.db import Base, db
from app.kernel.outbox import deliver, list_due
from app.kernel.pages import PageRequest
from app.kernel.scope import scope_of, set_scope, unscoped
from app.kernel.uow import unit
from app.providers.domain import Kind
from app.providers.domain.sheets import FIELDS, Verdict
from app.providers.models import EntryChange, Location, Organisation, Service, ServiceListing
from app.providers.queries.imports import BatchView, RowView, get_batch, list_rows
from app.providers.queries.sheets import iterate_sheet
from app.providers.routes.sheet_files import write_csv
from app.providers.services import importing
from tests.support.browsing import settle

# The trail and the history of an import stay; the batch itself is no part of the directory.
DIRECTORY_TABLES = (
    *("organisation", "location", "service", "service_at_location", "contact", "agreement"),
    *("provider_registration", "organisation_merge", "entry_report", "service_listing"),
)
# A count that only rises, and the ids of rows that are derived.
_UNSAID = {"version"}
_DERIVED = {"service_listing": {"id"}}


def work() -> None:
    """What the worker does until nothing waits; the session sees everything again afterwards."""
    settle()
    db.session.remove()

    def deliver_all() -> None:
        while due := list_due():
            for job_id in due:
                deliver(job_id)

    contextvars.copy_context().run(deliver_all)
    db.session.remove()
    set_scope(db.session(), SYSTEM)


def upload(actor: Actor, content: bytes, name: str = "sheet.csv") -> UUID:
    settle()
    db.session.remove()
    with unit(actor):
        return importing.upload_sheet(actor, name, content)


def check(
    actor: Actor, content: bytes, mapping: Mapping[str, str] | None = None, kind: Kind | None = None
) -> BatchView:
    """Upload a sheet, take its columns as guessed, and let the worker check it."""
    batch_id = upload(actor, content)
    batch = look(actor, batch_id)
    fields = {int(place): code for place, code in (mapping or batch.mapping).items()}
    with unit(actor):
        importing.choose_mapping(actor, batch_id, batch.version, fields, kind)
    work()
    return look(actor, batch_id)


def bring_in(actor: Actor, batch: BatchView) -> BatchView:
    db.session.remove()
    with unit(actor):
        importing.start_import(actor, batch.id, batch.version)
    work()
    return look(actor, batch.id)


def take_back(actor: Actor, batch: BatchView) -> BatchView:
    settle()
    db.session.remove()
    with unit(actor):
        importing.start_undo(actor, batch.id, look(actor, batch.id, keep=True).version)
    work()
    return look(actor, batch.id)


def look(actor: Actor, batch_id: UUID, *, keep: bool = False) -> BatchView:
    """The batch as it stands; the session sees everything afterwards."""
    if keep:
        found = get_batch(batch_id)
    else:
        db.session.remove()
        with unit(actor, read_only=True):
            found = get_batch(batch_id)
        set_scope(db.session(), SYSTEM)
    assert found is not None
    return found


def rows_of(batch: BatchView, verdict: Verdict | None = None) -> list[RowView]:
    return list(list_rows(batch.id, verdict, PageRequest(size=30_000)).rows)


def problems_of(batch: BatchView) -> dict[int, dict[str, str]]:
    """Row number to what is wrong in it."""
    return {row.number: dict(row.problems) for row in rows_of(batch, Verdict.WRONG)}


def dump_directory() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of the directory, column by column."""
    settle()
    return {name: _dump(name) for name in DIRECTORY_TABLES}


def _dump(name: str) -> list[dict[str, Any]]:
    table = Base.metadata.tables[name]
    left_out = _UNSAID | _DERIVED.get(name, set())
    columns = [column for column in table.c if column.name not in left_out]
    rows = db.session.execute(select(*columns), execution_options=unscoped("a test compares everything"))
    return sorted((dict(row._mapping) for row in rows), key=repr)


def export_sheet(actor: Actor, write: Callable[..., None] = write_csv) -> bytes:
    """The directory as the actor may take it out."""
    settle()
    held = io.BytesIO()
    with scope_of(db.session(), actor):
        write([[field.hxl for field in FIELDS], *iterate_sheet(actor.municipality_code)], held)
    return held.getvalue()


def verdicts_of(batch: BatchView) -> list[str]:
    return [found.verdict.value for found in rows_of(batch)]


def count(model: type[Organisation | Service | Location | ServiceListing | EntryChange]) -> int:
    return int(db.session.scalar(select(func.count()).select_from(model)) or 0)
