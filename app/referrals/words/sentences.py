"""The one sentence of a card: who must act and since when, whole for each status and each bank."""

from collections.abc import Mapping
from types import MappingProxyType

from app.kernel.i18n import LazyText
from app.kernel.i18n import lazy_gettext as _l
from app.referrals.domain import Status

NEAR: Mapping[Status, LazyText] = MappingProxyType(
    {
        Status.DRAFT: _l("Not sent yet: a draft since %(date)s."),
        Status.SENT: _l("%(name)s has not opened it yet. Sent on %(date)s."),
        Status.RECEIVED: _l("%(name)s opened it on %(date)s and must answer."),
        Status.INFO_NEEDED: _l("%(name)s asked you a question on %(date)s and waits for your answer."),
        Status.WAITLISTED: _l("On the waiting list since %(date)s. %(name)s says when there is a place."),
        Status.ACCEPTED: _l("%(name)s accepted on %(date)s and must start or fix an appointment."),
        Status.SCHEDULED: _l("%(name)s expects the person on %(due)s. Fixed on %(date)s."),
        Status.IN_SERVICE: _l("%(name)s has been giving the service since %(date)s."),
        Status.ON_HOLD: _l("%(name)s paused the service on %(date)s and looks at it again on %(due)s."),
        Status.COMPLETED: _l("%(name)s said on %(date)s that it is done. Ask the person, then close it."),
        Status.DISPUTED: _l("The person says that the help did not come. Clear it up: open since %(date)s."),
        Status.CLOSED: _l("Closed on %(date)s."),
        Status.DECLINED: _l("%(name)s declined on %(date)s. Decide what comes next."),
        Status.FAILED: _l("It could not be done. Decide what comes next: open since %(date)s."),
        Status.EXPIRED: _l("%(name)s did not answer in time. Decide what comes next: since %(date)s."),
        Status.RECALLED: _l("Taken back on %(date)s. Decide what comes next."),
        Status.WITHDRAWN: _l("The person withdrew on %(date)s."),
        Status.REREFERRED: _l("Referred to another provider on %(date)s."),
        Status.UNMET: _l("Closed on %(date)s. The need stays unmet and stands in the list of gaps."),
        Status.ERROR: _l("Marked as an error on %(date)s."),
    }
)

FAR: Mapping[Status, LazyText] = MappingProxyType(
    {
        Status.DRAFT: _l("Not sent yet: a draft since %(date)s."),
        Status.SENT: _l("%(name)s sent it to you on %(date)s. Open it and answer."),
        Status.RECEIVED: _l("%(name)s has been waiting for your answer since %(date)s."),
        Status.INFO_NEEDED: _l("%(name)s must answer the question that you asked on %(date)s."),
        Status.WAITLISTED: _l("On your waiting list since %(date)s. Accept as soon as there is a place."),
        Status.ACCEPTED: _l("You accepted on %(date)s. Start the service or fix an appointment."),
        Status.SCHEDULED: _l("The person is expected on %(due)s. Then say whether the person came."),
        Status.IN_SERVICE: _l("In service with you since %(date)s. Say when it is finished."),
        Status.ON_HOLD: _l("You paused the service on %(date)s. Look at it again on %(due)s."),
        Status.COMPLETED: _l("%(name)s has been asking the person whether it helped since %(date)s."),
        Status.DISPUTED: _l("The person says the help did not come. %(name)s clears it up since %(date)s."),
        Status.CLOSED: _l("Closed on %(date)s. Thank you."),
        Status.DECLINED: _l("You declined on %(date)s. %(name)s decides what comes next."),
        Status.FAILED: _l("It could not be done. %(name)s has been deciding since %(date)s what comes next."),
        Status.EXPIRED: _l("The time for an answer ran out on %(date)s. You can still accept."),
        Status.RECALLED: _l("%(name)s took it back on %(date)s."),
        Status.WITHDRAWN: _l("The person withdrew on %(date)s."),
        Status.REREFERRED: _l("%(name)s referred to another provider on %(date)s."),
        Status.UNMET: _l("%(name)s closed it on %(date)s."),
        Status.ERROR: _l("Marked as an error on %(date)s."),
    }
)


def sentence(status: Status, *, is_near: bool, other: str, date: str, due: str = "") -> str:
    """Who must act and since when. `other` is the party across, `due` the agreed day."""
    text = (NEAR if is_near else FAR)[status]
    return text % {"name": other, "date": date, "due": due or "–"}
