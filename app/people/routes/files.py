"""The pages of people: find, start in a minute, one file, correct it, take a consent back."""

from uuid import UUID

from flask import request

from app.kernel.access import current_actor
from app.kernel.errors import NotFound, StaleVersion
from app.kernel.permissions import P
from app.kernel.views import note_view
from app.people import panels, queries, services, words
from app.people.domain import callable_phone
from app.people.forms import ChangeForm, RegisterForm, printable
from app.people.policy import may_change, may_register
from app.people.queries import PersonView
from app.people.routes.blueprint import bp
from app.web.pages import page_request
from app.web.respond import Answer, redirect_to, respond

_LONGEST_SEARCH = 200


@bp.get("/people", access=P.PEOPLE_READ)
def index() -> Answer:
    text = printable(request.args.get("q"))[:_LONGEST_SEARCH]
    return respond(
        "people/index.html",
        fragment="frag_people",
        text=text,
        page=queries.search_people(text, page_request()),
        language_names=words.language_names,
        may_register=may_register(current_actor()),
    )


@bp.get("/people/new", access=P.PEOPLE_WRITE)
def new() -> Answer:
    return respond("people/new.html", form=RegisterForm(), namesakes=[])


@bp.post("/people/new", access=P.PEOPLE_WRITE, creates=True)
def register() -> Answer:
    form = RegisterForm()
    if not form.validate():
        return respond("people/new.html", form=form, namesakes=[], status=422)
    command = form.to_command()
    names = (command.given_name, command.family_name, command.name_original_script)
    namesakes = [] if form.is_another_person.data else queries.list_namesakes(*names)
    if namesakes:
        return respond("people/new.html", form=form, namesakes=namesakes, status=422)
    return redirect_to("people.show", person_id=services.register(current_actor(), command))


@bp.get("/people/<uuid:person_id>", access=P.PEOPLE_READ)
def show(person_id: UUID) -> Answer:
    actor = current_actor()
    person = _file(person_id)
    return respond(
        "people/show.html",
        person=person,
        facts=words.known_facts(person.details),
        callable_phone=callable_phone(person.details.contact, person.details.phone),
        contact=words.contact_sentence(person.details),
        consents=queries.list_consents_in_force(person_id),
        consent_sentence=words.consent_sentence,
        field_names=words.SHARED_FIELDS,
        panels=panels.build_panels(actor, person_id),
        sealed_notes=queries.list_sealed_notes(actor, person_id),
        may_change=may_change(actor),
        may_refer=actor.may(P.REFERRALS_WRITE),
    )


@bp.get("/people/<uuid:person_id>/edit", access=P.PEOPLE_WRITE)
def edit(person_id: UUID) -> Answer:
    person = _file(person_id)
    form = ChangeForm.of(person.details, person.version)
    return respond("people/edit.html", form=form, person=person, differences=[])


@bp.post("/people/<uuid:person_id>/edit", access=P.PEOPLE_WRITE)
def change(person_id: UUID) -> Answer:
    form = ChangeForm()
    if not form.validate():
        person = queries.get_person(person_id)
        return respond("people/edit.html", form=form, person=person, differences=[], status=422)
    try:
        services.change(current_actor(), person_id, form.version.data, form.to_command())
    except StaleVersion:
        return _show_both(form, queries.get_person(person_id))
    return redirect_to("people.show", person_id=person_id)


@bp.post("/people/<uuid:person_id>/consents/<uuid:consent_id>/withdraw", access=P.PEOPLE_WRITE)
def withdraw_consent(person_id: UUID, consent_id: UUID) -> Answer:
    if services.withdraw_consent(current_actor(), consent_id) != person_id:
        raise NotFound
    return redirect_to("people.show", person_id=person_id)


def _file(person_id: UUID) -> PersonView:
    """One file; that it was read is recorded."""
    person = queries.get_person(person_id)
    note_view(current_actor(), "Person", person.id, chain=person.audit_chain)
    return person


def _show_both(form: ChangeForm, person: PersonView) -> Answer:
    """Somebody was quicker: show what differs, keep what was typed, and let the worker decide."""
    differences = words.differences(person.details, form.to_command())
    form.version.data = person.version
    return respond("people/edit.html", form=form, person=person, differences=differences, status=409)
