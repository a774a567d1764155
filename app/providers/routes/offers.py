"""Services of an organisation: choose the kind, describe it, change its basics, confirm it with one tap."""

from uuid import UUID

from flask import flash, request

from app.kernel.access import current_actor
from app.kernel.actor import Actor
from app.kernel.errors import Invalid
from app.kernel.i18n import gettext as _
from app.kernel.permissions import P
from app.providers import policy, queries, services
from app.providers.domain import Tier, allowed_tiers
from app.providers.forms import BasicsForm, ConfirmForm, ServiceForm
from app.providers.queries import CatalogueRow, OrganisationView
from app.providers.routes.blueprint import bp
from app.providers.routes.organisations import get_kept_entry
from app.providers.routes.parts import get_kept_service, get_service, part_page, save_part
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
    begun = {"catalogue_code": kind.code, "tier": kind.tier}
    form = ServiceForm(data=begun, places=_places(entry), tiers=_tiers(entry, kind))
    return respond("providers/service_new.html", form=form, entry=entry, kind=kind)


@bp.post("/providers/<uuid:organisation_id>/services/new", access=P.DIRECTORY_READ, creates=True)
def add_service(organisation_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    kind = _kind(request.form.get("catalogue_code", ""))
    form = ServiceForm(places=_places(entry), tiers=_tiers(entry, kind))
    if form.validate():
        try:
            service_id = services.add_service(current_actor(), organisation_id, form.to_details())
            flash(_("The service is added. Say when it is open now, or come back to it later."))
            return redirect_to("providers.edit_service_hours", service_id=service_id)
        except Invalid as wrong:
            form.refuse(wrong.fields)
    return respond("providers/service_new.html", form=form, entry=entry, kind=kind, status=422)


@bp.get("/providers/services/<uuid:service_id>/edit", access=P.DIRECTORY_READ)
def edit_service(service_id: UUID) -> Answer:
    service, entry = get_kept_service(service_id)
    tiers = _tiers(entry, _kind(service.catalogue_code))
    return part_page(
        "providers/service_edit.html", BasicsForm.of(service, _places(entry), tiers), service, entry
    )


@bp.post("/providers/services/<uuid:service_id>/edit", access=P.DIRECTORY_READ)
def change_service(service_id: UUID) -> Answer:
    service, entry = get_kept_service(service_id)
    form = BasicsForm(places=_places(entry), tiers=_tiers(entry, _kind(service.catalogue_code)))
    return save_part("providers/service_edit.html", form, service, entry)


@bp.post("/providers/services/<uuid:service_id>/confirm", access=P.DIRECTORY_READ)
def confirm_service(service_id: UUID) -> Answer:
    _service_view, entry = get_service(service_id)
    form = ConfirmForm()
    if not form.validate():
        raise Invalid({"places_free": "negative"})
    services.confirm_service(current_actor(), service_id, form.places_free.data)
    flash(_("Confirmed. Thank you."))
    return redirect_to("providers.show", organisation_id=entry.id)


def _kind(code: str) -> CatalogueRow:
    kind = queries.get_catalogue_entry(code)
    if kind is None:
        raise Invalid({"catalogue_code": "unknown_service"})
    return kind


def _tiers(entry: OrganisationView, kind: CatalogueRow) -> list[Tier]:
    """The tiers that are open enough for the kind and not hidden from who chooses."""
    actor: Actor = current_actor()
    return [tier for tier in allowed_tiers(kind.sensitivity) if policy.may_know_tier(actor, entry.id, tier)]


def _places(entry: OrganisationView) -> list[tuple[queries.LocationView, str]]:
    return [(place, location_label(place)) for place in entry.locations]
