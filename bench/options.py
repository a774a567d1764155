"""What one run is asked to measure: read from the command line, nothing else."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass

from bench.pages import PAGES

ENGINES = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is in a database."""

    services: int
    people: int
    referrals: int

    def __str__(self) -> str:
        return f"{self.services}-{self.people}-{self.referrals}"


@dataclass(frozen=True, slots=True)
class Options:
    """One run. `few` is the same network with fewer referrals; None: growth is not measured."""

    size: Size
    few: Size | None
    engines: tuple[str, ...]
    pages: tuple[str, ...]
    seconds: float
    rounds: int
    workers: int
    growth: bool
    profile: str | None


def read_options(arguments: Sequence[str]) -> Options:
    """The options of a command line; leaves the program for `--help` and for what it does not understand."""
    given = _parser().parse_args(arguments)
    few = Size(given.services, given.people, given.few) if 0 < given.few < given.referrals else None
    return Options(
        size=Size(given.services, given.people, given.referrals),
        few=few,
        engines=ENGINES if given.engine == "both" else (given.engine,),
        pages=tuple(given.pages),
        seconds=given.seconds,
        rounds=given.rounds,
        workers=given.workers,
        growth=given.growth,
        profile=given.profile,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Ura beside two yardsticks.")
    add = parser.add_argument
    add("--services", type=_count, default=10_000)
    add("--people", type=_count, default=20_000)
    add("--referrals", type=_count, default=50_000)
    add("--few", type=int, default=5_000, help="referrals of the small database; 0 leaves growth out")
    add("--engine", choices=(*ENGINES, "both"), default="both")
    add("--pages", nargs="+", choices=sorted(PAGES), default=list(PAGES), metavar="PAGE")
    add("--seconds", type=_seconds, default=1.0, help="length of one slice")
    add("--rounds", type=_count, default=5, help="slices of each page")
    add("--workers", type=_count, default=os.cpu_count() or 1, help="processes of each server")
    add(
        "--no-growth", dest="growth", action="store_false", help="leave out the directory of 100,000 services"
    )
    add("--profile", choices=sorted(PAGES), help="take one page apart instead of measuring")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 1_000_000:
        raise argparse.ArgumentTypeError("between 1 and 1,000,000")
    return number


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0.1 <= seconds <= 60:
        raise argparse.ArgumentTypeError("between 0.1 and 60")
    return seconds
