"""What to tell somebody whose move was refused: of a whole page, and of one field."""

from collections.abc import Mapping
from types import MappingProxyType

from app.kernel.i18n import LazyText
from app.kernel.i18n import lazy_gettext as _l
from app.people.words import problem

_LOOK = _l("Look below at what has happened since, then decide anew.")
_CHOOSE = _l("Choose another provider.")

# Heading, what happened, what to do. That a service is closed is said in the words of providers.
REFUSALS: dict[str, tuple[LazyText, LazyText, LazyText]] = {
    "not_from_here": (
        _l("The referral has moved on"),
        _l(
            "What you wanted to do is no longer possible: the referral has moved on since you opened the page."
        ),
        _LOOK,
    ),
    "stale_version": (
        _l("This was changed in the meantime"),
        _l("Somebody else changed it since you opened the page. Nothing of yours was carried out."),
        _LOOK,
    ),
    "wrong_side": (
        _l("This step is for the other side"),
        _l("Each step of a referral belongs to whoever must take it. This one is not yours."),
        _l("Go back to the referral: it shows the steps that are yours."),
    ),
    "service_missing": (
        _l("No provider has been chosen yet"),
        _l("A referral goes to one service of one provider."),
        _CHOOSE,
    ),
    "duplicate": (
        _l("There is already a referral to this service"),
        _l("The same person was referred to the same service, and that referral is still open."),
        _l("Go on with the open one, or choose another provider."),
    ),
    "no_waiting_list": (
        _l("This service has no waiting list"),
        _l("The person cannot wait here."),
        _l("Accept or decline."),
    ),
    "too_few_attempts": (
        _l("Too early to give up"),
        _l("Somebody who is hard to reach is not lost: three attempts in two different ways come first."),
        _l("Note each attempt on the page of the referral."),
    ),
    "other_referral_open": (
        _l("The need is on its way elsewhere"),
        _l("The municipality has meanwhile turned to another provider."),
        _LOOK,
    ),
}

_PROBLEMS: Mapping[str, LazyText] = MappingProxyType(
    {
        "no_consent": _l("Without the person’s consent nothing is sent: read it out, then tick."),
        "preview_required": _l("Read out what the provider will see, then tick."),
        "medium_missing": _l("Say how the person agreed."),
        "call_required": _l("An emergency needs a phone call first: write whom you reached."),
        "call_time_required": _l("An emergency needs a phone call first: write when."),
        "priority_missing": _l("Choose how urgent it is."),
        "reason_required": _l("Choose a reason."),
        "reason_unknown": _l("Choose one of the reasons."),
        "words_required": _l("Write a few words."),
        "words_too_long": _l("That is too long: at most 1,000 characters."),
        "name_too_long": _l("That is too long: at most 100 characters."),
        "date_required": _l("Give a date."),
        "date_past": _l("Give a date that is still to come."),
        "moment_future": _l("Give a time that is not still to come."),
        "moment_unreadable": _l("Write day, month, year and time, such as 23.11.2026 16:00."),
        "channel_required": _l("Say how you tried."),
    }
)


def problem_of(code: str) -> LazyText:
    """The sentence beside a field; what concerns the consent is said in the words of people."""
    return _PROBLEMS.get(code) or problem(code)
