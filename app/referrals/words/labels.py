"""Short names: of statuses, phases, priorities and channels, the buttons and the lines of the timeline."""

from collections.abc import Mapping
from types import MappingProxyType

from app.kernel.i18n import LazyText
from app.kernel.i18n import lazy_gettext as _l
from app.referrals.domain import Channel, Event, Phase, Priority, Status

STATUSES: Mapping[Status, LazyText] = MappingProxyType(
    {
        Status.DRAFT: _l("Draft"),
        Status.SENT: _l("Sent"),
        Status.RECEIVED: _l("Received"),
        Status.INFO_NEEDED: _l("Question asked"),
        Status.WAITLISTED: _l("On the waiting list"),
        Status.ACCEPTED: _l("Accepted"),
        Status.SCHEDULED: _l("Appointment fixed"),
        Status.IN_SERVICE: _l("In service"),
        Status.ON_HOLD: _l("Paused"),
        Status.COMPLETED: _l("Finished by the provider"),
        Status.DISPUTED: _l("Disputed"),
        Status.CLOSED: _l("Closed"),
        Status.DECLINED: _l("Declined"),
        Status.FAILED: _l("Could not be done"),
        Status.EXPIRED: _l("No answer in time"),
        Status.RECALLED: _l("Taken back"),
        Status.WITHDRAWN: _l("The person withdrew"),
        Status.REREFERRED: _l("Referred again"),
        Status.UNMET: _l("Need unmet"),
        Status.ERROR: _l("Entered in error"),
    }
)

PHASES: Mapping[Phase, LazyText] = MappingProxyType(
    {
        Phase.DRAFT: _l("Draft"),
        Phase.SENT: _l("Sent"),
        Phase.ACCEPTED: _l("Accepted"),
        Phase.IN_SERVICE: _l("In service"),
        Phase.FINISHED: _l("Finished"),
        Phase.CLOSED: _l("Closed"),
        Phase.NEEDS_YOUR_DECISION: _l("Needs your decision"),
    }
)

PRIORITIES: Mapping[Priority, LazyText] = MappingProxyType(
    {
        Priority.EMERGENCY: _l("Emergency · 24 hours"),
        Priority.URGENT: _l("Urgent · 72 hours"),
        Priority.NORMAL: _l("Normal · 2 weeks"),
    }
)
PRIORITY_HELP: Mapping[Priority, LazyText] = MappingProxyType(
    {
        Priority.EMERGENCY: _l("Life, safety or a night without a roof. Call first."),
        Priority.URGENT: _l("Gets worse within days."),
        Priority.NORMAL: _l("Everything else."),
    }
)

CHANNELS: Mapping[Channel, LazyText] = MappingProxyType(
    {
        Channel.PHONE: _l("By phone"),
        Channel.MESSAGE: _l("By message"),
        Channel.EMAIL: _l("By e-mail"),
        Channel.VISIT: _l("By a visit"),
        Channel.THROUGH_OTHERS: _l("Through somebody the person trusts"),
    }
)

BUTTONS: Mapping[Event, LazyText] = MappingProxyType(
    {
        Event.SEND: _l("Send the referral"),
        Event.DISCARD: _l("Throw the draft away"),
        Event.OPEN: _l("Open the referral"),
        Event.ACCEPT: _l("Yes, we accept"),
        Event.DECLINE: _l("No, with a reason"),
        Event.DECLINE_AFTER_ACCEPTANCE: _l("Decline after all"),
        Event.ASK: _l("Ask a question"),
        Event.ANSWER: _l("Answer the question"),
        Event.PUT_ON_WAITING_LIST: _l("Put on the waiting list"),
        Event.FIX_APPOINTMENT: _l("Fix an appointment"),
        Event.MOVE_APPOINTMENT: _l("Move the appointment"),
        Event.CLIENT_CAME: _l("The person came"),
        Event.START: _l("Start the service"),
        Event.NO_SHOW: _l("The person did not come"),
        Event.GIVE_UP: _l("Give up, with a reason"),
        Event.PAUSE: _l("Pause the service"),
        Event.RESUME: _l("Go on with the service"),
        Event.FINISH: _l("Finish the service"),
        Event.CLIENT_CONFIRMS: _l("Confirm and close"),
        Event.NO_WORD_IN_14_DAYS: _l("Close without the person’s word"),
        Event.CLIENT_DISPUTES: _l("The person says: not received"),
        Event.RESOLVE_SERVED: _l("Cleared up: the help was given"),
        Event.RESOLVE_NOT_SERVED: _l("Cleared up: the help was not given"),
        Event.PROVIDER_RESUMES: _l("Take the service up again"),
        Event.RECALL: _l("Take the referral back"),
        Event.EXPIRE: _l("Let the referral expire"),
        Event.LATE_ACCEPT: _l("Accept late"),
        Event.RE_REFER: _l("Refer to another provider"),
        Event.DROP: _l("Drop it: sent by mistake"),
        Event.CLOSE_AS_UNMET: _l("Close: the need stays unmet"),
        Event.CLIENT_WITHDRAWS: _l("The person withdraws"),
        Event.ENTERED_IN_ERROR: _l("Mark as entered in error"),
    }
)

ATTEMPT = "attempt"
HAPPENED: Mapping[str, LazyText] = MappingProxyType(
    {
        Event.SEND: _l("Sent with consent"),
        Event.DISCARD: _l("Draft thrown away"),
        Event.OPEN: _l("Opened by the provider"),
        Event.ACCEPT: _l("Accepted"),
        Event.DECLINE: _l("Declined"),
        Event.DECLINE_AFTER_ACCEPTANCE: _l("Declined after acceptance"),
        Event.ASK: _l("Question asked"),
        Event.ANSWER: _l("Question answered"),
        Event.PUT_ON_WAITING_LIST: _l("Placed on the waiting list"),
        Event.FIX_APPOINTMENT: _l("Appointment fixed"),
        Event.MOVE_APPOINTMENT: _l("Appointment moved"),
        Event.CLIENT_CAME: _l("The person came"),
        Event.START: _l("Service started"),
        Event.NO_SHOW: _l("The person did not come"),
        Event.GIVE_UP: _l("Given up"),
        Event.PAUSE: _l("Service paused"),
        Event.RESUME: _l("Service went on"),
        Event.FINISH: _l("Finished by the provider"),
        Event.CLIENT_CONFIRMS: _l("Confirmed and closed"),
        Event.NO_WORD_IN_14_DAYS: _l("Closed without the person’s word"),
        Event.CLIENT_DISPUTES: _l("The person said: not received"),
        Event.RESOLVE_SERVED: _l("Cleared up: the help was given"),
        Event.RESOLVE_NOT_SERVED: _l("Cleared up: the help was not given"),
        Event.PROVIDER_RESUMES: _l("Service taken up again"),
        Event.RECALL: _l("Taken back"),
        Event.EXPIRE: _l("No answer in time"),
        Event.LATE_ACCEPT: _l("Accepted late"),
        Event.RE_REFER: _l("Referred to another provider"),
        Event.DROP: _l("Dropped: sent by mistake"),
        Event.CLOSE_AS_UNMET: _l("Closed: need unmet"),
        Event.CLIENT_WITHDRAWS: _l("The person withdrew"),
        Event.ENTERED_IN_ERROR: _l("Marked as entered in error"),
        ATTEMPT: _l("Tried to reach the person"),
    }
)
