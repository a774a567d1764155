"""Whom to turn to at an organisation, and its agreements with partners: lists, each with a form below."""

from typing import Any
from uuid import UUID

from flask import flash

from app.kernel.access import current_actor
from app.kernel.errors import Invalid, NotFound
from app.kernel.i18n import current_locale
from app.kernel.i18n import gettext as _
from app.kernel.permissions import P
from app.providers import services
from app.providers.forms import AgreementForm, ContactForm
from app.providers.queries import AgreementView, ContactView, OrganisationView
from app.providers.routes.blueprint import bp
from app.providers.routes.organisations import get_kept_entry
from app.providers.words.organisation import location_label
from app.web.respond import Answer, redirect_to, respond

_CONTACTS, _CONTACT = "providers/contacts.html", "providers/contact_edit.html"
_AGREEMENTS, _AGREEMENT = "providers/agreements.html", "providers/agreement_edit.html"


@bp.get("/providers/<uuid:organisation_id>/contacts", access=P.DIRECTORY_READ)
def edit_contacts(organisation_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    return _contacts_page(entry, ContactForm(**_choices(entry)))


@bp.post("/providers/<uuid:organisation_id>/contacts", access=P.DIRECTORY_READ, creates=True)
def add_contact(organisation_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    form = ContactForm(**_choices(entry))
    if form.validate():
        try:
            services.add_contact(current_actor(), organisation_id, form.to_command())
            flash(_("Saved."))
            return redirect_to("providers.edit_contacts", organisation_id=organisation_id)
        except Invalid as wrong:
            form.refuse(wrong.fields)
    return _contacts_page(entry, form, 422)


@bp.get("/providers/<uuid:organisation_id>/contacts/<uuid:contact_id>", access=P.DIRECTORY_READ)
def edit_contact(organisation_id: UUID, contact_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    contact = _contact(entry, contact_id)
    form = ContactForm.of(contact, **_choices(entry))
    return respond(_CONTACT, form=form, entry=entry, contact=contact)


@bp.post("/providers/<uuid:organisation_id>/contacts/<uuid:contact_id>", access=P.DIRECTORY_READ)
def change_contact(organisation_id: UUID, contact_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    contact = _contact(entry, contact_id)
    form = ContactForm(**_choices(entry))
    if form.validate():
        try:
            services.edit_contact(current_actor(), contact_id, form.to_command())
            flash(_("Saved."))
            return redirect_to("providers.edit_contacts", organisation_id=organisation_id)
        except Invalid as wrong:
            form.refuse(wrong.fields)
    return respond(_CONTACT, form=form, entry=entry, contact=contact, status=422)


@bp.post("/providers/<uuid:organisation_id>/contacts/<uuid:contact_id>/remove", access=P.DIRECTORY_READ)
def remove_contact(organisation_id: UUID, contact_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    services.remove_contact(current_actor(), _contact(entry, contact_id).id)
    flash(_("Removed."))
    return redirect_to("providers.edit_contacts", organisation_id=organisation_id)


@bp.get("/providers/<uuid:organisation_id>/agreements", access=P.DIRECTORY_READ)
def edit_agreements(organisation_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    return respond(_AGREEMENTS, entry=entry, form=AgreementForm())


@bp.post("/providers/<uuid:organisation_id>/agreements", access=P.DIRECTORY_READ, creates=True)
def add_agreement(organisation_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    form = AgreementForm()
    if form.validate():
        try:
            services.add_agreement(current_actor(), organisation_id, form.to_command())
            flash(_("Saved."))
            return redirect_to("providers.edit_agreements", organisation_id=organisation_id)
        except Invalid as wrong:
            form.refuse(wrong.fields)
    return respond(_AGREEMENTS, entry=entry, form=form, status=422)


@bp.get("/providers/<uuid:organisation_id>/agreements/<uuid:agreement_id>", access=P.DIRECTORY_READ)
def edit_agreement(organisation_id: UUID, agreement_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    agreement = _agreement(entry, agreement_id)
    return respond(_AGREEMENT, form=AgreementForm.of(agreement), entry=entry, agreement=agreement)


@bp.post("/providers/<uuid:organisation_id>/agreements/<uuid:agreement_id>", access=P.DIRECTORY_READ)
def change_agreement(organisation_id: UUID, agreement_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    agreement = _agreement(entry, agreement_id)
    form = AgreementForm()
    if form.validate():
        try:
            services.edit_agreement(current_actor(), agreement_id, form.to_command())
            flash(_("Saved."))
            return redirect_to("providers.edit_agreements", organisation_id=organisation_id)
        except Invalid as wrong:
            form.refuse(wrong.fields)
    return respond(_AGREEMENT, form=form, entry=entry, agreement=agreement, status=422)


@bp.post("/providers/<uuid:organisation_id>/agreements/<uuid:agreement_id>/remove", access=P.DIRECTORY_READ)
def remove_agreement(organisation_id: UUID, agreement_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    services.remove_agreement(current_actor(), _agreement(entry, agreement_id).id)
    flash(_("Removed."))
    return redirect_to("providers.edit_agreements", organisation_id=organisation_id)


def _contacts_page(entry: OrganisationView, form: ContactForm, status: int = 200) -> Answer:
    choices = _choices(entry)
    names = {UUID(key): text for key, text in [*choices["services"], *choices["places"]]}
    return respond(_CONTACTS, status=status, entry=entry, form=form, names=names)


def _choices(entry: OrganisationView) -> dict[str, Any]:
    locale = current_locale()
    return {
        "services": [(str(service.id), service.name(locale)) for service in entry.services],
        "places": [(str(place.id), location_label(place, entry.name)) for place in entry.locations],
    }


def _contact(entry: OrganisationView, contact_id: UUID) -> ContactView:
    for contact in entry.contacts:
        if contact.id == contact_id:
            return contact
    raise NotFound


def _agreement(entry: OrganisationView, agreement_id: UUID) -> AgreementView:
    for agreement in entry.agreements:
        if agreement.id == agreement_id:
            return agreement
    raise NotFound
