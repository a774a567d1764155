"""What the rules must know of a referral, and of the others of the same person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import bindparam, select

from app.kernel.db import db
from app.kernel.scope import prepared
from app.providers import queries as providers
from app.referrals.domain import OPEN_STATUSES, TRANSITIONS, Event, Priority, Snapshot, Status
from app.referrals.models import Referral


class Recorded(Protocol):
    """A referral, as its row or as its page knows it."""

    @property
    def id(self) -> UUID: ...
    @property
    def status(self) -> str: ...
    @property
    def priority(self) -> str: ...
    @property
    def call_with(self) -> str: ...
    @property
    def called_at(self) -> datetime | None: ...
    @property
    def service_id(self) -> UUID | None: ...
    @property
    def parent_id(self) -> UUID | None: ...
    @property
    def no_shows(self) -> int: ...
    @property
    def attempts(self) -> int: ...
    @property
    def attempt_channels(self) -> Sequence[str]: ...


def snapshot_of(referral: Recorded) -> Snapshot:
    """The referral as the rules see it. What only sending asks for is added there."""
    status = Status(referral.status)
    return Snapshot(
        status,
        priority=Priority(referral.priority),
        has_waiting_list=_has_waiting_list(referral.service_id, status),
        call_logged=bool(referral.call_with and referral.called_at),
        is_rereferral=referral.parent_id is not None,
        has_open_child=status is Status.EXPIRED and has_open_child(referral.id),
        no_shows=referral.no_shows,
        attempts=referral.attempts,
        channels=frozenset(referral.attempt_channels),
    )


def _has_waiting_list(service_id: UUID | None, status: Status) -> bool:
    """Asked of the service only where the answer matters: it costs a statement."""
    if service_id is None or (status, Event.PUT_ON_WAITING_LIST) not in TRANSITIONS:
        return True
    return providers.has_waiting_list(service_id)


_DUPLICATE = prepared(
    select(Referral.id)
    .where(
        Referral.person_id == bindparam("person_id"),
        Referral.status.in_(sorted(OPEN_STATUSES)),
        Referral.service_id == bindparam("service_id"),
        Referral.id != bindparam("besides"),
    )
    .limit(1)
)


def has_open_duplicate(person_id: UUID, service_id: UUID, *, besides: UUID) -> bool:
    """Another referral of this person to this service is under way."""
    values = {"person_id": person_id, "service_id": service_id, "besides": besides}
    return db.session.execute(_DUPLICATE, values).first() is not None


def has_open_child(referral_id: UUID) -> bool:
    """The need is already on its way to another provider."""
    found = select(Referral.id).where(
        Referral.parent_id == referral_id, Referral.status.in_(sorted({*OPEN_STATUSES, Status.DRAFT}))
    )
    return db.session.execute(found.limit(1)).first() is not None


def find_draft(person_id: UUID, service_id: UUID) -> UUID | None:
    """A draft for the same person and service that nobody has sent yet."""
    found = select(Referral.id).where(
        Referral.person_id == person_id,
        Referral.status == Status.DRAFT,
        Referral.service_id == service_id,
    )
    return db.session.execute(found.order_by(Referral.id).limit(1)).scalar_one_or_none()
