"""Something wrong here? Anybody may say so; those who keep the entry read and settle it."""

from typing import cast
from uuid import UUID

from flask import current_app, flash, request

from app.accounts.services import check_throttle, failure_key, note_failure
from app.kernel.access import PUBLIC, current_actor, find_actor
from app.kernel.actor import VISITOR, Actor
from app.kernel.db import db
from app.kernel.errors import Invalid, NotFound
from app.kernel.i18n import current_locale
from app.kernel.i18n import gettext as _
from app.kernel.permissions import P
from app.kernel.scope import set_scope
from app.providers import policy
from app.providers.domain import Status
from app.providers.domain.upkeep import Settlement, WhatIsWrong
from app.providers.forms.upkeep import ReportForm
from app.providers.queries import OrganisationView, ServiceView
from app.providers.queries.reports import list_open_reports
from app.providers.routes.blueprint import bp
from app.providers.routes.organisations import get_entry
from app.providers.services.reporting import Report, report_entry, settle_report
from app.providers.words.upkeep import WHAT_IS_WRONG
from app.web.pages import page_request
from app.web.respond import Answer, redirect_to, respond


@bp.get("/providers/<uuid:organisation_id>/report", access=PUBLIC)
def report(organisation_id: UUID) -> Answer:
    _reporter()
    entry, service = _reported(organisation_id)
    return _page(entry, service, ReportForm())


@bp.post("/providers/<uuid:organisation_id>/report", access=PUBLIC)
def send_report(organisation_id: UUID) -> Answer:
    actor = _reporter()
    entry, service = _reported(organisation_id)
    form = ReportForm()
    if not form.validate():
        return _page(entry, service, form, status=422)
    key = failure_key("report_address", request.remote_addr or "", _secret())
    if actor is VISITOR:
        check_throttle([key])
        note_failure({"report_address": key})
    if not form.is_trapped:
        what = WhatIsWrong(form.what.data)
        report_entry(actor, Report(organisation_id, what, form.words.data, service.id if service else None))
    if actor is VISITOR:
        return redirect_to("providers.reported")
    flash(_("Thank you. Those who keep the entry will look at it."))
    return redirect_to("providers.show", organisation_id=organisation_id)


@bp.get("/providers/reported", access=PUBLIC)
def reported() -> Answer:
    return respond(
        "providers/upkeep/said.html",
        heading=_("Thank you"),
        text=_("Those who keep the entry will look at it."),
    )


@bp.get("/providers/<uuid:organisation_id>/reports", access=P.DIRECTORY_READ)
def reports(organisation_id: UUID) -> Answer:
    entry = get_entry(organisation_id)
    policy.require(policy.may_settle_reports(current_actor(), entry), "not_your_entry")
    return respond(
        "providers/upkeep/reports.html",
        entry=entry,
        page=list_open_reports(organisation_id, page_request()),
        what_is_wrong=WHAT_IS_WRONG,
        english=current_locale().startswith("en"),
    )


@bp.post("/providers/reports/<uuid:report_id>/settle", access=P.DIRECTORY_READ)
def settle(report_id: UUID) -> Answer:
    try:
        settlement = Settlement(request.form.get("settlement", ""))
    except ValueError:
        raise Invalid({"settlement": "unknown"}) from None
    organisation_id = settle_report(current_actor(), report_id, settlement)
    flash(_("Settled. It stands in the history of the entry."))
    return redirect_to("providers.reports", organisation_id=organisation_id)


def _reporter() -> Actor:
    """Whoever may not read the directory reports what a visitor sees."""
    actor = find_actor()
    if actor is None or not actor.may(P.DIRECTORY_READ):
        actor = VISITOR
        set_scope(db.session(), actor)
    return actor


def _reported(organisation_id: UUID) -> tuple[OrganisationView, ServiceView | None]:
    entry = get_entry(organisation_id)
    if entry.status is not Status.APPROVED:
        raise NotFound
    asked = request.args.get("service_id", "")
    if not asked:
        return entry, None
    service = next((one for one in entry.services if asked in {str(one.id), one.id.hex}), None)
    if service is None:
        raise NotFound
    return entry, service


def _page(
    entry: OrganisationView, service: ServiceView | None, form: ReportForm, status: int = 200
) -> Answer:
    actor = find_actor()
    return respond(
        "providers/upkeep/report.html",
        status=status,
        entry=entry,
        service=service,
        name=service.name(current_locale()) if service else entry.name,
        form=form,
        may_read=actor is not None and actor.may(P.DIRECTORY_READ),
    )


def _secret() -> str:
    return cast(str, current_app.extensions["settings"].secret_key)
