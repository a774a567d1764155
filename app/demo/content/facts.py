"""When demo services are open and what demo organisations agreed, as typed rows; writes nothing, knows no model."""

from dataclasses import dataclass
from functools import cache

from app.demo.tables import rows_of
from app.providers.domain.opening import WEEKDAYS


@dataclass(frozen=True, slots=True)
class DemoHours:
    """A week in the lines of `domain.opening`, for a kind of organisation or for one kind of service."""

    lines: tuple[str, ...]
    observes_holidays: bool


@dataclass(frozen=True, slots=True)
class DemoAgreement:
    """An invented agreement; its days count from the moment of loading."""

    organisation: str
    partner: str
    subject: str
    project_tag: str
    started_days_ago: int
    ends_in_days: int


@cache
def get_hours() -> dict[str, tuple[DemoHours, ...]]:
    """By kind of organisation or code of a service; a more common week stands there more often."""
    found: dict[str, tuple[DemoHours, ...]] = {}
    for row in rows_of("opening"):
        hours = DemoHours(_lines(row["week"]), row["observes_holidays"] == "1")
        found[row["for"]] = (*found.get(row["for"], ()), *([hours] * int(row["share"])))
    return found


@cache
def list_agreements() -> tuple[DemoAgreement, ...]:
    return tuple(
        DemoAgreement(
            organisation=row["organisation"],
            partner=row["partner"],
            subject=row["subject"],
            project_tag=row["project_tag"],
            started_days_ago=int(row["started_days_ago"]),
            ends_in_days=int(row["ends_in_days"]),
        )
        for row in rows_of("agreements")
    )


def _lines(week: str) -> tuple[str, ...]:
    """`mon-fri 08:00-16:00` is five lines."""
    lines = []
    for part in week.split(";"):
        days, hours = part.split(" ")
        first, _dash, last = days.partition("-")
        chosen = WEEKDAYS[WEEKDAYS.index(first) : WEEKDAYS.index(last or first) + 1]
        lines += [f"{day} {hours}" for day in chosen]
    return tuple(lines)
