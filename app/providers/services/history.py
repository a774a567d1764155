"""Writes the history of an entry: who changed what from what to what, and why; reading it belongs to queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from app.kernel import clock
from app.kernel.actor import SYSTEM, Actor
from app.kernel.db import db
from app.kernel.ids import new_id
from app.kernel.scope import unscoped
from app.providers.models import (
    Agreement,
    Contact,
    EntryChange,
    Location,
    Organisation,
    Service,
    ServiceAtLocation,
)

Entry = Organisation | Service | Location | Contact | Agreement

NOTHING: Mapping[str, str] = MappingProxyType({})

# What counts for itself: it stands in the history also when no value differs.
ALWAYS_NOTED = frozenset(
    {
        "provider.claim", "service.confirm", "service.confirm_by_mail", "service.confirm_by_phone",
        "report.settle",
    }
)  # fmt: skip

# Who changed it and when stands beside the values; what is only kept for the machine is nobody's reading.
_UNSAID = frozenset(
    {
        "id", "version", "organisation_id", "created_at", "changed_at", "registered_by", "approved_by",
        "approved_at", "is_demo", "merged_into_id", "last_confirmed_at", "last_confirmed_by",
        "capacity_confirmed_at", "service_id", "location_id", "position",
    }
)  # fmt: skip
_LONGEST_NAME = 200
_LONGEST_REASON = 500
_WHY = unscoped("places of the service at hand, for its own history")


@dataclass(frozen=True, slots=True)
class NotedChange:
    """One change for `note_changes`: as the parameters of `note_change`."""

    organisation_id: UUID
    action: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    service_id: UUID | None = None
    location_id: UUID | None = None
    reason: str = ""


def snapshot(row: Entry) -> dict[str, str]:
    """What people may read of a row: field to text. Codes are joined with `, `, dates are ISO, nothing is empty.

    Of a service also the names of its places; take it after the links to them are flushed.
    """
    names = (attribute.key for attribute in type(row).__mapper__.column_attrs)
    values = snapshot_of({name: getattr(row, name) for name in names})
    if isinstance(row, Service):
        values["places"] = as_text(_places_of(row.id))
    return values


def snapshot_of(values: Mapping[str, Any]) -> dict[str, str]:
    """The same of a row that is written in bulk, from its column values; without the names of places."""
    return {name: as_text(value) for name, value in values.items() if name not in _UNSAID}


def as_text(value: Any) -> str:
    """One value as it stands in the history."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.5f}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    return str(value)


def note_change(
    actor: Actor,
    organisation_id: UUID,
    service_id: UUID | None,
    action: str,
    before: Mapping[str, str],
    after: Mapping[str, str],
    reason: str = "",
    *,
    location_id: UUID | None = None,
) -> None:
    """Write what differs between two snapshots; nothing where nothing does and no reason is given.

    A change of a place names it (`location_id`), so that only those who may know of the place read it.
    `before` is NOTHING for what is new.
    """
    change = NotedChange(organisation_id, action, before, after, service_id, location_id, reason)
    note_changes(actor, [change])


def note_changes(actor: Actor, changes: Iterable[NotedChange]) -> int:
    """Write many changes with one statement; returns how many there was something to say of."""
    moment = clock.now()
    rows = [row for change in changes if (row := _row(actor, change, moment))]
    if rows:
        db.session.flush()
        db.session.execute(insert(EntryChange), rows)
    return len(rows)


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    """Field to what it was and what it became, for the fields that differ."""
    names = dict.fromkeys([*before, *after])
    pairs = {name: [before.get(name, ""), after.get(name, "")] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _row(actor: Actor, change: NotedChange, moment: datetime) -> dict[str, Any] | None:
    changes = differences(change.before, change.after)
    reason = change.reason.strip()
    if not changes and not reason and change.action not in ALWAYS_NOTED:
        return None
    name = ", ".join(part for part in (actor.name, actor.place) if part)
    return {
        "id": new_id(),
        "organisation_id": change.organisation_id,
        "service_id": change.service_id,
        "location_id": change.location_id,
        "changed_at": moment,
        "changed_by": None if actor is SYSTEM else actor.user_id,
        "changed_by_name": name[:_LONGEST_NAME],
        "action": change.action,
        "reason": reason[:_LONGEST_REASON],
        "changes": changes,
    }


def _places_of(service_id: UUID) -> list[str]:
    found = (
        select(Location.name, Location.address)
        .join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
        .where(ServiceAtLocation.service_id == service_id)
        .order_by(Location.name, Location.address, Location.id)
    )
    rows = db.session.execute(found, execution_options=_WHY)
    return [row.name or row.address for row in rows]
