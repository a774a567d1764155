"""Sealed notes: written, opened by those who may, opened by breaking the glass, and looked at afterwards."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.accounts.queries import list_colleagues
from app.kernel import clock
from app.kernel.actor import SYSTEM, Actor
from app.kernel.audit import record, record_bulk
from app.kernel.db import db
from app.kernel.errors import Forbidden, Invalid, NotFound, Refused, StaleVersion
from app.kernel.outbox import enqueue
from app.kernel.permissions import P
from app.kernel.sealing import reseal, seal, unseal
from app.people.domain import GLASS_OPEN_FOR, Finding, NoteKind, check_note, check_reason
from app.people.models import BrokenGlass, SealedNote, SealedNoteReader
from app.people.policy import require_changing
from app.people.queries import get_person, get_sealed_note


@dataclass(frozen=True, slots=True)
class SealedNoteWritten:
    """What is to be sealed, and for whom besides its writer: colleagues of the same municipality."""

    kind: NoteKind
    text: str
    reader_ids: frozenset[UUID] = frozenset()


def write_sealed_note(actor: Actor, person_id: UUID, command: SealedNoteWritten) -> UUID:
    """Seal a note for named readers. Raises NotFound, Invalid."""
    require_changing(actor)
    person = get_person(person_id)
    text = check_note(command.text)
    names = _names_of_readers(actor, command.reader_ids)
    note = SealedNote(
        municipality_code=person.municipality_code,
        person_id=person_id,
        written_by=actor.user_id,
        written_by_name=actor.name,
        written_at=clock.now(),
    )
    note.sealed = seal(f"{command.kind.value}\n{text}", note.id)
    db.session.add(note)
    db.session.flush()
    db.session.add_all(
        SealedNoteReader(
            note_id=note.id, user_id=user_id, name=name, named_by=actor.user_id, named_at=note.written_at
        )
        for user_id, name in names.items()
    )
    record(actor, "sealed_note.write", note, readers=len(names))
    db.session.flush()
    return note.id


def open_sealed_note(actor: Actor, person_id: UUID, note_id: UUID) -> tuple[NoteKind, str]:
    """What the note is about and what it says. Each opening stands in the audit trail. Raises NotFound, Forbidden."""
    note = _load(person_id, note_id)
    if not get_sealed_note(actor, person_id, note_id).may_open:
        raise Forbidden("note_sealed")
    kind, _line, text = unseal(note.sealed, note.id).partition("\n")
    record(actor, "sealed_note.open", note)
    return NoteKind(kind), text


def break_glass(actor: Actor, person_id: UUID, note_id: UUID, reason: str) -> None:
    """Open a note for an hour although one is no reader; the officer is told. Raises NotFound, Invalid, Refused."""
    require_changing(actor)
    note = _load(person_id, note_id)
    kept = check_reason(reason)
    if get_sealed_note(actor, person_id, note_id).may_open:
        raise Refused("note_open_to_you")
    moment = clock.now()
    glass = BrokenGlass(
        municipality_code=note.municipality_code,
        note_id=note_id,
        code_name=get_person(person_id).code_name,
        user_id=actor.user_id,
        user_name=actor.name,
        reason=kept,
        broken_at=moment,
        ends_at=moment + GLASS_OPEN_FOR,
    )
    db.session.add(glass)
    db.session.flush()
    record(actor, "sealed_note.break_glass", glass)
    enqueue("people.tell_of_broken_glass", municipality_code=note.municipality_code)


def review_broken_glass(actor: Actor, glass_id: UUID, version: int, finding: Finding) -> None:
    """Say whether breaking it was right. Raises NotFound, Forbidden, StaleVersion."""
    if not actor.may(P.AUDIT_READ):
        raise Forbidden
    glass = db.session.scalars(select(BrokenGlass).where(BrokenGlass.id == glass_id)).one_or_none()
    if glass is None:
        raise NotFound
    if glass.version != version:
        raise StaleVersion
    glass.reviewed_at, glass.reviewed_by, glass.finding = clock.now(), actor.user_id, finding.value
    record(actor, "sealed_note.review", glass, finding=finding.value)
    db.session.flush()


def reseal_notes() -> int:
    """Seal every note with the newest key; returns how many. Raises Refused where an old key is missing."""
    notes = db.session.scalars(select(SealedNote).order_by(SealedNote.id)).all()
    for note in notes:
        note.sealed = reseal(note.sealed)
        record(SYSTEM, "sealed_note.reseal", note)
    if notes:
        record_bulk(SYSTEM, "sealed_note.rotate_key", "people", notes=len(notes))
    db.session.flush()
    return len(notes)


def _load(person_id: UUID, note_id: UUID) -> SealedNote:
    wanted = select(SealedNote).where(SealedNote.id == note_id, SealedNote.person_id == person_id)
    note = db.session.scalars(wanted).one_or_none()
    if note is None:
        raise NotFound
    return note


def _names_of_readers(actor: Actor, reader_ids: Collection[UUID]) -> dict[UUID, str]:
    """The writer and the colleagues whom she named; only those of her municipality who may read files at all."""
    colleagues = {row.user_id: row.name for row in list_colleagues()}
    if not colleagues.keys() >= set(reader_ids):
        raise Invalid({"reader_ids": "reader_unknown"})
    return {actor.user_id: actor.name} | {user_id: colleagues[user_id] for user_id in reader_ids}
