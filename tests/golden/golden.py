"""Compares a text with the file that was agreed on; URA_WRITE_GOLDEN=1 writes the file anew."""

import os
from pathlib import Path

WRITE = "URA_WRITE_GOLDEN"


def check_golden(path: Path, text: str) -> None:
    """Fail, and say how to renew the file, where the text is not what the file holds."""
    if os.environ.get(WRITE) == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    held = path.read_text("utf-8") if path.exists() else ""
    assert held == text, (
        f"{path.name} is out of date; look at the change, then: {WRITE}=1 pytest tests/golden"
    )
