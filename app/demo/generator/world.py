"""What every part of the generator needs to know: the seed, the moment, the places, the catalogue, the staff."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from random import Random
from uuid import UUID

from app.demo.generator.ids import SeededIds
from app.places.queries import MunicipalityRow

_GOLDEN = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class CatalogueFact:
    """A kind of service, as far as it matters here."""

    code: str
    name_sq: str
    name_en: str
    sector: str
    tier: str
    is_information_only: bool


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody in whose name things happened, with or without an account."""

    id: UUID
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class World:
    """The same world gives the same rows."""

    seed: int
    now: datetime
    municipalities: Mapping[str, MunicipalityRow]
    catalogue: Mapping[str, CatalogueFact]

    def random(self, part: str) -> Random:
        """A generator of its own for each part, so that more people do not change the providers."""
        return Random(f"{self.seed}:{part}")

    def ids(self, part: str) -> SeededIds:
        return SeededIds(self.random(f"{part} ids"))


class Spread:
    """Deals out choices by weight, evenly from the first one on, which chance would not do for few."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._choices: Sequence[str] = [choice for choice, weight in weights.items() if weight]
        self._bounds = list(accumulate(weights[choice] for choice in self._choices))

    def deal(self, number: int) -> str:
        """The choice for the so-manieth, counted from 0."""
        return self._choices[bisect(self._bounds, (0.5 + number * _GOLDEN) % 1 * self._bounds[-1])]
