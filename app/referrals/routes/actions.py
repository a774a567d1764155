"""Which steps the reader may take now, in which order and with which questions; the table says which, not this."""

from dataclasses import dataclass
from functools import lru_cache

from flask import render_template, url_for
from markupsafe import Markup

from app.kernel.actor import Actor
from app.kernel.i18n import LazyText, current_locale
from app.referrals import policy
from app.referrals.domain import (
    TRANSITIONS,
    Ball,
    Event,
    Guard,
    ReasonSet,
    Side,
    Snapshot,
    allowed,
    reasons_for,
)
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
    version: str
    questions: Markup

    @property
    def is_single(self) -> bool:
        """Nothing is asked: one tap does it."""
        return not self.questions


@dataclass(frozen=True, slots=True)
class Asked:
    """What a step asks for."""

    event: Event
    reason_set: ReasonSet | None
    date: bool
    words: bool

    @property
    def nothing(self) -> bool:
        return self.reason_set is None and not (self.date or self.words)


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
    asked = Asked(
        event,
        reason_set,
        date=Guard.DATE in TRANSITIONS[snapshot.status, event].guards,
        words=reason_set is not None or event in _ASKS_WORDS,
    )
    return Action(
        event=event,
        url=url_for("referrals.move", referral_id=referral.id, event_name=event.value.replace("_", "-")),
        label=BUTTONS[event],
        is_first=is_first,
        is_grave=event in _GRAVE,
        is_open=is_first or refused is not None,
        version=str(refused.version.data) if refused else str(referral.version),
        questions=_questions(refused, asked) if refused else _blank_questions(asked, current_locale()),
    )


@lru_cache(maxsize=1024)
def _blank_questions(asked: Asked, _locale: str) -> Markup:
    """The questions of a step that nobody has answered yet: the same for every referral, and costly to draw."""
    return _questions(MoveForm(formdata=None), asked)


def _questions(form: MoveForm, asked: Asked) -> Markup:
    if asked.nothing:
        return Markup()
    fields = form.ask(asked.event, asked.reason_set)
    return Markup(render_template("referrals/parts/questions.html", form=fields, asked=asked))  # noqa: S704


def _attempt(
    referral: ReferralDetail, sides: frozenset[Side], typed: MoveForm | AttemptForm | None
) -> AttemptForm | None:
    if Side.PROVIDER not in sides or referral.status not in NOTED_IN:
        return None
    return typed if isinstance(typed, AttemptForm) else AttemptForm(formdata=None)
