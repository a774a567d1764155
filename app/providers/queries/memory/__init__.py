"""The directory in the memory of each process: quick to search, and as true as the database at every search.

`seen_by` is the one door: it takes a scope, and what comes back holds only what that scope may know of.
"""

from dataclasses import dataclass

from app.kernel.scope import Scope
from app.providers.models import visible_tiers
from app.providers.queries.memory.index import Entry, Index
from app.providers.queries.memory.state import OWN_CHANGES, current_index, forget_directory

__all__ = ["OWN_CHANGES", "Entry", "Index", "Seen", "forget_directory", "seen_by"]


@dataclass(frozen=True, slots=True)
class Seen:
    """The directory as one scope sees it: every set of slots that is asked for has to be cut with `slots`."""

    index: Index
    slots: int


def seen_by(scope: Scope) -> Seen:
    """The directory for a scope: the tiers that it may know of, and what its own organisation offers."""
    index = current_index()
    slots = index.having_any("tier", visible_tiers(scope))
    if scope.organisation_id:
        slots |= index.of_organisation(scope.organisation_id)
    return Seen(index, slots)
