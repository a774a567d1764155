"""Sealed notes: write, open, break the glass; and the page on which the data protection officer looks at that."""

from uuid import UUID

from flask import flash

from app.accounts.queries import list_colleagues
from app.kernel.access import current_actor
from app.kernel.errors import Invalid
from app.kernel.i18n import gettext as _
from app.kernel.permissions import P
from app.people import queries, services, words
from app.people.forms.sealed import BreakGlassForm, ReviewForm, SealedNoteForm
from app.people.routes.blueprint import bp
from app.web.pages import page_request
from app.web.respond import Answer, redirect_to, respond


@bp.get("/people/<uuid:person_id>/sealed/new", access=P.PEOPLE_WRITE)
def new_sealed_note(person_id: UUID) -> Answer:
    return _write_page(person_id, _note_form())


@bp.post("/people/<uuid:person_id>/sealed/new", access=P.PEOPLE_WRITE, creates=True)
def write_sealed_note(person_id: UUID) -> Answer:
    form = _note_form()
    if not form.validate():
        return _write_page(person_id, form, status=422)
    try:
        services.write_sealed_note(current_actor(), person_id, form.to_command())
    except Invalid as wrong:
        form.refuse(wrong.fields)
        return _write_page(person_id, form, status=422)
    flash(_("The note is sealed."))
    return redirect_to("people.show", person_id=person_id)


@bp.post("/people/<uuid:person_id>/sealed/<uuid:note_id>/open", access=P.PEOPLE_READ)
def open_sealed_note(person_id: UUID, note_id: UUID) -> Answer:
    actor = current_actor()
    kind, text = services.open_sealed_note(actor, person_id, note_id)
    return respond(
        "people/sealed_note.html",
        person=queries.get_person(person_id),
        note=_row(person_id, note_id),
        kind=words.NOTE_KINDS[kind],
        text=text,
    )


@bp.get("/people/<uuid:person_id>/sealed/<uuid:note_id>/break-glass", access=P.PEOPLE_WRITE)
def ask_to_break_glass(person_id: UUID, note_id: UUID) -> Answer:
    return _glass_page(person_id, note_id, BreakGlassForm())


@bp.post("/people/<uuid:person_id>/sealed/<uuid:note_id>/break-glass", access=P.PEOPLE_WRITE)
def break_glass(person_id: UUID, note_id: UUID) -> Answer:
    form = BreakGlassForm()
    if not form.validate():
        return _glass_page(person_id, note_id, form, status=422)
    try:
        services.break_glass(current_actor(), person_id, note_id, form.reason.data or "")
    except Invalid as wrong:
        form.refuse(wrong.fields)
        return _glass_page(person_id, note_id, form, status=422)
    flash(_("You may open the note for one hour. The data protection officer is told."))
    return redirect_to("people.show", person_id=person_id, _anchor="sealed-notes")


@bp.get("/audit/broken-glass", access=P.AUDIT_READ)
def broken_glass() -> Answer:
    found = queries.list_broken_glass(page_request())
    forms = {row.id: ReviewForm(formdata=None, data={"version": row.version}) for row in found.rows}
    return respond(
        "people/broken_glass.html",
        found=found,
        forms=forms,
        findings=words.FINDINGS,
    )


@bp.post("/audit/broken-glass/<uuid:glass_id>", access=P.AUDIT_READ)
def review_broken_glass(glass_id: UUID) -> Answer:
    form = ReviewForm()
    if not form.validate() or form.version.data is None:
        flash(_("Choose what you found."))
        return redirect_to("people.broken_glass")
    services.review_broken_glass(current_actor(), glass_id, form.version.data, form.finding.data)
    flash(_("Your finding is kept."))
    return redirect_to("people.broken_glass")


def _note_form() -> SealedNoteForm:
    actor = current_actor()
    return SealedNoteForm(
        colleagues=[(row.user_id, row.name) for row in list_colleagues() if row.user_id != actor.user_id]
    )


def _write_page(person_id: UUID, form: SealedNoteForm, status: int = 200) -> Answer:
    person = queries.get_person(person_id)
    return respond("people/sealed_new.html", person=person, form=form, status=status)


def _glass_page(person_id: UUID, note_id: UUID, form: BreakGlassForm, status: int = 200) -> Answer:
    return respond(
        "people/break_glass.html",
        person=queries.get_person(person_id),
        note=_row(person_id, note_id),
        form=form,
        status=status,
    )


def _row(person_id: UUID, note_id: UUID) -> queries.SealedNoteRow:
    return queries.get_sealed_note(current_actor(), person_id, note_id)
