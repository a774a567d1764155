"""Rules of the map: into which class a number of services falls and which gap is listed first; no data, no words."""

from collections.abc import Iterable
from dataclasses import dataclass

NATIONWIDE = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One class of the map: from `lowest` to `highest`, both included; None has no upper end."""

    key: str
    lowest: int
    highest: int | None

    def holds(self, number: int) -> bool:
        return self.lowest <= number and (self.highest is None or number <= self.highest)


# Fixed on purpose: a colour means the same number in every sector, municipality and month, so that pictures can be
# compared. Classes that follow the data (quantiles) would paint a country full of gaps in all colours.
STEPS = (Step("c0", 0, 0), Step("c1", 1, 2), Step("c2", 3, 5), Step("c3", 6, 10), Step("c4", 11, None))
NO_DATA = "no-data"


def class_of(open_services: int | None) -> str:
    """The key of the class of a number; NO_DATA where no provider is registered."""
    if open_services is None:
        return NO_DATA
    return next(step.key for step in STEPS if step.holds(open_services))


@dataclass(frozen=True, slots=True)
class Offer:
    """What one municipality offers in a sector, or in all."""

    municipality_code: str
    population: int
    open_services: int | None

    @property
    def urgency(self) -> tuple[bool, int, int, str]:
        """Sort key for whoever fills gaps: known gaps first, the more people live there the earlier; unknown last."""
        is_unknown = self.open_services is None
        return (is_unknown, self.open_services or 0, -self.population, self.municipality_code)


def most_urgent_first(offers: Iterable[Offer]) -> list[Offer]:
    """Municipalities with the fewest open services first, larger before smaller; those without data at the end."""
    return sorted(offers, key=lambda offer: offer.urgency)


def count_without(offers: Iterable[Offer]) -> tuple[int, int]:
    """In how many municipalities nothing is open, and of how many nobody knows."""
    numbers = [offer.open_services for offer in offers]
    return numbers.count(0), numbers.count(None)
