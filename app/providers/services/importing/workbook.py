"""Opens XLSX files that anybody may have made: bounded before and while they are unpacked, read cell by cell."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from app.providers.domain.sheets import MOST_COLUMNS, ROWS_LOOKED_AT, SheetUnreadable, find_layout, guard

_MOST_PARTS = 500
_MOST_BYTES = 120 * 1024 * 1024
_MOST_TEXT_BYTES = 40 * 1024 * 1024
_SMALL = 5 * 1024 * 1024
_MOST_TIMES = 80
_STEP = 256 * 1024
_MOST_SHEETS = 20
_READ_COLUMNS = MOST_COLUMNS + 20
_TEXTS = "xl/sharedStrings.xml"
# An entity that names others a thousand times needs a document type, which no sheet has; also looked for in UTF-16.
_FORBIDDEN = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T|E\x00?N\x00?T\x00?I)")
_OVERLAP = 16
_EXACT = 1e15
# As we write texts that begin with `=`: with an apostrophe, so that they are none in any program.
_GUARDED = re.compile("'+=")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)

NumberedRow = tuple[int, Sequence[str]]


def read_workbook(content: bytes) -> Iterator[NumberedRow]:
    """The rows of the sheet whose headings say most. Raises SheetUnreadable."""
    check_archive(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][:_MOST_SHEETS]
        if not sheets:
            raise SheetUnreadable("empty")
        best = max(sheets, key=_count_guesses) if len(sheets) > 1 else sheets[0]
        yield from _rows(best)
    except SheetUnreadable:
        raise
    except Exception as error:
        # A damaged or forged file breaks the reader in ways that nobody can list.
        raise SheetUnreadable("damaged") from error


def _rows(sheet: Any) -> Iterator[NumberedRow]:
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=_READ_COLUMNS, values_only=True), 1):
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        yield number, cells


def _count_guesses(sheet: Any) -> int:
    layout = find_layout([row for _number, row in islice(_rows(sheet), ROWS_LOOKED_AT)])
    return sum(1 for guess in layout.guesses if guess) if layout else -1


def _text(value: Any) -> str:
    """A cell as somebody would have typed it. Formulas begin with `=`, texts that look like one are guarded."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value.startswith("=") or _GUARDED.match(value) else guard(value)
    return _other_text(value)


def _other_text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    # What is left are formulas over many cells.
    return str(value) if isinstance(value, int | float) else "="


def check_archive(content: bytes) -> None:
    """Refuse what is no workbook, and what would unpack to more than a sheet can be. Raises SheetUnreadable."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_directory(parts, len(content))
            for part in parts:
                # A forged file calls a sheet by any name, so that each part is looked at.
                _check_part(archive, part)
    except _BROKEN as error:
        raise SheetUnreadable("damaged") from error


def _check_directory(parts: Sequence[zipfile.ZipInfo], packed: int) -> None:
    """By what the archive says of itself; reading never goes beyond what it says."""
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise SheetUnreadable("no_sheet")
    unpacked = sum(part.file_size for part in parts)
    texts = sum(part.file_size for part in parts if part.filename == _TEXTS)
    if (
        len(parts) > _MOST_PARTS
        or len(names) != len(parts)
        or unpacked > _MOST_BYTES
        or texts > _MOST_TEXT_BYTES
        or (unpacked > _SMALL and unpacked > packed * _MOST_TIMES)
    ):
        raise SheetUnreadable("bomb")


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    seen, tail = 0, b""
    with archive.open(part) as file:
        while step := file.read(_STEP):
            seen += len(step)
            if seen > part.file_size:
                raise SheetUnreadable("bomb")
            if _FORBIDDEN.search(tail + step):
                raise SheetUnreadable("forged")
            tail = step[-_OVERLAP:]
