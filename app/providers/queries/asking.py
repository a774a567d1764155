"""Which organisations are to be asked whether their entries are still right, and which of them do not answer."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select

from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import unscoped
from app.providers.domain import CONFIRMED_FOR, ServiceStatus, Status
from app.providers.domain.upkeep import ASKED_AT_MOST_EVERY, may_ask
from app.providers.models import ConfirmationRequest, Organisation, Service

ASKING = unscoped("all organisations are asked alike")
_BATCH = 500


def list_organisations_to_ask() -> list[UUID]:
    """Organisations with something that nobody confirmed for 90 days and that may be mailed again, by id."""
    moment = clock.now()
    recently = exists().where(
        ConfirmationRequest.organisation_id == Organisation.id,
        ConfirmationRequest.asked_at > moment - ASKED_AT_MOST_EVERY,
    )
    stale = exists().where(
        Service.organisation_id == Organisation.id, *stale_services(moment - CONFIRMED_FOR)
    )
    found = select(Organisation.id).where(Organisation.status == Status.APPROVED, stale, ~recently)
    ids = db.session.scalars(found.order_by(Organisation.id), execution_options=ASKING).all()
    return [
        organisation_id
        for batch in _batches(ids)
        for organisation_id, (last, unanswered) in count_unanswered(batch).items()
        if may_ask(last, unanswered, moment)
    ]


def count_unanswered(organisation_ids: Collection[UUID]) -> dict[UUID, tuple[datetime | None, int]]:
    """When each was last asked, and how many mails it has left unanswered since it last confirmed anything."""
    confirmed = _last_confirmed(organisation_ids)
    asked = select(
        ConfirmationRequest.organisation_id, ConfirmationRequest.asked_at, ConfirmationRequest.answered_at
    ).where(ConfirmationRequest.organisation_id.in_(organisation_ids))
    last: dict[UUID, datetime] = {}
    unanswered: defaultdict[UUID, int] = defaultdict(int)
    for row in db.session.execute(asked.order_by(ConfirmationRequest.asked_at), execution_options=ASKING):
        last[row.organisation_id] = row.asked_at
        since = confirmed.get(row.organisation_id)
        heard = row.answered_at is not None or (since is not None and since >= row.asked_at)
        unanswered[row.organisation_id] = 0 if heard else unanswered[row.organisation_id] + 1
    return {one: (last.get(one), unanswered[one]) for one in organisation_ids}


def find_organisations_by_email(email: str) -> list[UUID]:
    """Approved organisations whose registered address this is."""
    found = select(Organisation.id).where(
        func.lower(Organisation.email) == email.strip().lower(), Organisation.status == Status.APPROVED
    )
    return list(db.session.scalars(found.order_by(Organisation.id), execution_options=ASKING))


def stale_services(limit: datetime) -> tuple[ColumnElement[bool], ...]:
    """The clauses for services that run and that nobody has confirmed since then."""
    never_or_long_ago = or_(Service.last_confirmed_at.is_(None), Service.last_confirmed_at < limit)
    return Service.status != ServiceStatus.CLOSED, never_or_long_ago


def _batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _last_confirmed(organisation_ids: Collection[UUID]) -> dict[UUID, datetime | None]:
    newest = (
        select(Service.organisation_id, func.max(Service.last_confirmed_at))
        .where(Service.organisation_id.in_(organisation_ids), Service.status != ServiceStatus.CLOSED)
        .group_by(Service.organisation_id)
    )
    return dict(db.session.execute(newest, execution_options=ASKING).all())
