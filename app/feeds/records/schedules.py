"""Opening hours as schedules: the week, days with other hours, public holidays; all times by the Albanian clock."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from app.feeds.domain.ids import derived_id
from app.feeds.domain.timetable import EVERY_DAY, other_hours, weekly_hours
from app.feeds.records.parts import Record, told
from app.kernel.holidays import is_holiday
from app.kernel.i18n import gettext as _
from app.providers.queries.publishing import PublishedLink, PublishedService

_HOLIDAYS_AHEAD = 366


def service_schedules(service: PublishedService, today: date) -> list[Record]:
    """When a service is open wherever its places say nothing else."""
    owner = {"service_id": str(service.id)}
    week = _week(owner, service.opening_hours)
    if not week:
        return _in_own_words(owner, service.opening)
    note = _in_own_words(owner, service.opening)
    return [*week, *_days(owner, service.opening_exceptions, today), *_holidays(owner, service, today), *note]


def link_schedules(link: PublishedLink, service: PublishedService, today: date) -> list[Record]:
    """The hours of a service at one place where they are its own; nothing where they are those of the service."""
    owner = {"service_at_location_id": str(link.id)}
    week = _week(owner, link.opening_hours)
    if not week:
        return []
    return [*week, *_days(owner, service.opening_exceptions, today), *_holidays(owner, service, today)]


def _week(owner: dict[str, str], lines: Sequence[str]) -> list[Record]:
    return [
        told(
            id=derived_id("schedule", *owner.values(), hours.byday, hours.opens_at, hours.closes_at),
            **owner,
            freq="WEEKLY",
            wkst="MO",
            byday=hours.byday,
            opens_at=hours.opens_at,
            closes_at=hours.closes_at,
            notes=_("Closes on the next day. Local time in Albania.")
            if hours.ends_next_day
            else _("Local time in Albania."),
        )
        for hours in weekly_hours(lines)
    ]


def _days(owner: dict[str, str], lines: Sequence[str], today: date) -> list[Record]:
    return [
        told(
            id=derived_id("schedule", *owner.values(), hours.first_day, hours.last_day, hours.opens_at),
            **owner,
            valid_from=hours.first_day.isoformat(),
            valid_to=hours.last_day.isoformat(),
            freq="WEEKLY" if hours.opens_at else None,
            byday=EVERY_DAY if hours.opens_at else None,
            opens_at=hours.opens_at,
            closes_at=hours.closes_at,
            description=_("Other hours on these days") if hours.opens_at else _("Closed on these days"),
        )
        for hours in other_hours(lines, today)
    ]


def _holidays(owner: dict[str, str], service: PublishedService, today: date) -> list[Record]:
    """That it is closed on public holidays, with those of the coming year."""
    if not service.observes_holidays:
        return []
    return [
        {
            "id": derived_id("schedule", *owner.values(), "holidays"),
            **owner,
            "description": _("Closed on the public holidays of Albania"),
            "notes": _holidays_from(today),
        }
    ]


@lru_cache(maxsize=4)
def _holidays_from(today: date) -> str:
    ahead = (today + timedelta(days=number) for number in range(_HOLIDAYS_AHEAD))
    return ", ".join(day.isoformat() for day in ahead if is_holiday(day))


def _in_own_words(owner: dict[str, str], text: str) -> list[Record]:
    if not text:
        return []
    return [{"id": derived_id("schedule", *owner.values(), "words"), **owner, "description": text}]
