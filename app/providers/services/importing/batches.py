"""Commands on a sheet that is brought in: take it, say what its columns mean, decide; the work is done in jobs."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import islice
from uuid import UUID

from sqlalchemy import select, update

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import Forbidden, Invalid, NotFound, Refused, StaleVersion
from app.kernel.outbox import enqueue
from app.kernel.permissions import P
from app.providers.domain import ImportStatus, Kind
from app.providers.domain.sheets import (
    LARGEST_FILE_BYTES,
    ROWS_LOOKED_AT,
    AlikeChoice,
    SheetUnreadable,
    check_mapping,
    digest_of_headings,
    find_layout,
    unguard,
)
from app.providers.models import ImportBatch, ImportMapping
from app.providers.services.importing.reading import read_rows
from app.providers.services.importing.rows import DEFAULT_KIND

_FILES_KEPT_FOR = timedelta(days=30)
_EXAMPLES = 3
_LONGEST_EXAMPLE = 40
_MAPPABLE = (ImportStatus.UPLOADED, ImportStatus.CHECKED, ImportStatus.FAILED)


def upload_sheet(actor: Actor, file_name: str, content: bytes) -> UUID:
    """Take a file; its columns are looked at, its rows not yet. Raises Invalid with what is wrong with the file."""
    _require_keeper(actor)
    _forget_old_files()
    if len(content) > LARGEST_FILE_BYTES:
        raise Invalid({"file": "too_large"})
    try:
        rows = [row for _number, row in islice(read_rows(content), ROWS_LOOKED_AT + _EXAMPLES)]
    except SheetUnreadable as wrong:
        raise Invalid({"file": wrong.code}) from wrong
    layout = find_layout(rows)
    if layout is None:
        raise Invalid({"file": "empty"})
    below = [row for row in rows[layout.first_row :] if any(row)][:_EXAMPLES]
    batch = ImportBatch(
        municipality_code=actor.municipality_code,
        file_name=_tidy_name(file_name),
        content=content,
        headings=list(layout.headings),
        examples=[_example(below, place) for place in range(len(layout.headings))],
        first_row=layout.first_row + 1,
        made_by=actor.user_id,
        acting_id=actor.user_id,
        acting_name=actor.name,
    )
    batch.mapping = _remembered(batch) or _mapping_of(layout.guesses)
    db.session.add(batch)
    db.session.flush()
    record(actor, "import.upload", batch, bytes=len(content))
    return batch.id


def choose_mapping(
    actor: Actor, batch_id: UUID, version: int, fields: Mapping[int, str], default_kind: Kind | None
) -> None:
    """Say which column holds what; the rows are checked then. Remembered for sheets with the same headings.

    Raises Invalid, StaleVersion, Refused where the sheet is at work or brought in already.
    """
    batch = load_batch(actor, batch_id, version)
    _require(batch, *_MAPPABLE)
    if batch.content is None:
        raise Refused("import_not_ready")
    mapping = {str(place): code for place, code in fields.items() if place < len(batch.headings)}
    wrong = check_mapping(mapping)
    if wrong:
        raise Invalid({"mapping": wrong})
    if default_kind:
        mapping[DEFAULT_KIND] = default_kind.value
    batch.mapping, batch.choices = mapping, {}
    _remember(batch)
    _set_going(actor, batch, ImportStatus.CHECKING, "import.check")
    enqueue("providers.check_import", batch_id=str(batch.id))


def choose_for_alike(actor: Actor, batch_id: UUID, version: int, choices: Mapping[str, AlikeChoice]) -> None:
    """Say what becomes of organisations that look like one that is there; the rows are looked at again then."""
    batch = load_batch(actor, batch_id, version)
    _require(batch, ImportStatus.CHECKED)
    batch.choices = {**batch.choices, **{group: choice.value for group, choice in choices.items()}}
    _set_going(actor, batch, ImportStatus.CHECKING, "import.check")
    enqueue("providers.check_import", batch_id=str(batch.id), rows="kept")


def start_import(actor: Actor, batch_id: UUID, version: int) -> None:
    """Bring all of it in. Raises Refused when a row is wrong, or when there is nothing to bring in."""
    batch = load_batch(actor, batch_id, version)
    _require(batch, ImportStatus.CHECKED)
    if batch.rows_wrong:
        raise Refused("import_has_wrong_rows")
    if not batch.rows_new and not batch.rows_changed:
        raise Refused("import_changes_nothing")
    _set_going(actor, batch, ImportStatus.RUNNING, "import.start")
    enqueue("providers.run_import", batch_id=str(batch.id))


def start_undo(actor: Actor, batch_id: UUID, version: int) -> None:
    """Take it back, if nothing of it was touched since; the job looks."""
    batch = load_batch(actor, batch_id, version)
    _require(batch, ImportStatus.DONE)
    _set_going(actor, batch, ImportStatus.UNDOING, "import.undo")
    enqueue("providers.undo_import", batch_id=str(batch.id))


def load_batch(actor: Actor, batch_id: UUID, version: int | None = None) -> ImportBatch:
    """The batch as far as the actor may see it. Raises NotFound, StaleVersion."""
    _require_keeper(actor)
    batch = db.session.scalars(select(ImportBatch).where(ImportBatch.id == batch_id)).one_or_none()
    if batch is None:
        raise NotFound
    if version is not None and batch.version != version:
        raise StaleVersion
    return batch


def _require_keeper(actor: Actor) -> None:
    if not actor.may(P.PROVIDERS_APPROVE):
        raise Forbidden


def _require(batch: ImportBatch, *wanted: ImportStatus) -> None:
    if batch.status not in wanted:
        raise Refused("import_not_ready", status=str(batch.status))


def _set_going(actor: Actor, batch: ImportBatch, status: ImportStatus, action: str) -> None:
    batch.status, batch.progress, batch.problem = status, 0, ""
    batch.acting_id, batch.acting_name = actor.user_id, actor.name
    record(actor, action, batch, rows=batch.rows_total)


def _forget_old_files() -> None:
    """A sheet that nobody went on with keeps its rows, but not its file."""
    old = update(ImportBatch).where(
        ImportBatch.content.is_not(None), ImportBatch.made_at < clock.now() - _FILES_KEPT_FOR
    )
    why = {"audited_bulk": "what the record says stays", "synchronize_session": False}
    db.session.execute(old.values(content=None), execution_options=why)


def _tidy_name(name: str) -> str:
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in bare if letter.isprintable())[:200]


def _example(rows: Sequence[Sequence[str]], place: int) -> str:
    cells = (unguard(row[place]).strip() for row in rows if place < len(row))
    return " · ".join(cell[:_LONGEST_EXAMPLE] for cell in cells if cell)


def _mapping_of(guesses: tuple[str, ...]) -> dict[str, str]:
    return {str(place): code for place, code in enumerate(guesses) if code}


def _keeper_of(batch: ImportBatch) -> str:
    return f"municipality:{batch.municipality_code}" if batch.municipality_code else "administrator"


def _remembered(batch: ImportBatch) -> dict[str, str] | None:
    found = select(ImportMapping.mapping).where(
        ImportMapping.keeper == _keeper_of(batch),
        ImportMapping.headings_digest == digest_of_headings(batch.headings),
    )
    return db.session.scalars(found).one_or_none()


def _remember(batch: ImportBatch) -> None:
    kept = ImportMapping(
        keeper=_keeper_of(batch),
        headings_digest=digest_of_headings(batch.headings),
        mapping=dict(batch.mapping),
        used_at=clock.now(),
    )
    db.session.merge(kept)
