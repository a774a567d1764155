"""What a request of the matrix is, before it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.access.world import Column, World
from tests.support.browsing import Browser


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; `browser` where it must be another one than the role's own, since the session will end."""

    path: str
    data: Mapping[str, Any] | None = None
    browser: Browser | None = None


Ask = Callable[[World, Column], Asked]
