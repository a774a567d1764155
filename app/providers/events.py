"""What the registry tells those above it."""

from dataclasses import dataclass
from uuid import UUID

from app.kernel.events import Event


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """Services went from one entry of an organisation to another, in a merge or when it was undone."""

    from_id: UUID
    to_id: UUID
    service_ids: tuple[UUID, ...]


# The codes of the municipalities whose offer changed: services, places, or whether an organisation stands.
services_changed: Event[frozenset[str]] = Event("services_changed")
organisation_merged: Event[MergeFacts] = Event("organisation_merged")
