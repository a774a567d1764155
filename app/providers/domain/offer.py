"""How a service stands: whether it runs, for whom, how fresh what is said of it is, and whether one may refer to it."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from app.providers.domain.catalogue import Tier


class ServiceStatus(StrEnum):
    """Whether a service runs."""

    ACTIVE = "active"
    TEMPORARILY_CLOSED = "temporarily_closed"
    CLOSED = "closed"


class Area(StrEnum):
    """For whom a service is there: people of the municipality, of the county or of the whole country."""

    MUNICIPALITY = "municipality"
    COUNTY = "county"
    NATIONAL = "national"


CONFIRMED_FOR = timedelta(days=90)
CAPACITY_TRUE_FOR = timedelta(days=30)
# A closure begins and ends within two years from one another: anything else is a slip of the finger.
LONGEST_NOTICE = timedelta(days=731)


def is_fresh(confirmed_at: datetime | None, now: datetime, lasts: timedelta = CONFIRMED_FOR) -> bool:
    """Whether something said then may still be relied on now."""
    return confirmed_at is not None and now - confirmed_at <= lasts


def is_closed_on(closed_from: date | None, closed_until: date | None, day: date) -> bool:
    """Whether a closure with these dates, both days included, holds on a day; no date at all is no closure."""
    if closed_from is None and closed_until is None:
        return False
    begun = closed_from is None or closed_from <= day
    return begun and (closed_until is None or day <= closed_until)


def status_on(
    status: ServiceStatus, closed_from: date | None, closed_until: date | None, day: date
) -> ServiceStatus:
    """How a service stands on a day: a closure with dates begins and ends by itself, one without lasts."""
    if status is ServiceStatus.CLOSED or (closed_from is None and closed_until is None):
        return status
    if is_closed_on(closed_from, closed_until, day):
        return ServiceStatus.TEMPORARILY_CLOSED
    return ServiceStatus.ACTIVE


def check_closure(closed_from: date, closed_until: date | None, today: date) -> dict[str, str]:
    """Field name to code for the dates of a closure that cannot be so."""
    if closed_until is not None and closed_until < closed_from:
        return {"closed_until": "ends_before_start"}
    if closed_until is not None and closed_until < today:
        return {"closed_until": "in_the_past"}
    if closed_from > today + LONGEST_NOTICE:
        return {"closed_from": "too_far_off"}
    if closed_until is not None and closed_until > closed_from + LONGEST_NOTICE:
        return {"closed_until": "too_far_off"}
    return {}


def why_not_referable(
    tier: Tier, status: ServiceStatus, *, is_listed: bool, is_information_only: bool = False
) -> str | None:
    """The code of what stands against a referral to a service; None when nothing does.

    `status` is the one of the day (`status_on`).
    Sealed services are reached by the path that the law lays down for them, not by a referral; a helpline or
    a complaint office is only shown, so that nothing is stored about who turns to it.
    """
    if tier is Tier.SEALED:
        return "sealed_service"
    if is_information_only:
        return "information_only"
    if not is_listed or status is ServiceStatus.CLOSED:
        return "service_closed"
    if status is ServiceStatus.TEMPORARILY_CLOSED:
        return "service_temporarily_closed"
    return None


def check_places(total: int | None, free: int | None) -> dict[str, str]:
    """Field name to code for places that cannot be so: below nothing, or more free than there are."""
    if free is not None and free < 0:
        return {"places_free": "negative"}
    if total is not None and free is not None and free > total:
        return {"places_free": "more_free_than_places"}
    return {}
