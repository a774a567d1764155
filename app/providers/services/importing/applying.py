"""Brings a checked sheet in as one transaction: entries, links, history, the directory, and what an undo needs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm.exc import StaleDataError

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record, record_bulk
from app.kernel.db import db
from app.kernel.scope import unscoped
from app.providers.domain import ImportStatus
from app.providers.domain.sheets import Part
from app.providers.events import services_changed
from app.providers.models import ImportBatch, ImportRow, Service, ServiceAtLocation
from app.providers.services.history import NOTHING, NotedChange, note_changes, snapshot_of
from app.providers.services.importing.contents import (
    MODELS,
    Content,
    batches,
    blank,
    columns_of,
    digest_of,
    dump,
)
from app.providers.services.importing.directory import state_of
from app.providers.services.importing.drafts import Draft
from app.providers.services.importing.facts import BatchFacts, Planned, Report
from app.providers.services.listing import refresh_listing

# One lock for all imports: two at once would not see what the other enters.
CHAIN = "imports"
BULK = {
    **unscoped("the plan holds the rows by id"),
    "audited_bulk": "an import",
    "synchronize_session": False,
}
_PARTS = (Part.ORGANISATION, Part.LOCATION, Part.SERVICE)
Written = dict[UUID, Content]


class DirectoryChanged(Exception):
    """The registry is not as it was when the plan was made."""


def apply_plan(facts: BatchFacts, planned: Planned, report: Report) -> None:
    """Write everything. Raises DirectoryChanged, before anything is written, when the plan is out of date."""
    actor, moment = facts.actor, clock.now()
    record_bulk(actor, "import.apply", CHAIN, batch=str(facts.id))
    if state_of(planned.municipality_codes) != planned.state:
        raise DirectoryChanged
    drafts = _drafts_to_write(planned, moment)
    written: Written = {}
    for part in _PARTS:
        _write(part, [draft for draft in drafts if draft.part is part], actor, moment, written)
        report(10 + 5 * _PARTS.index(part))
    _write_links(planned.plan.links)
    _note(actor, drafts, written)
    report(30)
    _keep_before(facts.id, planned, drafts, written, moment)
    report(40)
    refresh(actor, _services_to_refresh(drafts, planned), planned.municipality_codes, report)
    _finish(facts, planned)


def _drafts_to_write(planned: Planned, moment: datetime) -> list[Draft]:
    """New and changed ones; services at a changed place change with it, as readers of the feeds must know."""
    drafts = [draft for draft in planned.plan.drafts if draft.is_new or draft.changes]
    moved = {draft.id for draft in drafts if draft.part is Part.LOCATION and not draft.is_new}
    at_moved = {service for service, place in planned.directory.links if place in moved}
    at_moved |= {service for service, _place in planned.plan.links}
    for service_id in at_moved - {draft.id for draft in drafts}:
        content = planned.directory.services.get(service_id)
        if content:
            extra = Draft(Part.SERVICE, service_id, content, 0, owner_id=content["organisation_id"])
            extra.say("changed_at", moment, 0)
            drafts.append(extra)
    return drafts


def _write(part: Part, drafts: Sequence[Draft], actor: Actor, moment: datetime, written: Written) -> None:
    for draft in drafts:
        written[draft.id] = {**draft.after(blank(draft.model)), "changed_at": moment}
        if draft.is_new:
            written[draft.id] |= _of_new(draft, actor, moment)
    new = [written[draft.id] | {"version": 1} for draft in drafts if draft.is_new]
    changed = [written[draft.id] for draft in drafts if not draft.is_new]
    for some in batches(new):
        db.session.execute(insert(MODELS[part.value]), some, execution_options=BULK)
    update_rows(part, changed)


def _of_new(draft: Draft, actor: Actor, moment: datetime) -> dict[str, Any]:
    found: dict[str, Any] = {"id": draft.id}
    if draft.part is Part.ORGANISATION:
        who = {"registered_by": actor.user_id, "approved_by": actor.user_id}
        return found | who | {"approved_at": moment, "created_at": moment}
    found["organisation_id"] = draft.owner_id
    return found | ({"created_at": moment} if draft.part is Part.SERVICE else {})


def update_rows(part: Part, rows: Sequence[Content]) -> None:
    """Write whole rows back, each if it still is the version that it says. Raises StaleDataError otherwise."""
    model = MODELS[part.value]
    table = model.__table__
    names = [name for name in columns_of(model) if name not in {"id", "version"}]
    statement = (
        update(table)  # type: ignore[arg-type]
        .where(table.c.id == bindparam("the_id"), table.c.version == bindparam("the_version"))
        .values({name: bindparam(f"the_{name}") for name in names} | {"version": table.c.version + 1})
    )
    for some in batches(rows):
        values = [{f"the_{name}": value for name, value in row.items()} for row in some]
        done = db.session.execute(statement, values, execution_options=BULK)
        if done.rowcount != len(some):  # type: ignore[attr-defined]
            raise StaleDataError(f"{model.__tablename__} changed meanwhile")


def _write_links(links: Sequence[tuple[UUID, UUID]]) -> None:
    rows = [{"service_id": service, "location_id": place, "opening_hours": []} for service, place in links]
    for some in batches(rows):
        db.session.execute(insert(ServiceAtLocation), some)


def _note(actor: Actor, drafts: Sequence[Draft], written: Mapping[UUID, Content]) -> None:
    said = (draft for draft in drafts if draft.first_row)
    for some in batches(_noted(draft, written[draft.id]) for draft in said):
        note_changes(actor, some)


def _noted(draft: Draft, after: Content) -> NotedChange:
    return NotedChange(
        organisation_id=draft.owner_id or draft.id,
        action="import.apply",
        before=snapshot_of(draft.before) if draft.before else NOTHING,
        after=snapshot_of(after),
        service_id=draft.id if draft.part is Part.SERVICE else None,
        location_id=draft.id if draft.part is Part.LOCATION else None,
    )


def _keep_before(
    batch_id: UUID, planned: Planned, drafts: Sequence[Draft], written: Written, moment: datetime
) -> None:
    """What an undo puts back, beside the row that first spoke of it; what no row spoke of stands at the first."""
    touched: dict[int, list[dict[str, Any]]] = defaultdict(list)
    first = planned.plan.rows[0].number
    for draft in drafts:
        touched[draft.first_row or first].append(_touch(draft, written[draft.id]))
    linked = set(planned.plan.links)
    for row in planned.plan.rows:
        link = (row.service_id, row.location_id)
        if link in linked:
            touched[row.number].append({"table": "service_at_location", "ids": [str(one) for one in link]})
    values = [
        {
            "b_id": batch_id,
            "b_number": row.number,
            "b_organisation": row.organisation_id,
            "b_location": row.location_id,
            "b_service": row.service_id,
            "b_before": dump(touched[row.number]) if row.number in touched else "",
        }
        for row in planned.plan.rows
    ]
    table = ImportRow.__table__
    statement = (
        update(table)  # type: ignore[arg-type]
        .where(table.c.batch_id == bindparam("b_id"), table.c.number == bindparam("b_number"))
        .values(
            organisation_id=bindparam("b_organisation"),
            location_id=bindparam("b_location"),
            service_id=bindparam("b_service"),
            before=bindparam("b_before"),
        )
    )
    for some in batches(values):
        db.session.execute(statement, some, execution_options=BULK)


def _touch(draft: Draft, after: Content) -> dict[str, Any]:
    was = None
    if draft.before is not None:
        was = {
            name: value for name, value in draft.before.items() if after[name] != value and name != "version"
        }
    return {"table": draft.part.value, "id": str(draft.id), "was": was, "now": digest_of(after)}


def _services_to_refresh(drafts: Sequence[Draft], planned: Planned) -> list[UUID]:
    """Those written, those given at places written, and all of organisations whose name or standing changed."""
    wanted = {draft.id for draft in drafts if draft.part is Part.SERVICE}
    wanted |= {service for service, _place in planned.plan.links}
    renamed = [draft.id for draft in drafts if draft.part is Part.ORGANISATION and not draft.is_new]
    places = [draft.id for draft in drafts if draft.part is Part.LOCATION and not draft.is_new]
    return sorted(wanted | services_of(renamed, places))


def services_of(organisation_ids: Sequence[UUID], location_ids: Sequence[UUID]) -> set[UUID]:
    """All services of organisations and at places, also those that the actor may not know of."""
    found: set[UUID] = set()
    why = unscoped("the directory is derived from all entries")
    for some in batches(organisation_ids):
        own = select(Service.id).where(Service.organisation_id.in_(some))
        found.update(db.session.scalars(own, execution_options=why))
    for some in batches(location_ids):
        given = select(ServiceAtLocation.service_id).where(ServiceAtLocation.location_id.in_(some))
        found.update(db.session.scalars(given))
    return found


def refresh(actor: Actor, service_ids: Sequence[UUID], codes: Sequence[str], report: Report) -> None:
    """Write the directory anew for these services and tell who counts them."""
    touched = set(codes)
    done = 0
    for some in batches(service_ids):
        touched |= refresh_listing(some)
        done += len(some)
        report(40 + 55 * done // len(service_ids))
    services_changed.emit(actor, frozenset(touched))


def _finish(facts: BatchFacts, planned: Planned) -> None:
    batch = db.session.scalars(select(ImportBatch).where(ImportBatch.id == facts.id)).one()
    batch.status, batch.progress, batch.done_at, batch.content = ImportStatus.DONE, 100, clock.now(), None
    record(
        facts.actor,
        "import.apply",
        batch,
        rows=batch.rows_total,
        new=batch.rows_new,
        changed=batch.rows_changed,
        entries=len(planned.plan.drafts),
    )
