"""The lifecycle as one table: what may happen where, by whom, what is asked, who is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from app.referrals.domain.reasons import ReasonSet
from app.referrals.domain.vocabulary import DECISION_STATUSES, TERMINAL, Event, Side, Status


class Guard(StrEnum):
    """A condition on a move; the value is the code of the refusal."""

    CONSENT = "no_consent"
    SERVICE_OPEN = "service_closed"
    PREVIEW = "preview_required"
    NO_DUPLICATE = "duplicate"
    EMERGENCY_CALL = "call_required"
    WAITING_LIST = "no_waiting_list"
    ATTEMPTS = "too_few_attempts"
    NO_CHILD = "other_referral_open"
    DATE = "date_required"
    WORDS = "words_required"


@dataclass(frozen=True, slots=True)
class Transition:
    """One cell of the table that is not empty."""

    to: Status
    by: frozenset[Side]
    reason_set: ReasonSet | None = None
    guards: tuple[Guard, ...] = ()
    notify: tuple[Side, ...] = ()


S, E, R, G = Status, Event, ReasonSet, Guard
_R, _P, _C, _V, _SYS = Side.REFERRER, Side.PROVIDER, Side.CLIENT, Side.SUPERVISOR, Side.SYSTEM
_Row = tuple[tuple[Status, ...], Event, Transition]


def _move(
    sources: tuple[Status, ...],
    event: Event,
    to: Status,
    by: tuple[Side, ...],
    reason_set: ReasonSet | None = None,
    guards: tuple[Guard, ...] = (),
    notify: tuple[Side, ...] = (),
) -> _Row:
    return sources, event, Transition(to, frozenset(by), reason_set, guards, notify)


_BEFORE_SERVICE = (S.SENT, S.RECEIVED, S.INFO_NEEDED, S.WAITLISTED, S.ACCEPTED, S.SCHEDULED)
_UNDECIDED = tuple(status for status in Status if status in DECISION_STATUSES)
_SEND_GUARDS = (G.CONSENT, G.SERVICE_OPEN, G.PREVIEW, G.NO_DUPLICATE, G.EMERGENCY_CALL)
# Not from `draft` (discard it) and not from `recalled` (drop it); an error is an error already.
_CORRIGIBLE = tuple(status for status in Status if status not in {S.DRAFT, S.RECALLED, S.ERROR})

_SENDING = (
    _move((S.DRAFT,), E.SEND, S.SENT, (_R,), None, _SEND_GUARDS, (_P, _C)),
    _move((S.DRAFT,), E.DISCARD, S.ERROR, (_R,)),
)
_ANSWERING = (
    _move((S.SENT,), E.OPEN, S.RECEIVED, (_P,), notify=(_R,)),
    _move((S.SENT, S.RECEIVED, S.WAITLISTED), E.ACCEPT, S.ACCEPTED, (_P,), notify=(_R, _C)),
    _move((S.SENT, S.RECEIVED, S.INFO_NEEDED), E.DECLINE, S.DECLINED, (_P,), R.DECLINE, (), (_R,)),
    _move((S.WAITLISTED,), E.DECLINE, S.DECLINED, (_P,), R.DECLINE, (), (_R, _C)),
    _move((S.ACCEPTED,), E.DECLINE_AFTER_ACCEPTANCE, S.DECLINED, (_P,), R.DECLINE, (), (_R, _V, _C)),
    _move((S.RECEIVED, S.ACCEPTED), E.ASK, S.INFO_NEEDED, (_P,), R.INFO, (), (_R,)),
    _move((S.INFO_NEEDED,), E.ANSWER, S.RECEIVED, (_R,), None, (G.WORDS,), (_P,)),
    _move(
        (S.RECEIVED,),
        E.PUT_ON_WAITING_LIST,
        S.WAITLISTED,
        (_P,),
        guards=(G.WAITING_LIST, G.DATE),
        notify=(_R, _C),
    ),
    _move((S.EXPIRED,), E.LATE_ACCEPT, S.ACCEPTED, (_P,), None, (G.NO_CHILD,), (_R, _C)),
)
_MEETING = (
    _move((S.ACCEPTED,), E.FIX_APPOINTMENT, S.SCHEDULED, (_P, _R), None, (G.DATE, G.WORDS), (_C, _R)),
    _move((S.SCHEDULED,), E.MOVE_APPOINTMENT, S.SCHEDULED, (_P, _R, _C), R.RESCHEDULE, (G.DATE,), (_C, _R)),
    _move((S.SCHEDULED,), E.CLIENT_CAME, S.IN_SERVICE, (_P, _R), notify=(_R,)),
    _move((S.SCHEDULED,), E.NO_SHOW, S.ACCEPTED, (_P,), R.NO_SHOW, (), (_R, _C)),
    _move((S.SCHEDULED, S.ACCEPTED), E.GIVE_UP, S.FAILED, (_P,), R.FAIL, (G.ATTEMPTS,), (_R,)),
)
_SERVING = (
    _move((S.ACCEPTED,), E.START, S.IN_SERVICE, (_P,), notify=(_R,)),
    _move((S.IN_SERVICE,), E.PAUSE, S.ON_HOLD, (_P,), R.HOLD, (G.DATE,), (_R,)),
    _move((S.ON_HOLD,), E.RESUME, S.IN_SERVICE, (_P,), notify=(_R,)),
    _move((S.ACCEPTED, S.IN_SERVICE, S.ON_HOLD), E.FINISH, S.COMPLETED, (_P,), R.OUTCOME, (), (_R, _C)),
    _move((S.IN_SERVICE, S.ON_HOLD), E.GIVE_UP, S.FAILED, (_P,), R.FAIL, (), (_R,)),
)
_CLOSING = (
    _move((S.COMPLETED,), E.CLIENT_CONFIRMS, S.CLOSED, (_C, _R), R.CONFIRM, (), (_P,)),
    _move((S.COMPLETED,), E.NO_WORD_IN_14_DAYS, S.CLOSED, (_SYS,), notify=(_R,)),
    _move((S.COMPLETED,), E.CLIENT_DISPUTES, S.DISPUTED, (_C, _R), R.DISPUTE, (), (_P, _V)),
    _move((S.DISPUTED,), E.RESOLVE_SERVED, S.CLOSED, (_R, _V), R.CONFIRM, (), (_P,)),
    _move((S.DISPUTED,), E.RESOLVE_NOT_SERVED, S.FAILED, (_R, _V), R.FAIL, (), (_P,)),
    _move((S.DISPUTED,), E.PROVIDER_RESUMES, S.IN_SERVICE, (_P,), notify=(_R,)),
)
_TURNING_BACK = (
    _move(_BEFORE_SERVICE, E.RECALL, S.RECALLED, (_R, _V), R.RECALL, (), (_P,)),
    _move((S.SENT, S.RECEIVED, S.INFO_NEEDED), E.EXPIRE, S.EXPIRED, (_SYS,), notify=(_R, _V, _P)),
    _move((S.WAITLISTED,), E.EXPIRE, S.EXPIRED, (_SYS,), notify=(_R, _P)),
    # The new provider is told when the new referral is sent, not before.
    _move(_UNDECIDED, E.RE_REFER, S.REREFERRED, (_R,)),
    _move((S.RECALLED,), E.DROP, S.ERROR, (_R,)),
    _move(_UNDECIDED, E.CLOSE_AS_UNMET, S.UNMET, (_R,), R.UNMET),
    _move(
        (*_BEFORE_SERVICE, S.IN_SERVICE, S.ON_HOLD, S.DECLINED, S.EXPIRED, S.FAILED),
        E.CLIENT_WITHDRAWS,
        S.WITHDRAWN,
        (_C, _R, _P),
        R.WITHDRAW,
        (),
        (_P, _R),
    ),
    _move(_CORRIGIBLE, E.ENTERED_IN_ERROR, S.ERROR, (_V,), R.ERROR, (), (_P, _R)),
)


def _cells() -> Iterator[tuple[tuple[Status, Event], Transition]]:
    for rows in (_SENDING, _ANSWERING, _MEETING, _SERVING, _CLOSING, _TURNING_BACK):
        for sources, event, transition in rows:
            for source in sources:
                yield (source, event), transition


TRANSITIONS: Mapping[tuple[Status, Event], Transition] = MappingProxyType(dict(_cells()))

SHARE_ENDS = TERMINAL | {Status.DECLINED, Status.FAILED, Status.RECALLED}
"""Statuses in which the provider no longer needs what was shared with it."""
