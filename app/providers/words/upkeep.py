"""Words for what keeps entries true: reports, the page behind the link of a mail, the coordinator's list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.kernel import clock
from app.kernel.i18n import LazyText, current_locale, ngettext
from app.kernel.i18n import gettext as _
from app.kernel.i18n import lazy_gettext as _l
from app.providers.domain import CAPACITY_TRUE_FOR, CONFIRMED_FOR, ServiceStatus, is_fresh, status_on
from app.providers.domain.upkeep import Answer, Concern, Settlement, WhatIsWrong, is_silent
from app.providers.queries.confirmation import AskedService
from app.providers.queries.upkeep import UpkeepRow
from app.providers.words import language_names
from app.providers.words.entry.calendar import day_text
from app.providers.words.entry.hours import show_hours

WHAT_IS_WRONG: Mapping[WhatIsWrong, LazyText] = {
    WhatIsWrong.CLOSED: _l("It is closed"),
    WhatIsWrong.MOVED: _l("It has moved"),
    WhatIsWrong.PHONE: _l("The telephone number is wrong"),
    WhatIsWrong.HOURS: _l("The opening hours are wrong"),
    WhatIsWrong.NO_PLACE: _l("There is no free place"),
    WhatIsWrong.NOT_FOR_THESE_PEOPLE: _l("It is not for these people"),
    WhatIsWrong.OTHER: _l("Something else"),
}

SETTLEMENTS: Mapping[Settlement, LazyText] = {
    Settlement.MENDED: _l("Mended"),
    Settlement.WAS_RIGHT: _l("It was right"),
}

ANSWERS: Mapping[Answer, LazyText] = {
    Answer.RIGHT: _l("It is open and right"),
    Answer.CLOSED: _l("It is closed for now"),
    Answer.WRONG: _l("Something is wrong"),
}

CONCERNS: Mapping[Concern, LazyText] = {
    Concern.UNCONFIRMED: _l("Unconfirmed"),
    Concern.SILENT: _l("Three mails unanswered"),
    Concern.CAPACITY: _l("Old places"),
    Concern.REPORTED: _l("Reported"),
    Concern.EXPIRING: _l("Papers run out"),
}

CLOSURE_ERRORS: Mapping[str, LazyText] = {
    "ends_before_start": _l("The last day lies before the first."),
    "in_the_past": _l("This day is over."),
    "too_far_off": _l("This day is more than two years off. Check the year."),
}


@dataclass(frozen=True, slots=True)
class ShownAsked:
    """A service on the page behind the link: what stands in the directory, so that one can say whether it is right."""

    name: str
    lines: tuple[str, ...]
    is_fresh: bool


def show_asked(service: AskedService, now: datetime) -> ShownAsked:
    """What the directory says of a service, in few lines."""
    texts = (
        "; ".join(service.places),
        _hours_text(service, now),
        ", ".join(language_names(service.languages)),
        _places_text(service, now),
        _closure_text(service, clock.local(now).date()),
        _confirmed_text(service),
        _("You wrote that something is wrong. Your municipality reads it.")
        if service.wrong is not None
        else "",
    )
    return ShownAsked(
        name=service.name(current_locale()),
        lines=tuple(text for text in texts if text),
        is_fresh=is_fresh(service.last_confirmed_at, now),
    )


def is_closed_now(service: AskedService, today: date) -> bool:
    """Whether people are not received today."""
    stands = status_on(service.status, service.closed_from, service.closed_until, today)
    return stands is ServiceStatus.TEMPORARILY_CLOSED


def concern_lines(row: UpkeepRow, today: date) -> list[str]:
    """Why an organisation is to be called."""
    texts = (
        _unconfirmed_text(row),
        _("Three mails or more were not answered.") if is_silent(row.unanswered) else "",
        ngettext(
            "The free places of %(num)s service are older than 30 days.",
            "The free places of %(num)s services are older than 30 days.",
            row.old_capacity,
        )
        if row.old_capacity
        else "",
        ngettext("%(num)s report waits.", "%(num)s reports wait.", row.reports) if row.reports else "",
        _licence_text(row.licence_valid_until, today),
        _("An agreement ends on %(date)s.", date=day_text(row.agreement_ends_on))
        if row.agreement_ends_on and row.agreement_ends_on >= today
        else "",
        _("An agreement ended on %(date)s.", date=day_text(row.agreement_ends_on))
        if row.agreement_ends_on and row.agreement_ends_on < today
        else "",
    )
    return [text for text in texts if text]


def _unconfirmed_text(row: UpkeepRow) -> str:
    if not row.unconfirmed:
        return ""
    return ngettext(
        "%(num)s service was not confirmed for %(days)s days.",
        "%(num)s services were not confirmed for %(days)s days.",
        row.unconfirmed,
        days=CONFIRMED_FOR.days,
    )


def _licence_text(until: date | None, today: date) -> str:
    if until is None or (until - today).days > 60:
        return ""
    if until < today:
        return _("The licence ran out on %(date)s.", date=day_text(until))
    return _("The licence runs out on %(date)s.", date=day_text(until))


def _hours_text(service: AskedService, now: datetime) -> str:
    shown = show_hours(service.opening_hours, (), now, observes_holidays=False)
    if shown is None:
        return service.opening
    return "; ".join(f"{row.days} {', '.join(row.hours)}" for row in shown.rows if row.hours)


def _places_text(service: AskedService, now: datetime) -> str:
    """Only what is too old to be relied on: the number itself stands in its field."""
    if service.places_free is None or is_fresh(service.capacity_confirmed_at, now, CAPACITY_TRUE_FOR):
        return ""
    return ngettext(
        "%(num)s place free, unconfirmed", "%(num)s places free, unconfirmed", service.places_free
    )


def _closure_text(service: AskedService, today: date) -> str:
    if not is_closed_now(service, today):
        return ""
    if service.closed_until is None:
        return _("Closed for a time")
    return _("Closed for a time, until %(date)s", date=day_text(service.closed_until))


def _confirmed_text(service: AskedService) -> str:
    if service.last_confirmed_at is None:
        return _("Never confirmed")
    return _("Last confirmed on %(date)s", date=day_text(clock.local(service.last_confirmed_at)))
