"""The directory as a sheet, with the columns of sheets that are brought in; sealed services never leave in a file."""

from itertools import chain

from flask import request

from app.kernel import clock
from app.kernel.access import current_actor
from app.kernel.permissions import P
from app.providers.domain.sheets import FIELDS
from app.providers.queries.sheets import iterate_sheet
from app.providers.routes.blueprint import bp
from app.providers.routes.sheet_files import CSV, XLSX, Cell, Writer, send_sheet, write_csv, write_xlsx
from app.providers.words.sheets import COLUMNS
from app.web.respond import Answer


@bp.get("/providers/export.xlsx", access=P.PROVIDERS_APPROVE)
def export_xlsx() -> Answer:
    return _export(write_xlsx, XLSX, "xlsx")


@bp.get("/providers/export.csv", access=P.PROVIDERS_APPROVE)
def export_csv() -> Answer:
    return _export(write_csv, CSV, "csv")


def _export(write: Writer, kind: str, ending: str) -> Answer:
    """Own municipality of those who have one; `?of=all`: as far as the actor sees, `?of=none`: an empty sheet."""
    of = request.args.get("of", "")
    code = None if of == "all" else current_actor().municipality_code
    rows = () if of == "none" else iterate_sheet(code)
    return send_sheet(write, chain(_heads(), rows), kind, f"ura-{clock.today().isoformat()}.{ending}")


def _heads() -> list[list[Cell]]:
    """The headings in the reader's language, and the HXL tags."""
    return [[str(COLUMNS[field.code]) for field in FIELDS], [field.hxl for field in FIELDS]]
