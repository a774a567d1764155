"""A fact about a service: what it is called and its lines, each a whole phrase."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """`tone` amber: not to be relied on."""

    key: str
    lines: tuple[str, ...]
    tone: str = ""


def told(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts of which something is said."""
    return tuple(fact for fact in facts if fact.lines)


def lines(*texts: str) -> tuple[str, ...]:
    """The texts that are not empty."""
    return tuple(text for text in texts if text)
