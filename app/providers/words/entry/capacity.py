"""How many are free, of what, since when that is known, and how long people wait otherwise."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from app.kernel import clock
from app.kernel.i18n import gettext as _
from app.kernel.i18n import ngettext
from app.providers.domain import CAPACITY_TRUE_FOR, CapacityUnit, ServiceStatus, is_fresh, status_on
from app.providers.queries import ServiceView
from app.providers.words import SERVICE_STATUSES
from app.providers.words.directory import Chip
from app.providers.words.entry.calendar import day_text
from app.providers.words.entry.facts import Fact, lines

_FREE: Mapping[str, Callable[[int], str]] = {
    CapacityUnit.PLACE: lambda n: ngettext("%(num)s place free", "%(num)s places free", n),
    CapacityUnit.BED: lambda n: ngettext("%(num)s bed free", "%(num)s beds free", n),
    CapacityUnit.APPOINTMENT: lambda n: ngettext("%(num)s appointment free", "%(num)s appointments free", n),
    CapacityUnit.HOUR: lambda n: ngettext("%(num)s hour free", "%(num)s hours free", n),
    CapacityUnit.FAMILY: lambda n: ngettext("Room for %(num)s family", "Room for %(num)s families", n),
}
_IN_ALL: Mapping[str, Callable[[int], str]] = {
    CapacityUnit.PLACE: lambda n: ngettext("%(num)s place in all", "%(num)s places in all", n),
    CapacityUnit.BED: lambda n: ngettext("%(num)s bed in all", "%(num)s beds in all", n),
    CapacityUnit.APPOINTMENT: lambda n: ngettext(
        "%(num)s appointment in all", "%(num)s appointments in all", n
    ),
    CapacityUnit.HOUR: lambda n: ngettext("%(num)s hour in all", "%(num)s hours in all", n),
    CapacityUnit.FAMILY: lambda n: ngettext("%(num)s family in all", "%(num)s families in all", n),
}


def free_text(unit: str, number: int) -> str:
    """`3 beds free`; an unknown unit counts places."""
    if number == 0:
        return _("No free place")
    return _FREE.get(unit, _FREE[CapacityUnit.PLACE])(number)


def standing_chip(service: ServiceView, now: datetime) -> Chip | None:
    """That it is closed, or how many are free."""
    status = status_on(service.status, service.closed_from, service.closed_until, clock.local(now).date())
    if status is not ServiceStatus.ACTIVE:
        return Chip(str(SERVICE_STATUSES[status]), "red")
    if service.places_free is None:
        return None
    text = free_text(service.capacity_unit, service.places_free)
    if not is_capacity_fresh(service, now):
        return Chip(_("%(free)s, unconfirmed", free=text), "amber")
    return Chip(text, "amber" if service.places_free == 0 else "ok")


def is_capacity_fresh(service: ServiceView, now: datetime) -> bool:
    return is_fresh(service.capacity_confirmed_at, now, CAPACITY_TRUE_FOR)


def capacity_fact(service: ServiceView, now: datetime) -> Fact:
    """Free ones with the day on which that was said, and how many there are in all."""
    free = "" if service.places_free is None else free_text(service.capacity_unit, service.places_free)
    total = (
        ""
        if service.capacity_total is None
        else _IN_ALL.get(service.capacity_unit, _IN_ALL[CapacityUnit.PLACE])(service.capacity_total)
    )
    is_stale = bool(free) and not is_capacity_fresh(service, now)
    as_of = _as_of(service, is_stale=is_stale) if free else ""
    return Fact(_("Places"), lines(free, as_of, total), "amber" if is_stale else "")


def waiting_fact(service: ServiceView, today: date) -> Fact:
    """How long people wait and when a place comes free; that there is no list is said too."""
    days, day = service.waiting_days, service.next_place_on
    return Fact(
        _("Waiting"),
        lines(
            _("Next free place on %(date)s", date=day_text(day)) if day and day >= today else "",
            ngettext("About %(num)s day of waiting", "About %(num)s days of waiting", days) if days else "",
            "" if service.has_waiting_list else _("Keeps no waiting list"),
        ),
    )


def _as_of(service: ServiceView, *, is_stale: bool) -> str:
    if service.capacity_confirmed_at is None:
        return _("Unconfirmed")
    day = day_text(clock.local(service.capacity_confirmed_at))
    if is_stale:
        return _("Unconfirmed: last said on %(date)s", date=day)
    return _("As of %(date)s", date=day)
