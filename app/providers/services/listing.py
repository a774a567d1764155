"""Keeps the read side of the directory true: writes its rows anew from the registry, in the same transaction."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import Connection, delete, event, insert, select, update
from sqlalchemy.orm import Session

from app.kernel.db import UnitSession, db, insert_or_ignore
from app.kernel.scope import unscoped
from app.providers.models import ServiceListing, ServiceListingChange, ServiceListingState
from app.providers.queries.memory import OWN_CHANGES
from app.providers.services.listing_rows import build_rows

_BATCH = 500
_WHY = unscoped("the directory is derived from all entries")
_MARK = {**_WHY, "synchronize_session": False}
_RAISE = update(ServiceListingState).values(changes=ServiceListingState.changes + 1)


def refresh_listing(service_ids: Collection[UUID]) -> frozenset[str]:
    """Write the directory rows of these services anew; returns the municipalities that lost or gained rows."""
    touched: set[str] = set()
    session = db.session()
    session.flush()
    for ids in _batches(service_ids):
        touched.update(_municipalities_listed(ids))
        session.execute(
            delete(ServiceListing).where(ServiceListing.service_id.in_(ids)), execution_options=_MARK
        )
        rows = build_rows(ids)
        if rows:
            session.execute(insert(ServiceListing), rows, execution_options=_WHY)
        touched.update(row["municipality_code"] for row in rows)
        session.info.setdefault(OWN_CHANGES, set()).update(ids)
    return frozenset(touched)


def _batches(service_ids: Collection[UUID]) -> Iterator[list[UUID]]:
    ids = list(dict.fromkeys(service_ids))
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _municipalities_listed(ids: Sequence[UUID]) -> Sequence[str]:
    listed = select(ServiceListing.municipality_code).where(ServiceListing.service_id.in_(ids)).distinct()
    return db.session.scalars(listed, execution_options=_WHY).all()


@event.listens_for(UnitSession, "before_commit")
def _number_the_change(session: Session) -> None:
    """Give what this unit changed the next number, so that every process reads it again.

    Last of all, since the row of the counter stays locked until the commit: changes commit in the order of their
    numbers, and a long import keeps nobody waiting.
    """
    if session.in_nested_transaction():
        return
    changed: set[UUID] = session.info.pop(OWN_CHANGES, set())
    if not changed:
        return
    connection = session.connection()
    number = _next_number(session, connection)
    for ids in _batches(changed):
        connection.execute(delete(ServiceListingChange).where(ServiceListingChange.service_id.in_(ids)))
        connection.execute(
            insert(ServiceListingChange), [{"service_id": each, "number": number} for each in ids]
        )


def _next_number(session: Session, connection: Connection) -> int:
    if connection.execute(_RAISE).rowcount == 0:
        connection.execute(insert_or_ignore(session, ServiceListingState).values(id=1, changes=0))
        connection.execute(_RAISE)
    return int(connection.execute(select(ServiceListingState.changes)).scalar_one())
