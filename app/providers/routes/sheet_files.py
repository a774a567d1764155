"""Writes and sends sheets as CSV and XLSX, row by row; texts stay texts, whatever they begin with."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from tempfile import SpooledTemporaryFile
from typing import IO, TypeAlias, cast

from flask import Response

from app.providers.domain.sheets import AsItWas, guard
from app.web.respond import Answer

Cell: TypeAlias = str | int | float | None
Rows: TypeAlias = Iterable[Sequence[Cell]]
Writer: TypeAlias = Callable[[Rows, IO[bytes]], None]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
# Spreadsheets take a file for UTF-8 only when it begins with this mark; without it Tiranë is spoilt.
_MARK = "\ufeff"
_KEPT_IN_MEMORY = 2 * 1024 * 1024
_PIECE = 64 * 1024
_BEGINS_AS_FORMULA = re.compile("'*=")
# What XML cannot hold at all.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_767

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET_HEAD = (
    f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews><sheetData>"
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="Ura" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def write_csv(rows: Rows, file: IO[bytes]) -> None:
    """UTF-8 with commas; every text is guarded."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    text.write(_MARK)
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])
    text.detach()


def write_xlsx(rows: Rows, file: IO[bytes]) -> None:
    """One sheet, row by row; texts are written as texts, the first row stays in sight."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, _HEAD + text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(_SHEET_HEAD.encode())
            for number, row in enumerate(rows, 1):
                sheet.write(f'<row r="{number}">{"".join(map(_xml_cell, row))}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")


def send_sheet(write: Writer, rows: Rows, kind: str, name: str) -> Answer:
    """A file that is written beside the memory and sent in pieces; a fault while writing still gives a page."""
    file = SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY)  # noqa: SIM115 - it is closed when it is sent
    held = cast("IO[bytes]", file)
    try:
        write(rows, held)
    except BaseException:
        file.close()
        raise
    size = file.tell()
    file.seek(0)
    answer = Response(_pieces(held), content_type=kind)
    answer.content_length = size
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece


def _xml_cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, int | float):
        return f"<c><v>{cell!r}</v></c>"
    is_guarded = bool(_BEGINS_AS_FORMULA.match(cell)) and not isinstance(cell, AsItWas)
    text = f"'{cell}" if is_guarded else cell
    clean = escape(_NO_XML.sub(" ", text[:_LONGEST]), quote=False).replace("\r", "&#13;")
    return f'<c t="inlineStr"><is><t xml:space="preserve">{clean}</t></is></c>'
