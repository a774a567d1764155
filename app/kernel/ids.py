"""The one source of identifiers: UUIDv7, so that new rows sort by time and indexes stay compact."""

from collections.abc import Callable
from uuid import UUID

from uuid_utils.compat import uuid7

_source: Callable[[], UUID] = uuid7


def new_id() -> UUID:
    """A fresh identifier."""
    return _source()
