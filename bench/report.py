"""Says what was measured: a table for people, a JSON file for comparing runs."""

import json
import platform
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.client import CONNECTIONS
from bench.growing import LARGE, SMALL, Grown
from bench.options import Options
from bench.pages import PAGES
from bench.rounds import MANY, TEXT, Measured, growth, ratio
from bench.servers import Memory

WANTED_GROWTH, WANTED_DIRECTORY_GROWTH = 1.5, 3.0
_HEAD = (
    *("page", "req/s", "p50 ms", "p95 ms", "cpu ms", "bytes"),
    *("yardstick", "req/s", "cpu ms", "ratio", "text req/s", "ratio", "growth"),
)
_WIDTHS = (-10, 7, 7, 7, 7, 7, -9, 7, 7, 6, 10, 6, 6)


@dataclass(slots=True)
class EngineResult:
    """What one engine brought."""

    engine: str
    pages: dict[str, Measured] = field(default_factory=dict)
    memory: dict[str, Memory] = field(default_factory=dict)
    directory: Grown | None = None


def write_table(result: EngineResult, options: Options) -> str:
    """All pages of one engine."""
    size = options.size
    filled = f"{size.services} services, {size.people} people, {size.referrals} referrals"
    lanes = f"{CONNECTIONS} connections ({PAGES['directory'].connections} for the directory)"
    asked = f"{options.workers} workers, {lanes}, {options.rounds} rounds of {options.seconds:g} s"
    lines = ["", f"{result.engine}: {filled}; {asked}", _line(_HEAD)]
    lines += [_row(name, measured) for name, measured in result.pages.items()]
    if result.directory:
        lines.append(result.directory.sentence())
    lines += [_memory(name, memory) for name, memory in result.memory.items()]
    return "\n".join(lines)


def list_shortfalls(result: EngineResult) -> list[str]:
    """What is below what is wanted, one sentence each."""
    found = []
    for name, measured in result.pages.items():
        yardstick = PAGES[name].yardstick
        share, grown = ratio(measured[MANY], measured[yardstick]), growth(measured)
        wanted, slow = PAGES[name].ratio, PAGES[name].p95_ms
        if share < wanted:
            found.append(
                f"{result.engine}, {name}: {share:.2f} of the yardstick '{yardstick}', wanted {wanted}"
            )
        p95 = measured[MANY].percentile(0.95) * 1000
        if slow is not None and p95 > slow:
            found.append(f"{result.engine}, {name}: p95 {p95:.0f} ms, wanted at most {slow:.0f}")
        if grown is not None and grown > WANTED_GROWTH:
            found.append(f"{result.engine}, {name}: grows {grown:.2f}-fold, wanted at most {WANTED_GROWTH}")
    if result.directory and result.directory.grown > WANTED_DIRECTORY_GROWTH:
        found.append(
            f"{result.engine}, directory: grows {result.directory.grown:.2f}-fold from {SMALL} to {LARGE} services,"
            f" wanted at most {WANTED_DIRECTORY_GROWTH}"
        )
    return found


def _row(name: str, measured: Measured) -> str:
    yardstick = PAGES[name].yardstick
    ours, grown = measured[MANY], growth(measured)
    return _line(
        (
            name,
            f"{ours.rate:.0f}",
            f"{ours.percentile(0.5) * 1000:.1f}",
            f"{ours.percentile(0.95) * 1000:.1f}",
            f"{ours.processor * 1000:.2f}",
            str(ours.size),
            yardstick,
            f"{measured[yardstick].rate:.0f}",
            f"{measured[yardstick].processor * 1000:.2f}",
            f"{ratio(ours, measured[yardstick]):.2f}",
            f"{measured[TEXT].rate:.0f}",
            f"{ratio(ours, measured[TEXT]):.2f}",
            "" if grown is None else f"{grown:.2f}",
        )
    )


def _line(cells: tuple[str, ...]) -> str:
    return "  ".join(
        f"{cell:{'<' if width < 0 else '>'}{abs(width)}}" for cell, width in zip(cells, _WIDTHS, strict=True)
    )


def _memory(name: str, memory: Memory) -> str:
    own = memory.resident - memory.mapped
    return (
        f"memory of {name}: {memory.resident:.0f} MiB resident in {memory.processes} processes, "
        f"of which {memory.mapped:.0f} MiB mirror files and {own:.0f} MiB are its own"
    )


def write_json(folder: Path, options: Options, results: list[EngineResult]) -> Path:
    """Keep the figures; `last.json` is always the newest run."""
    moment = datetime.now(UTC)
    kept = {
        "at": moment.isoformat(timespec="seconds"),
        "machine": {"system": platform.platform(), "python": platform.python_version()},
        "options": asdict(options),
        "engines": {result.engine: _figures(result) for result in results},
        "shortfalls": [sentence for result in results for sentence in list_shortfalls(result)],
    }
    text = json.dumps(kept, indent=2)
    path = folder / f"{moment:%Y%m%dT%H%M%S}.json"
    for target in (path, folder / "last.json"):
        target.write_text(text, "utf-8")
    return path


def _figures(result: EngineResult) -> dict[str, Any]:
    pages = {}
    for name, measured in result.pages.items():
        yardstick = PAGES[name].yardstick
        pages[name] = {
            "yardstick": yardstick,
            "ratio": round(ratio(measured[MANY], measured[yardstick]), 3),
            "ratio_to_text": round(ratio(measured[MANY], measured[TEXT]), 3),
            "growth": growth(measured),
            "series": {
                key: {
                    "rate": round(series.rate, 1),
                    "rates": [round(rate, 1) for rate in series.rates],
                    "p50_ms": round(series.percentile(0.5) * 1000, 2),
                    "p95_ms": round(series.percentile(0.95) * 1000, 2),
                    "processor_ms": round(series.processor * 1000, 3),
                    "answers": len(series.took),
                    "bytes": series.size,
                }
                for key, series in measured.items()
            },
        }
    grown = asdict(result.directory) | {"grown": result.directory.grown} if result.directory else None
    return {
        "pages": pages,
        "directory_growth": grown,
        "memory": {name: asdict(memory) for name, memory in result.memory.items()},
    }
