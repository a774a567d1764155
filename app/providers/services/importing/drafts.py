"""What bringing in would make of one organisation, place or service, gathered from all rows that speak of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from app.providers.domain.sheets import Part
from app.providers.services.importing.contents import MODELS, Content, Model


@dataclass(slots=True)
class Draft:
    """One entry: what stands there (None: it is new), and what the sheet says of it, by column."""

    part: Part
    id: UUID
    before: Content | None
    first_row: int
    said: dict[str, tuple[Any, int]] = field(default_factory=dict)
    owner_id: UUID | None = None

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def model(self) -> Model:
        return MODELS[self.part.value]

    def say(self, column: str, value: Any, row: int) -> int | None:
        """Note what a row says; the number of an earlier row that said otherwise, if there is one."""
        said, earlier = self.said.setdefault(column, (value, row))
        return None if said == value else earlier

    @property
    def changes(self) -> dict[str, Any]:
        """The columns that become different."""
        if self.before is None:
            return {column: value for column, (value, _row) in self.said.items()}
        before = self.before
        return {
            column: value for column, (value, _row) in self.said.items() if _differs(before[column], value)
        }

    def effective(self, column: str, default: Any = None) -> Any:
        """What will stand in a column."""
        if column in self.said:
            return self.said[column][0]
        return default if self.before is None else self.before[column]

    def after(self, blank: Mapping[str, Any]) -> Content:
        """The whole row as it will be."""
        return {**(self.before or blank), **self.changes}


def _differs(before: Any, value: Any) -> bool:
    """Whether two values say different things: blanks and the order of a list say nothing."""
    if isinstance(before, str) and isinstance(value, str):
        return before.split() != value.split()
    if isinstance(before, list) and isinstance(value, list):
        return sorted(before) != sorted(value)
    return bool(before != value)
