"""What the coordinator decides: the entries that wait, approve, decline with a reason, close."""

from uuid import UUID

from flask import flash

from app.kernel.access import current_actor
from app.kernel.i18n import gettext as _
from app.kernel.permissions import P
from app.providers import queries, services
from app.providers.forms import DeclineForm
from app.providers.routes.blueprint import bp
from app.providers.routes.organisations import get_entry, show_page
from app.providers.words import KINDS, municipality_name
from app.web.pages import page_request
from app.web.respond import Answer, redirect_to, respond


@bp.get("/providers/pending", access=P.PROVIDERS_APPROVE)
def pending() -> Answer:
    page = queries.list_pending(page_request())
    return respond("providers/pending.html", page=page, kinds=KINDS, municipality_name=municipality_name)


@bp.post("/providers/<uuid:organisation_id>/approve", access=P.PROVIDERS_APPROVE)
def approve(organisation_id: UUID) -> Answer:
    services.approve(current_actor(), organisation_id)
    flash(_("Approved. It stands in the directory now."))
    return redirect_to("providers.show", organisation_id=organisation_id)


@bp.post("/providers/<uuid:organisation_id>/decline", access=P.PROVIDERS_APPROVE)
def decline(organisation_id: UUID) -> Answer:
    form = DeclineForm()
    if not form.validate():
        return show_page(get_entry(organisation_id), form, status=422)
    services.decline(current_actor(), organisation_id, form.reason.data)
    flash(_("Declined. Those who registered it can read why."))
    return redirect_to("providers.show", organisation_id=organisation_id)


@bp.post("/providers/<uuid:organisation_id>/close", access=P.PROVIDERS_APPROVE)
def close(organisation_id: UUID) -> Answer:
    services.close(current_actor(), organisation_id)
    flash(_("Closed. It no longer stands in the directory."))
    return redirect_to("providers.show", organisation_id=organisation_id)
