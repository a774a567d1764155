"""Keeps the directory in memory as true as the database: read once, then only what changed, before each search."""

from collections.abc import Collection, Iterator
from threading import RLock
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.kernel.db import db
from app.kernel.scope import prepared, unscoped
from app.providers.models import ServiceListing, ServiceListingChange, ServiceListingState
from app.providers.queries.cards import CARD_COLUMNS, card_of
from app.providers.queries.memory.index import Entry, Index

OWN_CHANGES = "listing_changed"
"""Under this name a session holds the ids of services that it changed and has not committed."""

_READ_AT_ONCE = 500
_WHY = unscoped("the memory holds all rows; they are read through memory.seen_by, for one scope")
_COUNTER = prepared(select(ServiceListingState.changes).where(ServiceListingState.id == 1))
_ROWS = select(*CARD_COLUMNS, ServiceListing.words)


class Memory:
    """The rows as they were after so many changes."""

    def __init__(self) -> None:
        self.index = Index()
        self.changes = -1

    def bring_up_to(self, session: Session, changes: int) -> None:
        """Read all rows, or those that changed since; a counter that went back is another database."""
        if self.changes < 0 or changes < self.changes:
            self.read_all(session)
        else:
            self._read_changed(session)
        self.changes = changes

    def read_all(self, session: Session) -> None:
        self.index = Index()
        self.index.add(list(_read(session, None)))

    def _read_changed(self, session: Session) -> None:
        since = select(ServiceListingChange.service_id).where(ServiceListingChange.number > self.changes)
        changed = session.connection().execute(since).scalars().all()
        if len(changed) > len(self.index) // 4:
            self.read_all(session)
            return
        parts = (changed[start : start + _READ_AT_ONCE] for start in range(0, len(changed), _READ_AT_ONCE))
        entries = [entry for ids in parts for entry in _read(session, ids)]
        self.index.remove(changed)
        self.index.add(entries)


_memories: "WeakKeyDictionary[Engine, Memory]" = WeakKeyDictionary()
_one_at_a_time = RLock()


def current_index() -> Index:
    """All rows as the database has them now. For `memory.seen_by`, which narrows them to a scope."""
    session = db.session()
    if session.info.get(OWN_CHANGES):
        # What is not committed is for this unit alone: it must not get into what others read.
        own = Memory()
        own.read_all(session)
        return own.index
    changes = db.session.execute(_COUNTER).scalar() or 0
    with _one_at_a_time:
        memory = _memories.setdefault(session.connection().engine, Memory())
        if memory.changes != changes:
            memory.bring_up_to(session, changes)
        return memory.index


def forget_directory() -> None:
    """Read everything anew at the next search (between tests)."""
    _memories.clear()


def _read(session: Session, service_ids: Collection[UUID] | None) -> Iterator[Entry]:
    wanted = _ROWS if service_ids is None else _ROWS.where(ServiceListing.service_id.in_(service_ids))
    options = {**_WHY, "yield_per": _READ_AT_ONCE}
    for row in session.execute(wanted, execution_options=options):
        yield Entry(card_of(row), f"{row.sort_name}\x00{row.service_id.hex}{row.id.hex}", row.words)
