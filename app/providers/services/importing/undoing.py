"""Takes an import back: entries that it made go, others say again what they said, unless somebody touched them."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, and_, delete, select, update

from app.kernel import clock
from app.kernel.actor import SYSTEM
from app.kernel.audit import record, record_bulk
from app.kernel.db import Base, db
from app.kernel.scope import scope_of, unscoped
from app.providers.domain import ImportStatus
from app.providers.domain.sheets import Part
from app.providers.models import (
    ConfirmationRequest,
    EntryChange,
    ImportBatch,
    ImportRow,
    ServiceAtLocation,
    ServiceListing,
)
from app.providers.services.history import NotedChange, note_changes, snapshot_of
from app.providers.services.importing.applying import (
    BULK,
    CHAIN,
    refresh,
    services_of,
    update_rows,
)
from app.providers.services.importing.contents import (
    MODELS,
    Content,
    batches,
    digest_of,
    load_contents,
    restore,
)
from app.providers.services.importing.facts import BatchFacts, Report

# What goes or follows by itself when an entry goes; everything else that names it stands in the way.
_FOLLOWS = frozenset(
    (
        *("service_at_location", "service_listing", "service_listing_change", "entry_change"),
        *("confirmation_request", "import_row", "import_batch"),
    )
)
# Some tables of the packages above name an organisation without a foreign key.
_NAMES = {Part.ORGANISATION: "organisation_id", Part.LOCATION: "location_id", Part.SERVICE: "service_id"}
UNDO = "undo"
_BACKWARDS = (Part.SERVICE, Part.LOCATION, Part.ORGANISATION)


@dataclass(frozen=True, slots=True)
class Touch:
    """An entry that the import made (`was` None) or changed, the row that spoke of it, and its digest since."""

    part: Part
    id: UUID
    row: int
    was: dict[str, Any] | None
    now: str


@dataclass(slots=True)
class Touched:
    """All that one import touched."""

    entries: list[Touch] = field(default_factory=list)
    links: list[tuple[UUID, UUID, int]] = field(default_factory=list)

    def ids(self, part: Part, *, made: bool | None = None) -> list[UUID]:
        return [
            touch.id
            for touch in self.entries
            if touch.part is part and (made is None or (touch.was is None) is made)
        ]


def undo_import(facts: BatchFacts, report: Report) -> bool:
    """Take everything back, or nothing: False when rows stand in the way, which are marked then."""
    actor = facts.actor
    record_bulk(actor, "import.undo", CHAIN, batch=str(facts.id))
    with scope_of(db.session(), SYSTEM):
        touched = _load_touched(facts.id)
        present = {part: _present(part, touched) for part in _BACKWARDS}
        in_the_way = {**_find_changed(touched, present), **_find_references(touched)}
        report(20)
        _mark(facts.id, in_the_way)
        if in_the_way:
            _finish(facts, ImportStatus.DONE, "undo_in_the_way")
            return False
        _take_back(facts, touched, present, report)
    _finish(facts, ImportStatus.UNDONE, "")
    return True


def _take_back(
    facts: BatchFacts, touched: Touched, present: Mapping[Part, Mapping[UUID, Content]], report: Report
) -> None:
    restored = [touch for touch in touched.entries if touch.was is not None]
    to_refresh = services_of(
        [touch.id for touch in restored if touch.part is Part.ORGANISATION],
        [touch.id for touch in restored if touch.part is Part.LOCATION],
    )
    to_refresh |= {service for service, _place, _row in touched.links}
    to_refresh |= set(touched.ids(Part.SERVICE))
    _remove(touched)
    report(35)
    for part in _BACKWARDS:
        before = {
            touch.id: _before(touch, present[part][touch.id]) for touch in restored if touch.part is part
        }
        update_rows(part, list(before.values()))
        _note(facts, part, before, present[part])
    report(40)
    # Also those that are gone: whoever holds a copy of the directory must hear of it.
    refresh(facts.actor, sorted(to_refresh), _municipalities(present), report)


def _municipalities(present: Mapping[Part, Mapping[UUID, Content]]) -> list[str]:
    found = [content for part in (Part.ORGANISATION, Part.LOCATION) for content in present[part].values()]
    return sorted({content["municipality_code"] for content in found})


def _before(touch: Touch, now: Content) -> Content:
    return {**now, **restore(MODELS[touch.part.value], touch.was or {})}


def _note(
    facts: BatchFacts, part: Part, before: Mapping[UUID, Content], present: Mapping[UUID, Content]
) -> None:
    for some in batches(before.items()):
        note_changes(
            facts.actor,
            [
                NotedChange(
                    organisation_id=content.get("organisation_id", entry_id),
                    action="import.undo",
                    before=snapshot_of(present[entry_id]),
                    after=snapshot_of(content),
                    service_id=entry_id if part is Part.SERVICE else None,
                    location_id=entry_id if part is Part.LOCATION else None,
                )
                for entry_id, content in some
            ],
        )


def _remove(touched: Touched) -> None:
    """What the import made, the finer first. Its history goes too: it is of something that never was."""
    links, listing = ServiceAtLocation, ServiceListing
    for service_id, place_id, _row in touched.links:
        _delete(links, and_(links.service_id == service_id, links.location_id == place_id))
    made = {part: touched.ids(part, made=True) for part in _BACKWARDS}
    for some in batches(made[Part.SERVICE]):
        _delete(listing, listing.service_id.in_(some))
        _delete(EntryChange, EntryChange.service_id.in_(some))
    for some in batches(made[Part.LOCATION]):
        _delete(EntryChange, EntryChange.location_id.in_(some))
    for some in batches(made[Part.ORGANISATION]):
        _delete(EntryChange, EntryChange.organisation_id.in_(some))
        _delete(ConfirmationRequest, ConfirmationRequest.organisation_id.in_(some))
    for part in _BACKWARDS:
        for some in batches(made[part]):
            _delete(MODELS[part.value], MODELS[part.value].id.in_(some))


def _delete(model: type[Any], which: Any) -> None:
    db.session.execute(delete(model).where(which), execution_options=BULK)


def _load_touched(batch_id: UUID) -> Touched:
    found = Touched()
    rows = select(ImportRow.number, ImportRow.before).where(
        ImportRow.batch_id == batch_id, ImportRow.before != ""
    )
    for number, before in db.session.execute(rows.order_by(ImportRow.number)):
        for one in json.loads(before):
            if one["table"] == "service_at_location":
                service_id, place_id = one["ids"]
                found.links.append((UUID(service_id), UUID(place_id), number))
            else:
                found.entries.append(
                    Touch(Part(one["table"]), UUID(one["id"]), number, one["was"], one["now"])
                )
    return found


def _present(part: Part, touched: Touched) -> dict[UUID, Content]:
    model = MODELS[part.value]
    return load_contents(model, model.id, touched.ids(part))


def _find_changed(touched: Touched, present: Mapping[Part, Mapping[UUID, Content]]) -> dict[int, str]:
    """The rows of which something was changed, or taken away, since they were brought in."""
    return {
        touch.row: "changed_since"
        for touch in touched.entries
        if touch.id not in present[touch.part] or digest_of(present[touch.part][touch.id]) != touch.now
    }


def _find_references(touched: Touched) -> dict[int, str]:
    """The rows whose new entries something else names by now: a referral, an account, a place added by hand."""
    rows = {touch.id: touch.row for touch in touched.entries if touch.was is None}
    own = {part: set(touched.ids(part, made=True)) for part in _BACKWARDS}
    linked = {(service, place) for service, place, _row in touched.links}
    found = {rows[named]: "referred_to" for part in own for named in _named_elsewhere(part, own)}
    found.update({rows[named]: "referred_to" for named in _linked_elsewhere(own, linked)})
    return found


def _named_elsewhere(part: Part, own: Mapping[Part, set[UUID]]) -> Iterator[UUID]:
    for table in Base.metadata.sorted_tables:
        if table.name not in _FOLLOWS:
            for column in table.c:
                if column.name == _NAMES[part] or _leads_to(column, part):
                    yield from _named_in(table, column, own)


def _leads_to(column: Column[Any], part: Part) -> bool:
    return column.name == "merged_into_id" or any(
        key.target_fullname == f"{part.value}.id" for key in column.foreign_keys
    )


def _named_in(table: Table, column: Column[Any], own: Mapping[Part, set[UUID]]) -> Iterator[UUID]:
    """The made entries that rows of a table name which the import did not make itself."""
    made = {identifier for kept in own.values() for identifier in kept}
    key = table.c.get("id", column)
    for some in batches(made):
        found = select(column, key).where(column.in_(some))
        rows = db.session.execute(found, execution_options=unscoped("whoever names it stands in the way"))
        yield from (named for named, namer in rows if key is column or namer not in made)


def _linked_elsewhere(own: Mapping[Part, set[UUID]], linked: set[tuple[UUID, UUID]]) -> Iterator[UUID]:
    """New services at places that were tied to them by hand, and new places to which services were."""
    links = ServiceAtLocation
    for part, column in ((Part.SERVICE, links.service_id), (Part.LOCATION, links.location_id)):
        for some in batches(own[part]):
            found = select(links.service_id, links.location_id).where(column.in_(some))
            for service, place in db.session.execute(found):
                if (service, place) not in linked:
                    yield service if part is Part.SERVICE else place


def _mark(batch_id: UUID, in_the_way: Mapping[int, str]) -> None:
    """Say at each row what stands in its way; what an earlier try said is forgotten."""
    rows = select(ImportRow.number, ImportRow.problems).where(ImportRow.batch_id == batch_id)
    marked = [number for number, problems in db.session.execute(rows) if UNDO in problems]
    grouped: dict[str, list[int]] = defaultdict(list)
    for number, code in in_the_way.items():
        grouped[code].append(number)
    _set_problems(batch_id, marked, {})
    for code, numbers in grouped.items():
        _set_problems(batch_id, numbers, {UNDO: code})


def _set_problems(batch_id: UUID, numbers: Sequence[int], problems: Mapping[str, str]) -> None:
    for some in batches(numbers):
        marked = update(ImportRow).where(ImportRow.batch_id == batch_id, ImportRow.number.in_(some))
        db.session.execute(marked.values(problems=dict(problems)), execution_options=BULK)


def _finish(facts: BatchFacts, status: ImportStatus, problem: str) -> None:
    batch = db.session.scalars(select(ImportBatch).where(ImportBatch.id == facts.id)).one()
    batch.status, batch.problem, batch.progress = status, problem, 100
    if status is ImportStatus.UNDONE:
        batch.undone_at = clock.now()
    record(
        facts.actor, "import.undone" if not problem else "import.undo_refused", batch, rows=batch.rows_total
    )
