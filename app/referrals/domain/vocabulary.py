"""The names of the field: statuses, events, sides, phases, and who holds the ball in each status."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Status(StrEnum):
    """Where a referral stands. What waits on a phone has no status here: the server has not seen it."""

    DRAFT = "draft"
    SENT = "sent"
    RECEIVED = "received"
    INFO_NEEDED = "info_needed"
    WAITLISTED = "waitlisted"
    ACCEPTED = "accepted"
    SCHEDULED = "scheduled"
    IN_SERVICE = "in_service"
    ON_HOLD = "on_hold"
    COMPLETED = "completed"
    DISPUTED = "disputed"
    CLOSED = "closed"
    DECLINED = "declined"
    FAILED = "failed"
    EXPIRED = "expired"
    RECALLED = "recalled"
    WITHDRAWN = "withdrawn"
    REREFERRED = "rereferred"
    UNMET = "unmet"
    ERROR = "error"


class Event(StrEnum):
    """What can happen to a referral. In addresses the underscore is a hyphen."""

    SEND = "send"
    DISCARD = "discard"
    OPEN = "open"
    ACCEPT = "accept"
    DECLINE = "decline"
    DECLINE_AFTER_ACCEPTANCE = "decline_after_acceptance"
    ASK = "ask"
    ANSWER = "answer"
    PUT_ON_WAITING_LIST = "put_on_waiting_list"
    FIX_APPOINTMENT = "fix_appointment"
    MOVE_APPOINTMENT = "move_appointment"
    CLIENT_CAME = "client_came"
    START = "start"
    NO_SHOW = "no_show"
    GIVE_UP = "give_up"
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    CLIENT_CONFIRMS = "client_confirms"
    NO_WORD_IN_14_DAYS = "no_word_in_14_days"
    CLIENT_DISPUTES = "client_disputes"
    RESOLVE_SERVED = "resolve_served"
    RESOLVE_NOT_SERVED = "resolve_not_served"
    PROVIDER_RESUMES = "provider_resumes"
    RECALL = "recall"
    EXPIRE = "expire"
    LATE_ACCEPT = "late_accept"
    RE_REFER = "re_refer"
    DROP = "drop"
    CLOSE_AS_UNMET = "close_as_unmet"
    CLIENT_WITHDRAWS = "client_withdraws"
    ENTERED_IN_ERROR = "entered_in_error"


class Side(StrEnum):
    """In whose name somebody acts."""

    REFERRER = "referrer"
    PROVIDER = "provider"
    CLIENT = "client"
    SUPERVISOR = "supervisor"
    SYSTEM = "system"


class Ball(StrEnum):
    """Who must act next; exactly one party, or nobody once it is over."""

    REFERRER = "referrer"
    PROVIDER = "provider"
    CLIENT = "client"
    NONE = "none"


class Phase(StrEnum):
    """The few words in which people see the lifecycle."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    IN_SERVICE = "in_service"
    FINISHED = "finished"
    CLOSED = "closed"
    NEEDS_YOUR_DECISION = "needs_your_decision"


class Channel(StrEnum):
    """How somebody tried to reach the person."""

    PHONE = "phone"
    MESSAGE = "message"
    EMAIL = "email"
    VISIT = "visit"
    THROUGH_OTHERS = "through_others"


_PLACES: Mapping[Status, tuple[Phase, Ball]] = MappingProxyType(
    {
        Status.DRAFT: (Phase.DRAFT, Ball.REFERRER),
        Status.SENT: (Phase.SENT, Ball.PROVIDER),
        Status.RECEIVED: (Phase.SENT, Ball.PROVIDER),
        Status.INFO_NEEDED: (Phase.SENT, Ball.REFERRER),
        Status.WAITLISTED: (Phase.SENT, Ball.PROVIDER),
        Status.ACCEPTED: (Phase.ACCEPTED, Ball.PROVIDER),
        Status.SCHEDULED: (Phase.ACCEPTED, Ball.CLIENT),
        Status.IN_SERVICE: (Phase.IN_SERVICE, Ball.PROVIDER),
        Status.ON_HOLD: (Phase.IN_SERVICE, Ball.PROVIDER),
        Status.COMPLETED: (Phase.FINISHED, Ball.REFERRER),
        Status.DISPUTED: (Phase.FINISHED, Ball.REFERRER),
        Status.CLOSED: (Phase.CLOSED, Ball.NONE),
        Status.DECLINED: (Phase.NEEDS_YOUR_DECISION, Ball.REFERRER),
        Status.FAILED: (Phase.NEEDS_YOUR_DECISION, Ball.REFERRER),
        Status.EXPIRED: (Phase.NEEDS_YOUR_DECISION, Ball.REFERRER),
        Status.RECALLED: (Phase.NEEDS_YOUR_DECISION, Ball.REFERRER),
        Status.WITHDRAWN: (Phase.CLOSED, Ball.NONE),
        Status.REREFERRED: (Phase.CLOSED, Ball.NONE),
        Status.UNMET: (Phase.CLOSED, Ball.NONE),
        Status.ERROR: (Phase.CLOSED, Ball.NONE),
    }
)


def phase_of(status: Status) -> Phase:
    """The phase in which people see this status."""
    return _PLACES[status][0]


def ball_of(status: Status) -> Ball:
    """Who must act while a referral has this status."""
    return _PLACES[status][1]


TERMINAL = frozenset(status for status in Status if ball_of(status) is Ball.NONE)
DECISION_STATUSES = frozenset(status for status in Status if phase_of(status) is Phase.NEEDS_YOUR_DECISION)
OPEN_STATUSES = frozenset(Status) - TERMINAL - DECISION_STATUSES - {Status.DRAFT}
"""A provider is engaged: a second referral of the same person to the same service would be a duplicate."""


def is_terminal(status: Status) -> bool:
    """It is over; only a supervisor can still mark it as an error."""
    return status in TERMINAL
