"""Cells that a spreadsheet would run: how they are told, and how our own texts are kept from being run.

Everywhere between reading and writing a text that could be taken for a formula carries an apostrophe before it, as
in a spreadsheet; what begins with `=` without one was a formula.
"""

import re

# `'` before such a beginning is doubled, so that guarding can be undone exactly.
_RISKY = re.compile("'*[=+\\-@\t\r]")
_GUARDED = re.compile("'+[=+\\-@\t\r]")
# Old spreadsheets run another program for `+program|'argument'!cell`.
_RUNS_A_PROGRAM = re.compile(r"[+\-@].*\|.*!", re.DOTALL)
_CALLS = re.compile(r"[+\-@][A-Z][A-Z0-9.]*\(")


class AsItWas(str):
    """A text that goes back to whoever wrote it just as it stood, so that a formula stays one that is refused."""

    __slots__ = ()


def guard(text: str) -> str:
    """The text as it may stand in a file that a spreadsheet opens."""
    return f"'{text}" if _RISKY.match(text) else text


def unguard(cell: str) -> str:
    """The text that was guarded."""
    return cell[1:] if _GUARDED.match(cell) else cell


def is_formula(cell: str) -> bool:
    """Whether a cell is one that a spreadsheet would run."""
    return cell.startswith("=") or bool(_RUNS_A_PROGRAM.match(cell) or _CALLS.match(cell))
