"""What packages above this one add to a person's page; `registry.py` connects them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.kernel.actor import Actor


@dataclass(frozen=True)
class Panel:
    """A part of the page: a template, which reads its values from the name `panel`."""

    template: str
    context: Mapping[str, Any]


BuildPanel = Callable[[Actor, UUID], Panel | None]
person_panels: list[BuildPanel] = []


def connect_panel(build: BuildPanel) -> None:
    """Add a part to every person's page; connecting the same one twice has no effect."""
    if build not in person_panels:
        person_panels.append(build)


def build_panels(actor: Actor, person_id: UUID) -> list[Panel]:
    """The parts of one person's page, in the order in which they were connected."""
    return [panel for build in person_panels if (panel := build(actor, person_id)) is not None]
