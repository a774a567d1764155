"""What is asked beside an event: the heading over its reasons, its words and its date."""

from collections.abc import Mapping
from types import MappingProxyType

from app.kernel.i18n import LazyText
from app.kernel.i18n import lazy_gettext as _l
from app.referrals.domain import Event, ReasonSet

REASON_QUESTIONS: Mapping[ReasonSet, LazyText] = MappingProxyType(
    {
        ReasonSet.DECLINE: _l("Why can you not help?"),
        ReasonSet.OUTCOME: _l("How did it end?"),
        ReasonSet.FAIL: _l("Why could it not be done?"),
        ReasonSet.RECALL: _l("Why do you take it back?"),
        ReasonSet.WITHDRAW: _l("Why does the person withdraw?"),
        ReasonSet.INFO: _l("What do you need to know?"),
        ReasonSet.NO_SHOW: _l("Why did the person not come?"),
        ReasonSet.RESCHEDULE: _l("Who or what needs another date?"),
        ReasonSet.HOLD: _l("Why does the service pause?"),
        ReasonSet.CONFIRM: _l("How do you know?"),
        ReasonSet.DISPUTE: _l("What does the person say?"),
        ReasonSet.UNMET: _l("Why does the need stay unmet?"),
        ReasonSet.ERROR: _l("What went wrong?"),
    }
)

_WORDS: Mapping[Event, LazyText] = MappingProxyType(
    {
        Event.ANSWER: _l("Your answer"),
        Event.ASK: _l("Your question, in a few words"),
        Event.FIX_APPOINTMENT: _l("Place of the appointment, and what to bring"),
        Event.MOVE_APPOINTMENT: _l("Place of the appointment, if it changes"),
    }
)
DATE_QUESTIONS: Mapping[Event, LazyText] = MappingProxyType(
    {
        Event.PUT_ON_WAITING_LIST: _l("When do you expect a place?"),
        Event.FIX_APPOINTMENT: _l("When is the appointment?"),
        Event.MOVE_APPOINTMENT: _l("When is the appointment now?"),
        Event.PAUSE: _l("When will you look at it again?"),
    }
)
_OTHERWISE = _l("A few words; needed for “something else”")


def words_question(event: Event) -> LazyText:
    """The label of the words that go along with an event."""
    return _WORDS.get(event, _OTHERWISE)
