"""One referral: who, whom, what, who must act; the draft before it is sent has a page of its own."""

from uuid import UUID

from flask import url_for

from app.kernel import clock
from app.kernel.access import current_actor
from app.kernel.actor import Actor
from app.kernel.i18n import current_locale
from app.kernel.permissions import P
from app.kernel.views import note_view
from app.people import queries as people
from app.people.domain import ADULT_CONSENT_AGE, hidden_fields
from app.people.words import SHARED_FIELDS
from app.providers import queries as providers
from app.providers.words.entry.going import before_going
from app.referrals import policy, queries
from app.referrals.domain import Event, Status
from app.referrals.forms import AttemptForm, DraftForm, MoveForm
from app.referrals.queries import ReferralDetail
from app.referrals.routes.actions import list_actions
from app.referrals.routes.advice import advise
from app.referrals.routes.blueprint import bp
from app.referrals.routes.cards import bridge_of
from app.referrals.routes.person import person_of
from app.referrals.routes.story import lines_of
from app.referrals.services import fields_shown
from app.web.errors import words_for
from app.web.respond import Answer, respond

AnyForm = DraftForm | MoveForm | AttemptForm


@bp.get("/referrals/<uuid:referral_id>", access=P.REFERRALS_READ)
def show(referral_id: UUID) -> Answer:
    actor = current_actor()
    referral = queries.get_referral(referral_id)
    note_view(actor, "Referral", referral.id, chain=referral.audit_chain)
    return page_of(actor, referral)


def page_of(
    actor: Actor,
    referral: ReferralDetail,
    *,
    status: int = 200,
    refused: str = "",
    form: AnyForm | None = None,
    event: Event | None = None,
) -> Answer:
    """The page of a referral. After a refusal: with the code of what happened, and the form as it was typed."""
    notice = words_for(status, refused) if refused else None
    if referral.status is Status.DRAFT:
        return _draft_page(actor, referral, status, notice, form, event)
    return _detail_page(actor, referral, status, notice, form, event)


def _detail_page(
    actor: Actor,
    referral: ReferralDetail,
    status: int,
    notice: object,
    form: AnyForm | None,
    event: Event | None,
) -> Answer:
    is_far = policy.is_far(actor, referral)
    typed = None if isinstance(form, DraftForm) else form
    actions = list_actions(actor, referral, typed=typed, event=event)
    return respond(
        "referrals/show.html",
        status=status,
        notice=notice,
        referral=referral,
        service=referral.service_name(current_locale()),
        bridge=bridge_of(actor, referral),
        is_far=is_far,
        person=person_of(actor, referral),
        lines=lines_of(queries.list_timeline(referral.id, for_provider=is_far)),
        actions=actions,
        failed=form if form is not None and form.errors else None,
        unsaved=_unsaved(form) if event and not actions.find(event) else "",
    )


def _draft_page(
    actor: Actor,
    referral: ReferralDetail,
    status: int,
    notice: object,
    form: AnyForm | None,
    event: Event | None,
) -> Answer:
    person = people.get_person(referral.person_id)
    service = providers.get_service(referral.service_id) if referral.service_id else None
    facts = providers.get_service_facts(service.service_id) if service else None
    shown = fields_shown(service) if service else ()
    age = person.details.birth.age_at(clock.today())
    draft_form = form if isinstance(form, DraftForm) else DraftForm.of(referral)
    typed = form if isinstance(form, MoveForm) else None
    return respond(
        "referrals/draft.html",
        status=status,
        notice=notice,
        referral=referral,
        person=person,
        bridge=bridge_of(actor, referral),
        service=service,
        service_name=referral.service_name(current_locale()),
        going=before_going(facts, clock.now()) if facts else None,
        advice=advise(person, facts) if facts else None,
        shown=[SHARED_FIELDS[field] for field in shown],
        hidden=[SHARED_FIELDS[field] for field in hidden_fields(shown)],
        form=draft_form,
        failed=form if form is not None and form.errors else None,
        needs_guardian=age is not None and age < ADULT_CONSENT_AGE,
        choose_href=url_for("referrals.new", person=person.id, draft=referral.id),
        actions=list_actions(actor, referral, typed=typed, event=event),
    )


def _unsaved(form: AnyForm | None) -> str:
    """Words that were typed for a step that is no longer possible: shown, so that they are not lost."""
    return str(form.words.data or "") if isinstance(form, MoveForm | AttemptForm) else ""
