"""Reads an uploaded file as rows of cells: what it is, is told by its content and never by its name."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from app.providers.domain.sheets import MOST_COLUMNS, MOST_ROWS, SheetUnreadable
from app.providers.services.importing.workbook import read_workbook

Row = Sequence[str]
NumberedRow = tuple[int, Row]

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 64 * 1024
_LONGEST_CELL = 32_767
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_UNTYPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f]")


def read_rows(content: bytes) -> Iterator[NumberedRow]:
    """The rows of a sheet with their numbers (from 1), also empty ones that stand between others.

    Raises SheetUnreadable, also while reading.
    """
    rows = read_workbook(content) if content.startswith(_ZIP) else _read_text(content)
    return _bounded(rows)


def _bounded(rows: Iterator[NumberedRow]) -> Iterator[NumberedRow]:
    filled = 0
    for number, row in rows:
        if len(row) > MOST_COLUMNS and any(cell for cell in row[MOST_COLUMNS:]):
            raise SheetUnreadable("too_many_columns")
        if any(cell.strip() for cell in row):
            filled += 1
            # Some rows above the data hold titles, headings and tags.
            if filled > MOST_ROWS + 20:
                raise SheetUnreadable("too_many_rows")
        yield number, row[:MOST_COLUMNS]


def _read_text(content: bytes) -> Iterator[NumberedRow]:
    if content.startswith(_OLD_EXCEL):
        raise SheetUnreadable("old_excel")
    text = _decode(content)
    if not text.strip():
        raise SheetUnreadable("empty")
    if _UNTYPED.search(text[:_LOOKED_AT]):
        raise SheetUnreadable("no_sheet")
    if text.lstrip().startswith(("<", "{", "%PDF", "%!PS", "{\\rtf")):
        raise SheetUnreadable("no_sheet")
    return _parse(text)


def _decode(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    if b"\x00" in content[:_LOOKED_AT]:
        return _decoded(content, _utf_16(content[:_LOOKED_AT]))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise SheetUnreadable("no_sheet") from None


def _utf_16(start: bytes) -> str:
    """UTF-16 without a mark: every second byte of Latin letters is a null. Anything else with nulls is no text."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > len(start) // 5 and even < odd // 10:
        return "utf-16-le"
    if even > len(start) // 5 and odd < even // 10:
        return "utf-16-be"
    raise SheetUnreadable("no_sheet")


def _parse(text: str) -> Iterator[NumberedRow]:
    said = _SEPARATOR_LINE.match(text)
    start = 1
    if said:
        text, start = text[said.end() :], 2
    delimiter = said[1] if said else _find_delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, start):
            if any(len(cell) > _LONGEST_CELL for cell in row):
                raise SheetUnreadable("cell_too_long")
            yield number, row
    except csv.Error:
        raise SheetUnreadable("cell_too_long") from None


def _find_delimiter(text: str) -> str:
    """The one that cuts the first lines into the most columns of which most lines have the same number."""
    start = text[:_LOOKED_AT]
    return max(_DELIMITERS, key=lambda delimiter: (_columns_by(start, delimiter), delimiter == ","))


def _columns_by(text: str, delimiter: str) -> tuple[int, int]:
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        widths = [len(row) for row, _ in zip(reader, range(30), strict=False) if row]
    except csv.Error:
        return (0, 0)
    wide = [width for width in widths if width > 1]
    if not wide:
        return (0, 0)
    usual = max(set(wide), key=lambda width: (wide.count(width), width))
    return (wide.count(usual) * min(usual, 4), usual)
