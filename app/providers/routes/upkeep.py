"""What coordinators call about, and closures for a time."""

from uuid import UUID

from flask import flash, request

from app.kernel import clock
from app.kernel.access import current_actor
from app.kernel.errors import Forbidden, Invalid, NotFound
from app.kernel.i18n import current_locale, ngettext
from app.kernel.i18n import gettext as _
from app.kernel.permissions import P, Role
from app.providers import policy, queries
from app.providers.domain import ServiceStatus, status_on
from app.providers.domain.upkeep import Concern
from app.providers.forms.upkeep import ClosureForm
from app.providers.queries import OrganisationView, ServiceView
from app.providers.queries.upkeep import count_upkeep, list_upkeep
from app.providers.routes.blueprint import bp
from app.providers.routes.organisations import get_entry
from app.providers.services import closures
from app.providers.services.confirming import confirm_by_phone
from app.providers.words.upkeep import CONCERNS, concern_lines
from app.web.pages import page_request
from app.web.respond import Answer, redirect_to, respond


@bp.get("/providers/upkeep", access=P.PROVIDERS_APPROVE)
def upkeep() -> Answer:
    """Entries nobody confirms, for the coordinator of a municipality and, over all of them, the administrator."""
    actor = current_actor()
    concern = _concern()
    page = list_upkeep(concern, actor.municipality_code, page_request())
    today = clock.today()
    return respond(
        "providers/upkeep/list.html",
        page=page.map(lambda row: (row, concern_lines(row, today))),
        concern=concern,
        concerns=CONCERNS,
        counts=count_upkeep(actor.municipality_code),
        may_note=actor.role is Role.COORDINATOR,
    )


@bp.post("/providers/<uuid:organisation_id>/confirmed-by-phone", access=P.PROVIDERS_APPROVE)
def confirmed_by_phone(organisation_id: UUID) -> Answer:
    """`show` is the list from which it was said, where the reader goes on."""
    number = confirm_by_phone(current_actor(), organisation_id)
    flash(ngettext("%(num)s service is confirmed.", "%(num)s services are confirmed.", number))
    return redirect_to("providers.upkeep", show=_concern().value)


@bp.get("/providers/services/<uuid:service_id>/close-for-now", access=P.DIRECTORY_READ)
def close_for_now(service_id: UUID) -> Answer:
    service, entry = _kept(service_id)
    closure = {
        "closed_from": service.closed_from or clock.today(),
        "closed_until": service.closed_until,
        "reason": service.closure_reason,
    }
    fresh = {"closed_from": clock.today()}
    return _page(service, entry, ClosureForm(data=closure if _is_closing(service) else fresh))


@bp.post("/providers/services/<uuid:service_id>/close-for-now", access=P.DIRECTORY_READ)
def set_closure(service_id: UUID) -> Answer:
    service, entry = _kept(service_id)
    form = ClosureForm()
    if form.validate():
        try:
            closures.close_for_now(current_actor(), service_id, form.to_command())
            flash(_("Noted. It opens again by itself after the last day."))
            return redirect_to("providers.show", organisation_id=entry.id)
        except Invalid as wrong:
            form.refuse(wrong.fields)
    return _page(service, entry, form, status=422)


@bp.post("/providers/services/<uuid:service_id>/open-again", access=P.DIRECTORY_READ)
def open_again(service_id: UUID) -> Answer:
    _service, entry = _kept(service_id)
    closures.open_again(current_actor(), service_id)
    flash(_("It is open again."))
    return redirect_to("providers.show", organisation_id=entry.id)


def _concern() -> Concern:
    try:
        return Concern(request.values.get("show", Concern.UNCONFIRMED))
    except ValueError:
        return Concern.UNCONFIRMED


def _kept(service_id: UUID) -> tuple[ServiceView, OrganisationView]:
    service = queries.get_service_view(service_id)
    if service is None:
        raise NotFound
    entry = get_entry(service.organisation_id)
    if not policy.may_confirm(current_actor(), entry):
        raise Forbidden("not_your_entry")
    return service, entry


def _is_closing(service: ServiceView) -> bool:
    """Whether it is closed or will be; what is over does not count."""
    today = clock.today()
    now = status_on(service.status, service.closed_from, service.closed_until, today)
    coming = service.closed_from is not None and service.closed_from > today
    return coming or now is ServiceStatus.TEMPORARILY_CLOSED


def _page(service: ServiceView, entry: OrganisationView, form: ClosureForm, status: int = 200) -> Answer:
    return respond(
        "providers/upkeep/closure.html",
        status=status,
        entry=entry,
        service=service,
        name=service.name(current_locale()),
        form=form,
        is_closing=_is_closing(service),
    )
