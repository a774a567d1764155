"""Which steps the reader may take now, in which order and with which questions; the table says which, not this."""

from dataclasses import dataclass

from flask import url_for

from app.kernel.actor import Actor
from app.kernel.i18n import LazyText
from app.referrals import policy
from app.referrals.domain import TRANSITIONS, Ball, Event, Guard, Side, Snapshot, allowed, reasons_for
from app.referrals.forms import AttemptForm, MoveForm
from app.referrals.queries import ReferralDetail, snapshot_of
from app.referrals.services import NOTED_IN
from app.referrals.words import BUTTONS

# What leads on, most likely first. Everything else that is allowed stands below the timeline.
_ONWARD = (
    Event.OPEN,
    Event.ACCEPT,
    Event.LATE_ACCEPT,
    Event.ANSWER,
    Event.CLIENT_CAME,
    Event.START,
    Event.RESUME,
    Event.PROVIDER_RESUMES,
    Event.FINISH,
    Event.CLIENT_CONFIRMS,
    Event.RESOLVE_SERVED,
    Event.RE_REFER,
    Event.FIX_APPOINTMENT,
    Event.ASK,
    Event.PUT_ON_WAITING_LIST,
    Event.DECLINE,
    Event.NO_SHOW,
    Event.MOVE_APPOINTMENT,
    Event.PAUSE,
    Event.CLIENT_DISPUTES,
    Event.RESOLVE_NOT_SERVED,
    Event.CLOSE_AS_UNMET,
)
_GRAVE = frozenset({Event.ENTERED_IN_ERROR, Event.DISCARD, Event.DROP, Event.CLIENT_WITHDRAWS, Event.GIVE_UP})
_ASKS_WORDS = frozenset({Event.ANSWER, Event.ASK, Event.FIX_APPOINTMENT})
_BALL_OF_SIDE = {Ball.REFERRER: Side.REFERRER, Ball.PROVIDER: Side.PROVIDER}


@dataclass(frozen=True, slots=True)
class Action:
    """One step: a single button, or a button below its questions."""

    event: Event
    url: str
    label: LazyText
    is_first: bool
    is_grave: bool
    is_open: bool
    form: MoveForm
    asks_reason: bool
    asks_date: bool
    asks_words: bool

    @property
    def is_single(self) -> bool:
        """Nothing is asked: one tap does it."""
        return not (self.asks_reason or self.asks_date or self.asks_words)


@dataclass(frozen=True, slots=True)
class Actions:
    """The steps that lead on, and the others."""

    onward: list[Action]
    others: list[Action]
    attempt: AttemptForm | None

    def find(self, event: Event | None) -> Action | None:
        return next((action for action in (*self.onward, *self.others) if action.event is event), None)


def list_actions(
    actor: Actor,
    referral: ReferralDetail,
    *,
    typed: MoveForm | AttemptForm | None = None,
    event: Event | None = None,
) -> Actions:
    """The steps of this reader; `typed` is the form of a step that was refused, with what stood in it."""
    sides = policy.sides_of(actor, referral)
    snapshot = snapshot_of(referral)
    events = [found for found in allowed(snapshot, sides) if found is not Event.SEND]
    ordered = [found for found in _ONWARD if found in events]
    is_mine = _BALL_OF_SIDE.get(referral.ball) in sides
    move_form = typed if isinstance(typed, MoveForm) else None

    def action(found: Event, place: int) -> Action:
        refused = move_form if found is event else None
        return _action(referral, snapshot, found, refused, is_first=is_mine and place == 0)

    return Actions(
        onward=[action(found, place) for place, found in enumerate(ordered)],
        others=[action(found, 1) for found in events if found not in _ONWARD],
        attempt=_attempt(referral, sides, typed),
    )


def _action(
    referral: ReferralDetail, snapshot: Snapshot, event: Event, refused: MoveForm | None, *, is_first: bool
) -> Action:
    reason_set = reasons_for(snapshot, event)
    form = refused or MoveForm(formdata=None)
    if refused is None:
        form.version.data = str(referral.version)
    guards = TRANSITIONS[snapshot.status, event].guards
    return Action(
        event=event,
        url=url_for("referrals.move", referral_id=referral.id, event_name=event.value.replace("_", "-")),
        label=BUTTONS[event],
        is_first=is_first,
        is_grave=event in _GRAVE,
        is_open=is_first or refused is not None,
        form=form.ask(event, reason_set),
        asks_reason=reason_set is not None,
        asks_date=Guard.DATE in guards,
        asks_words=reason_set is not None or event in _ASKS_WORDS,
    )


def _attempt(
    referral: ReferralDetail, sides: frozenset[Side], typed: MoveForm | AttemptForm | None
) -> AttemptForm | None:
    if Side.PROVIDER not in sides or referral.status not in NOTED_IN:
        return None
    return typed if isinstance(typed, AttemptForm) else AttemptForm(formdata=None)
