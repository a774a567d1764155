"""What the registry tells those above it."""

from app.kernel.events import Event

# The codes of the municipalities whose offer changed: services, places, or whether an organisation stands.
services_changed: Event[frozenset[str]] = Event("services_changed")
