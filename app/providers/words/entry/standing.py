"""Who said when that an entry is right, and from when until when it is closed."""

from dataclasses import dataclass
from datetime import date, datetime

from app.kernel import clock
from app.kernel.i18n import gettext as _
from app.providers.domain import ServiceStatus, is_fresh, status_on
from app.providers.queries import ServiceView
from app.providers.words.directory import Chip
from app.providers.words.entry.calendar import day_text
from app.providers.words.entry.facts import Fact


@dataclass(frozen=True, slots=True)
class Closure:
    """That it is closed or will be, and why. `is_now`: today nobody is received."""

    text: str
    reason: str
    is_now: bool


def closure_of(service: ServiceView, today: date) -> Closure | None:
    """What is said of a closure today; nothing about one that is over."""
    begins, ends = service.closed_from, service.closed_until
    status = status_on(service.status, begins, ends, today)
    if status is ServiceStatus.CLOSED:
        return Closure(_("Closed for good"), service.closure_reason, is_now=True)
    if status is ServiceStatus.TEMPORARILY_CLOSED:
        return Closure(_closed_text(begins, ends), service.closure_reason, is_now=True)
    if begins is not None and begins > today:
        return Closure(_closing_text(begins, ends), service.closure_reason, is_now=False)
    return None


def confirmed_fact(service: ServiceView, now: datetime, *, names_people: bool) -> Fact:
    """Who confirmed it and when; after 90 days it counts as unconfirmed. `names_people`: for colleagues only."""
    moment = service.last_confirmed_at
    if moment is None:
        return Fact(_("Confirmed"), (_("Never confirmed"),), "amber")
    day, name = day_text(clock.local(moment)), service.last_confirmed_by if names_people else ""
    if is_fresh(moment, now):
        text = _("%(date)s by %(name)s", date=day, name=name) if name else day
        return Fact(_("Confirmed"), (text,))
    text = (
        _("Unconfirmed: last confirmed %(date)s by %(name)s", date=day, name=name)
        if name
        else _("Unconfirmed: last confirmed %(date)s", date=day)
    )
    return Fact(_("Confirmed"), (text,), "amber")


def confirmed_chip(service: ServiceView, now: datetime) -> Chip:
    """The same in short."""
    moment = service.last_confirmed_at
    if moment is None or not is_fresh(moment, now):
        return Chip(_("not confirmed lately"), "amber")
    return Chip(_("confirmed %(date)s", date=day_text(clock.local(moment))))


def _closed_text(begins: date | None, ends: date | None) -> str:
    if begins and ends:
        return _("Closed for a time: %(first)s to %(last)s", first=day_text(begins), last=day_text(ends))
    if ends:
        return _("Closed for a time, until %(date)s", date=day_text(ends))
    if begins:
        return _("Closed for a time, since %(date)s", date=day_text(begins))
    return _("Closed for a time")


def _closing_text(begins: date, ends: date | None) -> str:
    if ends:
        return _("Will be closed %(first)s to %(last)s", first=day_text(begins), last=day_text(ends))
    return _("Will be closed from %(date)s", date=day_text(begins))
