"""Sheets of services: columns, headings, cells and verdicts; files and tables belong to services."""

from app.providers.domain.sheets.cells import Lookups, Value, is_empty, read_cell
from app.providers.domain.sheets.fields import FIELD, FIELDS, Field, Part, Reading
from app.providers.domain.sheets.guarding import AsItWas, guard, is_formula, unguard
from app.providers.domain.sheets.guessing import (
    LEFT_OUT,
    ROWS_LOOKED_AT,
    Layout,
    check_mapping,
    digest_of_headings,
    find_layout,
    guess_field,
)
from app.providers.domain.sheets.verdicts import (
    ALIKE_CHOICES,
    LARGEST_FILE_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    WARNINGS,
    AlikeChoice,
    SheetUnreadable,
    Verdict,
)

__all__ = [
    "ALIKE_CHOICES",
    "FIELD",
    "FIELDS",
    "LARGEST_FILE_BYTES",
    "LEFT_OUT",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "ROWS_LOOKED_AT",
    "WARNINGS",
    "AlikeChoice",
    "AsItWas",
    "Field",
    "Layout",
    "Lookups",
    "Part",
    "Reading",
    "SheetUnreadable",
    "Value",
    "Verdict",
    "check_mapping",
    "digest_of_headings",
    "find_layout",
    "guard",
    "guess_field",
    "is_empty",
    "is_formula",
    "read_cell",
    "unguard",
]
