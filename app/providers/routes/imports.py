"""Pages of an import: take a sheet, choose its columns, look at every row, bring it in, watch, take it back."""

from dataclasses import dataclass
from uuid import UUID

from flask import flash, request

from app.kernel.access import current_actor
from app.kernel.errors import Invalid, NotFound
from app.kernel.i18n import gettext as _
from app.kernel.pages import PageRequest
from app.kernel.permissions import P
from app.kernel.progress import read_progress
from app.providers.domain import ImportStatus
from app.providers.domain.sheets import FIELDS, LARGEST_FILE_BYTES, Part, Verdict
from app.providers.forms.imports import SheetForm, read_choices, read_columns, read_kind, read_version
from app.providers.queries import imports as queries
from app.providers.queries.imports import BatchView
from app.providers.routes.blueprint import bp
from app.providers.routes.sheet_files import XLSX, Cell, send_sheet, write_xlsx
from app.providers.services import importing
from app.providers.words import KINDS
from app.providers.words.imports import counts_of, shown_row, wrong_row
from app.providers.words.sheets import (
    ALIKE_CHOICES,
    COLUMNS,
    FILE_PROBLEMS,
    IMPORT_STATUSES,
    MAPPING_PROBLEMS,
    PARTS,
    VERDICT_TONES,
    VERDICTS,
    column_letter,
)
from app.web.pages import page_request
from app.web.respond import Answer, redirect_to, respond

_ROOM_FOR_THE_FORM = 64 * 1024
_MOST_IN_THE_WAY = 50
_FEW = PageRequest(size=10)


@bp.get("/providers/imports", access=P.PROVIDERS_APPROVE)
def imports() -> Answer:
    return _index(SheetForm())


@bp.post(
    "/providers/imports",
    access=P.PROVIDERS_APPROVE,
    creates=True,
    largest=LARGEST_FILE_BYTES + _ROOM_FOR_THE_FORM,
)
def upload_sheet() -> Answer:
    form = SheetForm()
    sent = form.read()
    if sent:
        try:
            batch_id = importing.upload_sheet(current_actor(), *sent)
            return redirect_to("providers.import_mapping", batch_id=batch_id)
        except Invalid as wrong:
            form.refuse_file(wrong.fields["file"])
    return _index(form, 422)


@bp.get("/providers/imports/<uuid:batch_id>", access=P.PROVIDERS_APPROVE)
def show_import(batch_id: UUID) -> Answer:
    batch = _batch(batch_id)
    if batch.status is ImportStatus.UPLOADED:
        return redirect_to("providers.import_mapping", batch_id=batch_id)
    in_the_way = batch.problem == "undo_in_the_way"
    rows = queries.list_rows_in_the_way(batch_id, _MOST_IN_THE_WAY) if in_the_way else []
    return respond(
        "providers/imports/show.html",
        fragment="frag_progress" if batch.is_at_work else None,
        batch=batch,
        stage=IMPORT_STATUSES[batch.status],
        progress=_progress(batch),
        problem=FILE_PROBLEMS.get(batch.problem),
        counts=counts_of(batch),
        rows=[shown_row(row, batch) for row in rows],
        verdict=None,
        verdicts=VERDICTS,
        tones=VERDICT_TONES,
    )


@bp.get("/providers/imports/<uuid:batch_id>/mapping", access=P.PROVIDERS_APPROVE)
def import_mapping(batch_id: UUID) -> Answer:
    batch = _batch(batch_id)
    return _mapping_page(batch, batch.mapping)


@bp.post("/providers/imports/<uuid:batch_id>/mapping", access=P.PROVIDERS_APPROVE, creates=True)
def map_import(batch_id: UUID) -> Answer:
    batch = _batch(batch_id)
    columns, kind = read_columns(request.form), read_kind(request.form)
    try:
        importing.choose_mapping(current_actor(), batch_id, read_version(request.form), columns, kind)
    except Invalid as wrong:
        chosen = {str(place): code for place, code in columns.items()}
        return _mapping_page(batch, chosen, str(MAPPING_PROBLEMS[wrong.fields["mapping"]]), 422)
    return redirect_to("providers.show_import", batch_id=batch_id)


@bp.get("/providers/imports/<uuid:batch_id>/rows", access=P.PROVIDERS_APPROVE)
def import_rows(batch_id: UUID) -> Answer:
    batch, asked = _batch(batch_id), request.args.get("show", "")
    verdict = Verdict(asked) if asked in set(Verdict) else None
    page = queries.list_rows(batch_id, verdict, page_request())
    return respond(
        "providers/imports/rows.html",
        batch=batch,
        verdict=verdict,
        verdicts=VERDICTS,
        tones=VERDICT_TONES,
        page=page.map(lambda row: shown_row(row, batch)),
        counts=counts_of(batch),
    )


@bp.get("/providers/imports/<uuid:batch_id>/wrong.xlsx", access=P.PROVIDERS_APPROVE)
def wrong_rows(batch_id: UUID) -> Answer:
    batch = _batch(batch_id)
    head: list[Cell] = [*batch.headings, _("Row in the sheet"), _("What is wrong")]
    rows = [head, *(wrong_row(row, batch) for row in queries.list_wrong_rows(batch_id))]
    return send_sheet(write_xlsx, rows, XLSX, "ura-wrong-rows.xlsx")


@bp.get("/providers/imports/<uuid:batch_id>/alike", access=P.PROVIDERS_APPROVE)
def import_alike(batch_id: UUID) -> Answer:
    batch = _batch(batch_id)
    return respond(
        "providers/imports/alike.html",
        batch=batch,
        page=queries.list_alike(batch_id, PageRequest(page_request().number, _FEW.size)),
        shown=lambda group: shown_row(group.first_row, batch),
        choices=ALIKE_CHOICES,
        kinds=KINDS,
        may_choose=batch.status is ImportStatus.CHECKED,
    )


@bp.post("/providers/imports/<uuid:batch_id>/alike", access=P.PROVIDERS_APPROVE, creates=True)
def choose_alike(batch_id: UUID) -> Answer:
    version = read_version(request.form)
    importing.choose_for_alike(current_actor(), batch_id, version, read_choices(request.form))
    return redirect_to("providers.show_import", batch_id=batch_id)


@bp.post("/providers/imports/<uuid:batch_id>/run", access=P.PROVIDERS_APPROVE, creates=True)
def run_import(batch_id: UUID) -> Answer:
    importing.start_import(current_actor(), batch_id, read_version(request.form))
    return redirect_to("providers.show_import", batch_id=batch_id)


@bp.post("/providers/imports/<uuid:batch_id>/undo", access=P.PROVIDERS_APPROVE, creates=True)
def undo_import(batch_id: UUID) -> Answer:
    importing.start_undo(current_actor(), batch_id, read_version(request.form))
    flash(_("It is being taken back."))
    return redirect_to("providers.show_import", batch_id=batch_id)


def _progress(batch: BatchView) -> int:
    told = read_progress(importing.progress_key(batch.id, batch.status)) if batch.is_at_work else 0
    return max(batch.progress, told)


def _batch(batch_id: UUID) -> BatchView:
    batch = queries.get_batch(batch_id)
    if batch is None:
        raise NotFound
    return batch


def _index(form: SheetForm, status: int = 200) -> Answer:
    return respond(
        "providers/imports/index.html",
        status=status,
        form=form,
        page=queries.list_batches(page_request()),
        statuses=IMPORT_STATUSES,
    )


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet with what it is taken for."""

    place: int
    letter: str
    heading: str
    example: str
    chosen: str


def _mapping_page(batch: BatchView, mapping: dict[str, str], problem: str = "", status: int = 200) -> Answer:
    columns = [
        Column(place, column_letter(place), heading, example, mapping.get(str(place), ""))
        for place, (heading, example) in enumerate(zip(batch.headings, batch.examples, strict=True))
    ]
    by_part = {
        part: [(field.code, COLUMNS[field.code]) for field in FIELDS if field.part is part] for part in Part
    }
    return respond(
        "providers/imports/mapping.html",
        status=status,
        batch=batch,
        columns=columns,
        fields=[(PARTS[part], choices) for part, choices in by_part.items()],
        kinds=KINDS,
        default_kind=mapping.get("*kind", ""),
        problem=problem,
    )
