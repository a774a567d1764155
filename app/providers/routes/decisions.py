"""What the coordinator or the administrator decides: what waits, one page for each decision, and closing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import flash, url_for

from app.accounts.queries import has_manager
from app.kernel.access import current_actor
from app.kernel.actor import Actor
from app.kernel.errors import NotFound
from app.kernel.i18n import current_locale
from app.kernel.i18n import gettext as _
from app.kernel.permissions import P
from app.providers import policy, queries, services
from app.providers.domain import RegistrationStatus, Status
from app.providers.forms.registration import ApprovalForm, DecisionForm
from app.providers.queries import Lookalike, OrganisationView, RegistrationView, Way
from app.providers.routes.blueprint import bp
from app.providers.routes.organisations import get_entry
from app.providers.words import KINDS, STATUSES, municipality_name
from app.providers.words.decisions import LIKENESSES, REGISTRATION_STATUSES, WAYS
from app.providers.words.registration import (
    Row,
    entry_facts,
    reach,
    registration_facts,
    service_names,
    tax_number_doubt,
)
from app.web.pages import page_request
from app.web.respond import Answer, redirect_to, respond


@dataclass(frozen=True, slots=True)
class Case:
    """Something to decide about, as the page shows it, whichever way it came."""

    name: str
    way: Way
    version: int
    facts: Sequence[Row]
    offers: Sequence[str]
    alike: Sequence[Lookalike]
    doubt: str | None
    approve: str
    decline: str
    may_decide: bool
    outcome: str = ""
    reason: str = ""
    claimed: OrganisationView | None = None
    has_manager: bool = False
    entry_id: UUID | None = None


@bp.get("/providers/pending", access=P.PROVIDERS_APPROVE)
def pending() -> Answer:
    page = queries.list_waiting(page_request())
    return respond("providers/pending.html", page=page, kinds=KINDS, ways=WAYS, reach=reach)


@bp.get("/providers/registrations/<uuid:registration_id>", access=P.PROVIDERS_APPROVE)
def show_registration(registration_id: UUID) -> Answer:
    return _page(_case_of_registration(_registration(registration_id)))


@bp.post("/providers/registrations/<uuid:registration_id>/approve", access=P.PROVIDERS_APPROVE, creates=True)
def approve_registration(registration_id: UUID) -> Answer:
    form = ApprovalForm()
    if not form.validate():
        return _page(_case_of_registration(_registration(registration_id)), status=422)
    entry_id = services.approve_registration(
        current_actor(), registration_id, form.version.data or 0, form.into_id
    )
    flash(_("Approved. The contact person was told by mail and invited."))
    return redirect_to("providers.show", organisation_id=entry_id)


@bp.post("/providers/registrations/<uuid:registration_id>/decline", access=P.PROVIDERS_APPROVE, creates=True)
def decline_registration(registration_id: UUID) -> Answer:
    form = DecisionForm()
    if not form.validate():
        return _page(_case_of_registration(_registration(registration_id)), form, 422)
    services.decline_registration(current_actor(), registration_id, form.version.data or 0, form.reason.data)
    flash(_("Declined. The contact person reads the reason in a mail."))
    return redirect_to("providers.pending")


@bp.get("/providers/<uuid:organisation_id>/decision", access=P.PROVIDERS_APPROVE)
def decision(organisation_id: UUID) -> Answer:
    """The same page for an organisation that municipal staff entered."""
    return _page(_case_of_entry(get_entry(organisation_id)))


@bp.post("/providers/<uuid:organisation_id>/approve", access=P.PROVIDERS_APPROVE)
def approve(organisation_id: UUID) -> Answer:
    form = ApprovalForm()
    if not form.validate():
        return _page(_case_of_entry(get_entry(organisation_id)), status=422)
    services.approve(current_actor(), organisation_id, form.version.data)
    flash(_("Approved. It stands in the directory now."))
    return redirect_to("providers.show", organisation_id=organisation_id)


@bp.post("/providers/<uuid:organisation_id>/decline", access=P.PROVIDERS_APPROVE)
def decline(organisation_id: UUID) -> Answer:
    form = DecisionForm()
    if not form.validate():
        return _page(_case_of_entry(get_entry(organisation_id)), form, 422)
    services.decline(current_actor(), organisation_id, form.reason.data, form.version.data)
    flash(_("Declined. Those who registered it can read why."))
    return redirect_to("providers.show", organisation_id=organisation_id)


@bp.post("/providers/<uuid:organisation_id>/close", access=P.PROVIDERS_APPROVE)
def close(organisation_id: UUID) -> Answer:
    services.close(current_actor(), organisation_id)
    flash(_("Closed. It no longer stands in the directory."))
    return redirect_to("providers.show", organisation_id=organisation_id)


def _page(case: Case, form: DecisionForm | None = None, status: int = 200) -> Answer:
    return respond(
        "providers/registration/decision.html",
        status=status,
        case=case,
        form=form or DecisionForm(),
        ways=WAYS,
        kinds=KINDS,
        statuses=STATUSES,
        likenesses=LIKENESSES,
        municipality_name=municipality_name,
    )


def _registration(registration_id: UUID) -> RegistrationView:
    found = queries.get_registration(registration_id)
    if found is None:
        raise NotFound
    return found


def _case_of_registration(found: RegistrationView) -> Case:
    claimed = get_entry(found.claimed_organisation_id) if found.claimed_organisation_id else None
    is_open = found.status is RegistrationStatus.WAITING
    return Case(
        name=found.organisation_name,
        way=Way.CLAIMED if claimed else Way.REGISTERED,
        version=found.version,
        facts=registration_facts(found),
        offers=service_names(found.service_codes),
        alike=() if claimed or not is_open else _alike_registration(found),
        doubt=tax_number_doubt(found.details.get("tax_number", "")),
        approve=url_for("providers.approve_registration", registration_id=found.id),
        decline=url_for("providers.decline_registration", registration_id=found.id),
        may_decide=is_open
        and _may_decide(current_actor(), found.municipality_code, is_national=found.is_national),
        outcome="" if is_open else str(REGISTRATION_STATUSES[found.status]),
        reason=found.reason,
        claimed=claimed,
        has_manager=is_open and claimed is not None and has_manager(claimed.id),
        entry_id=found.organisation_id,
    )


def _case_of_entry(entry: OrganisationView) -> Case:
    is_open = entry.status is Status.PENDING
    named = queries.known_of(
        (entry.name, *entry.other_names), entry.municipality_code, **_said(entry), own_id=entry.id
    )
    return Case(
        name=entry.name,
        way=Way.ENTERED,
        version=entry.version,
        facts=entry_facts(entry),
        offers=[service.name(current_locale()) for service in entry.services],
        alike=queries.list_lookalikes(named) if is_open else (),
        doubt=tax_number_doubt(entry.tax_number),
        approve=url_for("providers.approve", organisation_id=entry.id),
        decline=url_for("providers.decline", organisation_id=entry.id),
        may_decide=is_open
        and _may_decide(current_actor(), entry.municipality_code, is_national=entry.is_national),
        outcome="" if is_open else str(STATUSES[entry.status]),
        reason=entry.decline_reason,
        entry_id=entry.id,
    )


def _said(entry: OrganisationView) -> Mapping[str, str]:
    return {
        "phone": entry.phone,
        "email": entry.email,
        "website": entry.website,
        "tax_number": entry.tax_number,
    }


def _alike_registration(found: RegistrationView) -> tuple[Lookalike, ...]:
    typed = found.details
    return queries.list_lookalikes(
        queries.known_of(
            (found.organisation_name, *typed.get("other_names", "").splitlines()),
            found.municipality_code,
            phone=typed.get("phone", ""),
            email=found.email,
            website=typed.get("website", ""),
            tax_number=typed.get("tax_number", ""),
        )
    )


def _may_decide(actor: Actor, municipality_code: str, *, is_national: bool) -> bool:
    return policy.may_approve(actor, municipality_code, is_national=is_national)
