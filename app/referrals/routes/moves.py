"""Every step after the sending through one route: the event stands in the address, the table decides."""

from types import MappingProxyType
from uuid import UUID

from app.kernel.access import current_actor
from app.kernel.errors import Invalid, NotFound, Refused
from app.kernel.permissions import P
from app.referrals import queries, services
from app.referrals.domain import Event
from app.referrals.forms import AttemptForm, MoveForm
from app.referrals.routes.blueprint import bp
from app.referrals.routes.show import page_of
from app.referrals.services import Outcome
from app.web.respond import Answer, redirect_to

_EVENTS = MappingProxyType({event.value.replace("_", "-"): event for event in Event})


@bp.post("/referrals/<uuid:referral_id>/<event_name>", access=P.REFERRALS_READ, creates=True)
def move(referral_id: UUID, event_name: str) -> Answer:
    """One step of the table."""
    event = _EVENTS.get(event_name)
    if event is None:
        raise NotFound
    form = MoveForm()
    try:
        if not form.validate():
            raise Invalid({})
        outcome = services.apply(
            current_actor(), referral_id, event, form.version_number(), form.to_command()
        )
    except Invalid as wrong:
        form.refuse(wrong.fields)
        return _again(referral_id, form, event, 422)
    except Refused as refusal:
        return _again(referral_id, form, event, refusal.status, refusal.code)
    return _go_on(outcome, event)


@bp.post("/referrals/<uuid:referral_id>/attempts", access=P.REFERRALS_RESPOND, creates=True)
def note_attempt(referral_id: UUID) -> Answer:
    """The provider tried to reach the person."""
    form = AttemptForm()
    if not form.validate():
        return _again(referral_id, form, None, 422)
    try:
        services.log_attempt(current_actor(), referral_id, form.chosen_channel(), form.words.data or "")
    except Refused as refusal:
        return _again(referral_id, form, None, refusal.status, refusal.code)
    return redirect_to("referrals.show", referral_id=referral_id)


def _go_on(outcome: Outcome, event: Event) -> Answer:
    """To the referral; to choosing a provider where its need is carried on; to the list where it is out of sight."""
    actor = current_actor()
    if outcome.draft_id is not None:
        draft = queries.get_referral(outcome.draft_id)
        return redirect_to("referrals.new", person=draft.person_id, draft=draft.id)
    if event is Event.CLIENT_WITHDRAWS and actor.is_provider:
        return redirect_to("referrals.inbox")
    return redirect_to("referrals.show", referral_id=outcome.referral_id)


def _again(
    referral_id: UUID, form: MoveForm | AttemptForm, event: Event | None, status: int, refused: str = ""
) -> Answer:
    """The page as it is now, with what happened and with what was typed."""
    return page_of(
        current_actor(),
        queries.get_referral(referral_id),
        status=status,
        refused=refused,
        form=form,
        event=event,
    )
