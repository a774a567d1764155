"""One organisation: its page, registering it, changing what is said of it, adding a place."""

from uuid import UUID

from app.kernel import clock
from app.kernel.access import current_actor
from app.kernel.errors import Invalid, NotFound, StaleVersion
from app.kernel.permissions import P
from app.providers import policy, queries, services
from app.providers.forms import DeclineForm, LocationForm, OrganisationForm
from app.providers.queries import OrganisationView
from app.providers.routes.blueprint import bp
from app.providers.words.organisation import organisation_facts, show_service
from app.web.respond import Answer, redirect_to, respond


@bp.get("/providers/<uuid:organisation_id>", access=P.DIRECTORY_READ)
def show(organisation_id: UUID) -> Answer:
    entry = get_entry(organisation_id)
    return show_page(entry, DeclineForm())


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
            return redirect_to("providers.show", organisation_id=services.register(actor, form.to_command()))
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
            return redirect_to("providers.show", organisation_id=organisation_id)
        except StaleVersion:
            form.stand_on(entry.version)
            return respond("providers/edit.html", form=form, entry=entry, status=409)
        except Invalid as wrong:
            form.refuse(wrong.fields)
    return respond("providers/edit.html", form=form, entry=entry, status=422)


@bp.get("/providers/<uuid:organisation_id>/locations/new", access=P.DIRECTORY_READ)
def new_location(organisation_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    form = LocationForm(data={"municipality_code": entry.municipality_code})
    return respond("providers/location.html", form=form, entry=entry)


@bp.post("/providers/<uuid:organisation_id>/locations/new", access=P.DIRECTORY_READ, creates=True)
def add_location(organisation_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    form = LocationForm()
    if form.validate():
        try:
            services.add_location(current_actor(), organisation_id, form.to_command())
            return redirect_to("providers.show", organisation_id=organisation_id)
        except Invalid as wrong:
            form.refuse(wrong.fields)
    return respond("providers/location.html", form=form, entry=entry, status=422)


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


def show_page(entry: OrganisationView, form: DeclineForm, status: int = 200) -> Answer:
    """The page of an organisation; `form` is where the coordinator writes a reason."""
    actor = current_actor()
    shown = [
        show_service(service, entry.name, actor.municipality_code, clock.now()) for service in entry.services
    ]
    return respond(
        "providers/show.html",
        status=status,
        entry=entry,
        form=form,
        facts=organisation_facts(entry),
        services=shown,
        may_edit=policy.may_edit(actor, entry),
        may_confirm=policy.may_confirm(actor, entry),
        may_decide=policy.may_approve(actor, entry.municipality_code),
        may_refer=actor.may(P.REFERRALS_WRITE),
    )
