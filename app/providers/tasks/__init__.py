"""What the registry does behind the pages: mails that follow a change, and what is done by the hour or by the day."""

from app.providers.tasks import importing, registration, upkeep

HANDLERS = {**importing.HANDLERS, **registration.HANDLERS, **upkeep.HANDLERS}
PERIODIC = (*registration.PERIODIC, *upkeep.PERIODIC)

__all__ = ["HANDLERS", "PERIODIC"]
