"""What a filled database offers for measuring: ids and words, kept beside it as JSON."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Facts:
    """Made by bench.prepare. A draft is its id, its version and the language in which the consent is read."""

    searches: list[tuple[str, str]]
    referrals: list[str]
    unseen: list[str]
    drafts: list[tuple[str, int, str]]
    sectors: list[str]


def write_facts(path: Path, facts: Facts) -> None:
    path.write_text(json.dumps(asdict(facts)), "utf-8")


def read_facts(path: Path) -> Facts:
    """The facts of a database."""
    kept = json.loads(path.read_text("utf-8"))
    kept["searches"] = [(word, sector) for word, sector in kept["searches"]]
    kept["drafts"] = [(draft, version, language) for draft, version, language in kept["drafts"]]
    return Facts(**kept)
