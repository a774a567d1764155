"""Services of an organisation: choose the kind, describe it, change it, confirm it with one tap."""

from uuid import UUID

from flask import flash, request

from app.kernel.access import current_actor
from app.kernel.errors import Invalid, NotFound, StaleVersion
from app.kernel.i18n import gettext as _
from app.kernel.permissions import P
from app.providers import policy, queries, services
from app.providers.forms import ConfirmForm, ServiceForm
from app.providers.queries import CatalogueRow, OrganisationView, ServiceView
from app.providers.routes.blueprint import bp
from app.providers.routes.organisations import get_entry, get_kept_entry
from app.providers.words.organisation import catalogue_groups, location_label
from app.web.respond import Answer, redirect_to, respond


@bp.get("/providers/<uuid:organisation_id>/services/new", access=P.DIRECTORY_READ)
def new_service(organisation_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    kind = queries.get_catalogue_entry(request.args.get("service", ""))
    if kind is None:
        text = request.args.get("q", "")[:100]
        groups = catalogue_groups(queries.search_catalogue(text))
        return respond(
            "providers/catalogue.html", fragment="frag_catalogue", entry=entry, groups=groups, q=text
        )
    form = ServiceForm(data={"catalogue_code": kind.code}, places=_places(entry))
    return respond("providers/service_new.html", form=form, entry=entry, kind=kind)


@bp.post("/providers/<uuid:organisation_id>/services/new", access=P.DIRECTORY_READ, creates=True)
def add_service(organisation_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    form = ServiceForm(places=_places(entry))
    kind = _kind(form.catalogue_code.data)
    if form.validate():
        try:
            services.add_service(current_actor(), organisation_id, form.to_command())
            return redirect_to("providers.show", organisation_id=organisation_id)
        except Invalid as wrong:
            form.refuse(wrong.fields)
    return respond("providers/service_new.html", form=form, entry=entry, kind=kind, status=422)


@bp.get("/providers/services/<uuid:service_id>/edit", access=P.DIRECTORY_READ)
def edit_service(service_id: UUID) -> Answer:
    service, entry = _service(service_id)
    policy.require(policy.may_edit(current_actor(), entry), "not_your_entry")
    form = ServiceForm.of(service, _places(entry))
    return respond("providers/service_edit.html", form=form, entry=entry, service=service)


@bp.post("/providers/services/<uuid:service_id>/edit", access=P.DIRECTORY_READ)
def change_service(service_id: UUID) -> Answer:
    service, entry = _service(service_id)
    policy.require(policy.may_edit(current_actor(), entry), "not_your_entry")
    form = ServiceForm(places=_places(entry))
    if form.validate():
        try:
            services.edit_service(current_actor(), service_id, form.version.data or 0, form.to_command())
            return redirect_to("providers.show", organisation_id=entry.id)
        except StaleVersion:
            form.stand_on(service.version)
            return respond("providers/service_edit.html", form=form, entry=entry, service=service, status=409)
        except Invalid as wrong:
            form.refuse(wrong.fields)
    return respond("providers/service_edit.html", form=form, entry=entry, service=service, status=422)


@bp.post("/providers/services/<uuid:service_id>/confirm", access=P.DIRECTORY_READ)
def confirm_service(service_id: UUID) -> Answer:
    _service_view, entry = _service(service_id)
    form = ConfirmForm()
    if not form.validate():
        raise Invalid({"places_free": "negative"})
    services.confirm_service(current_actor(), service_id, form.places_free.data)
    flash(_("Confirmed. Thank you."))
    return redirect_to("providers.show", organisation_id=entry.id)


def _service(service_id: UUID) -> tuple[ServiceView, OrganisationView]:
    service = queries.get_service_view(service_id)
    if service is None:
        raise NotFound
    return service, get_entry(service.organisation_id)


def _kind(code: str | None) -> CatalogueRow:
    kind = queries.get_catalogue_entry(code or "")
    if kind is None:
        raise Invalid({"catalogue_code": "unknown_service"})
    return kind


def _places(entry: OrganisationView) -> list[tuple[queries.LocationView, str]]:
    return [(place, location_label(place)) for place in entry.locations]
