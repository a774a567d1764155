"""What follows from an event on a referral as it stands: a decision, or a refusal with a code."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from app.kernel.errors import Refused
from app.referrals.domain.reasons import OTHER, REASONS, ReasonSet
from app.referrals.domain.transitions import SHARE_ENDS, TRANSITIONS, Guard, Transition
from app.referrals.domain.urgency import Priority
from app.referrals.domain.vocabulary import Ball, Event, Side, Status, ball_of

NO_SHOWS_BEFORE_FAILING = 3
ATTEMPTS_BEFORE_GIVING_UP = 3
CHANNELS_BEFORE_GIVING_UP = 2


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A referral as far as the rules need to know it."""

    status: Status
    priority: Priority = Priority.NORMAL
    consent_valid: bool = False
    service_open: bool = False
    has_waiting_list: bool = True
    has_open_duplicate: bool = False
    has_open_child: bool = False
    preview_confirmed: bool = False
    call_logged: bool = False
    is_rereferral: bool = False
    no_shows: int = 0
    attempts: int = 0
    channels: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What whoever acts says along with the event."""

    reason: str | None = None
    words: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of the referral."""

    to: Status
    ball: Ball
    notify: tuple[Side, ...]
    reason_set: ReasonSet | None
    ends_share: bool
    renews_burden: bool
    leaves_gap: bool


_HOLDS: Mapping[Guard, Callable[[Snapshot, Proposal], bool]] = MappingProxyType(
    {
        Guard.CONSENT: lambda now, said: now.consent_valid,
        Guard.SERVICE_OPEN: lambda now, said: now.service_open,
        Guard.PREVIEW: lambda now, said: now.preview_confirmed,
        Guard.NO_DUPLICATE: lambda now, said: not now.has_open_duplicate,
        Guard.EMERGENCY_CALL: lambda now, said: now.priority is not Priority.EMERGENCY or now.call_logged,
        Guard.WAITING_LIST: lambda now, said: now.has_waiting_list,
        Guard.ATTEMPTS: lambda now, said: (
            now.attempts >= ATTEMPTS_BEFORE_GIVING_UP and len(now.channels) >= CHANNELS_BEFORE_GIVING_UP
        ),
        Guard.NO_CHILD: lambda now, said: not now.has_open_child,
        Guard.DATE: lambda now, said: said.at is not None,
        Guard.WORDS: lambda now, said: bool((said.words or "").strip()),
    }
)
# What a form cannot put right: such a move is not even offered.
_BEYOND_THE_FORM = frozenset({Guard.WAITING_LIST, Guard.ATTEMPTS, Guard.NO_CHILD})


def reasons_for(snapshot: Snapshot, event: Event) -> ReasonSet | None:
    """Which list the reason of this event is taken from, if it needs one.

    A draft that carries on an unanswered need cannot be thrown away in silence: the reason goes to the gaps.
    """
    if event is Event.DISCARD and snapshot.is_rereferral:
        return ReasonSet.UNMET
    return _transition(snapshot.status, event).reason_set


def decide(snapshot: Snapshot, event: Event, side: Side, said: Proposal | None = None) -> Decision:
    """Raises `Refused` with the code of the first rule that says no."""
    said = said or Proposal()
    transition = _transition(snapshot.status, event)
    if side not in transition.by:
        raise Refused("wrong_side")
    reason_set = reasons_for(snapshot, event)
    _check_reason(reason_set, said)
    for guard in transition.guards:
        if not _HOLDS[guard](snapshot, said):
            raise Refused(guard.value)
    to = _target(snapshot, event, transition)
    return Decision(
        to=to,
        ball=ball_of(to),
        notify=tuple(party for party in transition.notify if party is not side),
        reason_set=reason_set,
        ends_share=to in SHARE_ENDS,
        # To have opened it is not yet an answer: the clock goes on.
        renews_burden=event is not Event.OPEN,
        leaves_gap=reason_set is ReasonSet.UNMET,
    )


def allowed(snapshot: Snapshot, sides: Iterable[Side]) -> tuple[Event, ...]:
    """The events that somebody on these sides can bring about now, in the order of the table."""
    held = frozenset(sides)
    return tuple(
        event
        for (status, event), transition in TRANSITIONS.items()
        if status is snapshot.status and transition.by & held and _is_possible(snapshot, transition)
    )


def _is_possible(snapshot: Snapshot, transition: Transition) -> bool:
    return all(
        _HOLDS[guard](snapshot, Proposal()) for guard in transition.guards if guard in _BEYOND_THE_FORM
    )


def _transition(status: Status, event: Event) -> Transition:
    transition = TRANSITIONS.get((status, event))
    if transition is None:
        raise Refused("not_from_here", status=status.value, event=event.value)
    return transition


def _check_reason(reason_set: ReasonSet | None, said: Proposal) -> None:
    if reason_set is None:
        return
    if not said.reason:
        raise Refused("reason_required")
    if said.reason not in REASONS[reason_set]:
        raise Refused("reason_unknown")
    if said.reason == OTHER and not (said.words or "").strip():
        raise Refused("words_required")


def _target(snapshot: Snapshot, event: Event, transition: Transition) -> Status:
    if event is Event.NO_SHOW and snapshot.no_shows + 1 >= NO_SHOWS_BEFORE_FAILING:
        return Status.FAILED
    return transition.to
