"""The audit trail: who did what to which record, hash-chained per municipality, with no personal value in it."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import JSON, Index, String, Text, bindparam, event, select, update
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, UOWTransaction, mapped_column

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.db import Base, Identified, UnitSession, db, insert_or_ignore
from app.kernel.scope import prepared
from app.kernel.writing import Values, Writing, guards_rows, put, put_row

GENESIS = "0" * 64
_BULK = "audited_bulk"


class UnauditedChange(RuntimeError):
    """An audited record was changed and no audit entry says so: the change must not be committed."""


class Audited:
    """A model whose every change needs an audit entry in the same transaction."""

    id: Mapped[UUID]

    @property
    def audit_chain(self) -> str:
        """The chain it belongs to, such as `municipality:53`."""
        raise NotImplementedError(type(self).__name__)


class AuditHead(Base):
    """The newest link of one chain; its row lock makes writers of a chain queue."""

    __tablename__ = "audit_head"

    chain: Mapped[str] = mapped_column(String(60), primary_key=True)
    sequence: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(String(64), default=GENESIS)


class AuditEntry(Base):
    """One link. `body` is what was hashed; the other columns repeat it for searching."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_subject", "subject", "at"), Index("ix_audit_entry_at", "at"))

    chain: Mapped[str] = mapped_column(String(60), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[UUID]
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80))
    body: Mapped[str] = mapped_column(Text)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditView(Identified, Base):
    """Who looked at whose record: one row for an actor, a record and an hour."""

    __tablename__ = "audit_view"
    __table_args__ = (
        Index("ix_audit_view_subject", "subject", "at"),
        Index("ix_audit_view_chain", "chain", "at"),
    )

    at: Mapped[datetime]
    actor_id: Mapped[UUID]
    actor_role: Mapped[str] = mapped_column(String(40))
    chain: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80))
    detail: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)


class Named(NamedTuple):
    """A record that was put down as a row: there is no object that could be asked for its name and chain."""

    model: type[Audited]
    id: UUID
    audit_chain: str


def subject_of(row: Audited | Named) -> str:
    """The name under which a record stands in the trail: `Referral:0199…`."""
    model = row.model if isinstance(row, Named) else type(row)
    return f"{model.__name__}:{row.id}"


def record(actor: Actor, action: str, subject: Audited | Named, **codes: str | int | bool | None) -> None:
    """Say what was done to a record. `codes` hold codes, ids and counts, never a personal value."""
    session = db.session()
    if subject.id is None:
        session.flush()
    _append(session, subject.audit_chain, actor, action, subject_of(subject), codes)


def record_bulk(actor: Actor, action: str, chain: str, **codes: str | int | bool | None) -> None:
    """One entry for many rows written at once (loading of demo data, an import)."""
    _append(db.session(), chain, actor, action, chain, codes)


def _append(
    session: Session, chain: str, actor: Actor, action: str, subject: str, codes: dict[str, Any]
) -> None:
    head = _locked_head(session, chain)
    moment = clock.now()
    body = json.dumps(
        {
            "chain": chain,
            "sequence": head.sequence + 1,
            "at": moment.isoformat(),
            "actor": str(actor.user_id),
            "role": actor.role,
            "action": action,
            "subject": subject,
            "codes": codes,
        },
        sort_keys=True,
        separators=(",", ":"),
        default=str,
    )
    digest = _link(head.hash, body)
    put_row(
        session,
        AuditEntry,
        chain=chain,
        sequence=head.sequence + 1,
        at=moment,
        actor_id=actor.user_id,
        action=action,
        subject=subject,
        body=body,
        previous_hash=head.hash,
        hash=digest,
    )
    _move_head(session, chain, _Head(head.sequence + 1, digest))
    session.info.setdefault("audited", set()).add(subject)


class _Head(NamedTuple):
    """The newest link of a chain whose row this unit has locked."""

    sequence: int
    hash: str


_LOCKED_HEAD = prepared(
    select(AuditHead.sequence, AuditHead.hash).where(AuditHead.chain == bindparam("chain")).with_for_update()
)
_heads: Any = AuditHead.__table__
_MOVING = Writing(
    update(_heads)
    .where(_heads.c.chain == bindparam("of_chain"))
    .values(sequence=bindparam("new_sequence"), hash=bindparam("new_hash"))
)


def _move_head(session: Session, chain: str, head: _Head) -> None:
    session.info["audit_heads"][chain] = head
    moved = {"of_chain": chain, "new_sequence": head.sequence, "new_hash": head.hash}
    put(session, _MOVING, moved, once=chain)


def _locked_head(session: Session, chain: str) -> _Head:
    held: dict[str, _Head] = session.info.setdefault("audit_heads", {})
    if chain not in held:
        row = session.execute(_LOCKED_HEAD, {"chain": chain}).one_or_none()
        if row is None:
            session.execute(
                insert_or_ignore(session, AuditHead).values(chain=chain, sequence=0, hash=GENESIS)
            )
            row = session.execute(_LOCKED_HEAD, {"chain": chain}).one()
        held[chain] = _Head(row.sequence, row.hash)
    return held[chain]


def _link(previous: str, body: str) -> str:
    return hashlib.sha256((previous + body).encode()).hexdigest()


def verify(session: Session) -> Iterator[tuple[str, int, int | None]]:
    """Walk every chain: its name, how many links hold, and the number of the first broken one (None: all hold)."""
    for chain, sequence in session.execute(
        select(AuditHead.chain, AuditHead.sequence).order_by(AuditHead.chain)
    ):
        held, broken = _walk(session, chain)
        yield chain, held, broken if broken else (None if held == sequence else held + 1)


def _walk(session: Session, chain: str) -> tuple[int, int | None]:
    previous, held = GENESIS, 0
    links = select(AuditEntry.sequence, AuditEntry.body, AuditEntry.previous_hash, AuditEntry.hash)
    for number, body, claimed, digest in session.execute(
        links.where(AuditEntry.chain == chain).order_by(AuditEntry.sequence)
    ):
        if number != held + 1 or claimed != previous or _link(previous, body) != digest:
            return held, held + 1
        previous, held = digest, number
    return held, None


@event.listens_for(UnitSession, "after_flush")
def _collect(session: Session, _context: UOWTransaction) -> None:
    rows = (*session.new, *(row for row in session.dirty if session.is_modified(row)), *session.deleted)
    changed = {subject_of(row) for row in rows if isinstance(row, Audited)}
    if changed:
        session.info.setdefault("changed", set()).update(changed)


@guards_rows
def _collect_row(session: Session, model: type[Any], values: Values) -> None:
    if issubclass(model, Audited):
        session.info.setdefault("changed", set()).add(f"{model.__name__}:{values['id']}")


@event.listens_for(UnitSession, "do_orm_execute")
def _no_silent_bulk_change(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete or state.is_insert) or state.execution_options.get(_BULK):
        return
    mapper = state.bind_mapper
    if mapper is not None and issubclass(mapper.class_, Audited):
        raise UnauditedChange(f"bulk change of {mapper.class_.__name__}")


@event.listens_for(UnitSession, "before_commit")
def _refuse_unaudited(session: Session) -> None:
    session.flush()
    missing = session.info.get("changed", set()) - session.info.get("audited", set())
    if missing:
        raise UnauditedChange(", ".join(sorted(missing)))


@event.listens_for(UnitSession, "after_transaction_end")
def _forget(session: Session, transaction: Any) -> None:
    if transaction.parent is None:
        for key in ("changed", "audited", "audit_heads"):
            session.info.pop(key, None)
