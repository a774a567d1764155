"""The reference files and how to open them; what they mean is the business of the rooms that read them."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The lines of `<name>.csv`, each as column name to text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def shapes_of(name: str) -> list[dict[str, Any]]:
    """The features of `<name>.geojson`."""
    document = json.loads((FOLDER / f"{name}.geojson").read_text(encoding="utf-8"))
    features: list[dict[str, Any]] = document["features"]
    return features
