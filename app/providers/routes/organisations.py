"""One organisation: registering it, changing what is said of it."""

from uuid import UUID

from flask import flash, request

from app.kernel.access import current_actor
from app.kernel.errors import Invalid, NotFound, StaleVersion
from app.kernel.i18n import gettext as _
from app.kernel.permissions import P
from app.kernel.tax_number import doubt_about_tax_number
from app.providers import policy, queries, services
from app.providers.forms import OrganisationForm
from app.providers.queries import OrganisationView
from app.providers.routes.blueprint import bp
from app.providers.words import TAX_NUMBER_DOUBTS
from app.web.respond import Answer, redirect_to, respond


@bp.get("/providers/new", access=P.PROVIDERS_REGISTER)
def new() -> Answer:
    return respond(
        "providers/new.html", form=OrganisationForm(municipality=current_actor().municipality_code)
    )


@bp.post("/providers/new", access=P.PROVIDERS_REGISTER, creates=True)
def register() -> Answer:
    actor = current_actor()
    form = OrganisationForm(municipality=actor.municipality_code)
    if form.validate():
        try:
            organisation_id = services.register(actor, form.to_command())
            warn_of_tax_number(form.tax_number.data)
            return redirect_to("providers.show", organisation_id=organisation_id)
        except Invalid as wrong:
            form.refuse(wrong.fields)
    return respond("providers/new.html", form=form, status=422)


@bp.get("/providers/<uuid:organisation_id>/edit", access=P.DIRECTORY_READ)
def edit(organisation_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    return respond("providers/edit.html", form=OrganisationForm.of(entry), entry=entry)


@bp.post("/providers/<uuid:organisation_id>/edit", access=P.DIRECTORY_READ)
def change(organisation_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    form = OrganisationForm(municipality=entry.municipality_code)
    if form.validate():
        try:
            version = form.version.data or 0
            services.edit_organisation(current_actor(), organisation_id, version, form.to_command())
            warn_of_tax_number(form.tax_number.data)
            return redirect_to("providers.show", organisation_id=organisation_id)
        except StaleVersion:
            form.stand_on(entry.version)
            return respond("providers/edit.html", form=form, entry=entry, status=409)
        except Invalid as wrong:
            form.refuse(wrong.fields)
    return respond("providers/edit.html", form=form, entry=entry, status=422)


@bp.post("/providers/<uuid:organisation_id>/national", access=P.PROVIDERS_APPROVE)
def set_national(organisation_id: UUID) -> Answer:
    services.set_national(
        current_actor(), organisation_id, is_national=request.form.get("is_national") == "1"
    )
    flash(_("Saved."))
    return redirect_to("providers.show", organisation_id=organisation_id)


def get_entry(organisation_id: UUID) -> OrganisationView:
    """The organisation as far as the actor may see it; raises NotFound."""
    entry = queries.get_organisation(organisation_id)
    if entry is None:
        raise NotFound
    return entry


def get_kept_entry(organisation_id: UUID) -> OrganisationView:
    """The same, for those who may change it; raises Forbidden."""
    entry = get_entry(organisation_id)
    policy.require(policy.may_edit(current_actor(), entry), "not_your_entry")
    return entry


def warn_of_tax_number(typed: str | None) -> None:
    """Say that a tax number may be mistyped; it is kept all the same."""
    doubt = doubt_about_tax_number(typed or "")
    if doubt:
        flash(str(TAX_NUMBER_DOUBTS[doubt]), "warning")
