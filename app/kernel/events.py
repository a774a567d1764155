"""Events that travel upwards: a lower feature declares one, `registry.py` connects who listens."""

from collections.abc import Callable
from typing import Generic, TypeVar

from app.kernel.actor import Actor

Payload = TypeVar("Payload")


class Event(Generic[Payload]):
    """A named happening; listeners run at once and in the same transaction as the change."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._listeners: list[Callable[[Actor, Payload], None]] = []

    def connect(self, listener: Callable[[Actor, Payload], None]) -> None:
        """Add a listener; connecting the same one twice has no effect."""
        if listener not in self._listeners:
            self._listeners.append(listener)

    def emit(self, actor: Actor, payload: Payload) -> None:
        """Tell every listener, in the order in which they were connected."""
        for listener in self._listeners:
            listener(actor, payload)
