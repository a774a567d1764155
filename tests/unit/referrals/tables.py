"""The lifecycle as the field agreed it, written down apart from the code that is tested against it."""

import csv
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from app.referrals.domain import REASONS, Event, Priority, Proposal, Snapshot, Status, reasons_for

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


AGREED: Mapping[tuple[str, str], dict[str, str]] = MappingProxyType(
    {(row["from"], row["event"]): row for row in rows("lifecycle.csv")}
)


def ready(status: Status) -> Snapshot:
    """A referral of which nothing but its status can stand in the way of a move."""
    return Snapshot(
        status,
        priority=Priority.EMERGENCY,
        consent_valid=True,
        service_open=True,
        preview_confirmed=True,
        call_logged=True,
        attempts=3,
        channels=frozenset({"phone", "visit"}),
    )


def complete(status: Status, event: Event) -> Proposal:
    """Everything that this event may ask for."""
    if (status, event) not in AGREED:
        return Proposal("anything", "Words.", NOW)
    reason_set = reasons_for(ready(status), event)
    return Proposal(REASONS[reason_set][0] if reason_set else None, "Words.", NOW)
