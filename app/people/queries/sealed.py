"""Sealed notes as far as they may be read: that they exist, who reads them, and where the glass was broken."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.kernel.pages import Page, PageRequest
from app.people.domain import Finding, may_open
from app.people.models import BrokenGlass, SealedNote, SealedNoteReader


@dataclass(frozen=True, slots=True)
class SealedNoteRow:
    """That there is a note, by whom and for whom; never what it is about. `may_open`: the actor may open it now."""

    id: UUID
    written_by_name: str
    written_at: datetime
    reader_names: tuple[str, ...]
    may_open: bool


@dataclass(frozen=True, slots=True)
class BrokenGlassRow:
    """One time that somebody opened a note that was not for her."""

    id: UUID
    version: int
    code_name: str
    user_name: str
    reason: str
    broken_at: datetime
    reviewed_at: datetime | None
    finding: Finding | None


def list_sealed_notes(actor: Actor, person_id: UUID) -> list[SealedNoteRow]:
    """The notes of one person, newest first."""
    notes = db.session.execute(
        select(SealedNote.id, SealedNote.written_by_name, SealedNote.written_at)
        .where(SealedNote.person_id == person_id)
        .order_by(SealedNote.written_at.desc(), SealedNote.id)
    ).all()
    ids = [note.id for note in notes]
    readers, glass = _readers_of(ids), _glass_of(actor, ids)
    now = clock.now()
    return [
        SealedNoteRow(
            note.id,
            note.written_by_name,
            note.written_at,
            tuple(readers[note.id].values()),
            may_open(actor.user_id, readers[note.id], glass.get(note.id), now),
        )
        for note in notes
    ]


def get_sealed_note(actor: Actor, person_id: UUID, note_id: UUID) -> SealedNoteRow:
    """One of them. Raises NotFound."""
    for row in list_sealed_notes(actor, person_id):
        if row.id == note_id:
            return row
    raise NotFound


def list_broken_glass(page: PageRequest) -> Page[BrokenGlassRow]:
    """What the officer has to look at: not reviewed first, then newest first."""
    rows = db.session.execute(
        select(
            BrokenGlass.id,
            BrokenGlass.version,
            BrokenGlass.code_name,
            BrokenGlass.user_name,
            BrokenGlass.reason,
            BrokenGlass.broken_at,
            BrokenGlass.reviewed_at,
            BrokenGlass.finding,
        )
        .order_by(BrokenGlass.reviewed_at.is_not(None), BrokenGlass.broken_at.desc(), BrokenGlass.id)
        .offset(page.offset)
        .limit(page.probe)
    )
    found = [BrokenGlassRow(*row[:-1], Finding(row.finding) if row.finding else None) for row in rows]
    return Page.cut(found, page)


def _readers_of(note_ids: Iterable[UUID]) -> defaultdict[UUID, dict[UUID, str]]:
    """Note to user to name, for notes that were read within scope."""
    found = (
        select(SealedNoteReader.note_id, SealedNoteReader.user_id, SealedNoteReader.name)
        .where(SealedNoteReader.note_id.in_(list(note_ids)))
        .order_by(SealedNoteReader.name, SealedNoteReader.user_id)
    )
    readers: defaultdict[UUID, dict[UUID, str]] = defaultdict(dict)
    for note_id, user_id, name in db.session.execute(found):
        readers[note_id][user_id] = name
    return readers


def _glass_of(actor: Actor, note_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """Until when the actor's own broken glass lasts, by note."""
    found = (
        select(BrokenGlass.note_id, func.max(BrokenGlass.ends_at).label("until"))
        .where(BrokenGlass.note_id.in_(list(note_ids)), BrokenGlass.user_id == actor.user_id)
        .group_by(BrokenGlass.note_id)
    )
    return {row.note_id: row.until for row in db.session.execute(found)}
