"""Idempotency keys: the same form sent twice (a double tap, a lost answer) does its work once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String, Text, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.db import Base, db
from app.kernel.errors import Invalid
from app.kernel.scope import prepared
from app.kernel.writing import put_row


class IdempotencyKey(Base):
    """One key of one actor, and where the first answer led."""

    __tablename__ = "idempotency_key"
    __table_args__ = (Index("ix_idempotency_key_created_at", "created_at"),)

    actor_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[UUID] = mapped_column(primary_key=True)
    endpoint: Mapped[str] = mapped_column(String(80))
    location: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


_ANSWER = prepared(
    select(IdempotencyKey.endpoint, IdempotencyKey.location).where(
        IdempotencyKey.actor_id == bindparam("actor_id"), IdempotencyKey.key == bindparam("key")
    )
)


def parse_key(text: str | None) -> UUID:
    """The key as the form carries it; a missing or malformed one is refused."""
    try:
        return UUID(text or "")
    except ValueError:
        raise Invalid({"idempotency_key": "missing_key"}, code="missing_key") from None


def find_answer(actor: Actor, key: UUID, endpoint: str) -> str | None:
    """Where the first request with this key led; None when it is new."""
    row = db.session.execute(_ANSWER, {"actor_id": actor.user_id, "key": key}).one_or_none()
    if row is None:
        return None
    if row.endpoint != endpoint:
        raise Invalid({"idempotency_key": "key_used_elsewhere"}, code="missing_key")
    return str(row.location)


def remember_answer(actor: Actor, key: UUID, endpoint: str, location: str) -> None:
    """Keep the answer in the same transaction as the work itself."""
    put_row(
        db.session(),
        IdempotencyKey,
        actor_id=actor.user_id,
        key=key,
        endpoint=endpoint,
        location=location,
        created_at=clock.now(),
    )
