"""What to know of a service before a person is sent there: for pages that are about something else."""

from dataclasses import dataclass
from datetime import datetime

from app.kernel import clock
from app.providers.queries import ServiceView
from app.providers.words.entry.capacity import capacity_fact, waiting_fact
from app.providers.words.entry.facts import Fact, told
from app.providers.words.entry.hours import ShownHours, show_hours
from app.providers.words.entry.papers import papers_fact
from app.providers.words.entry.people import languages_fact
from app.providers.words.entry.standing import Closure, closure_of


@dataclass(frozen=True, slots=True)
class BeforeGoing:
    """Whether it is open, whether it will close, what to bring, who interprets, how many are free."""

    closure: Closure | None
    hours: ShownHours | None
    opening_note: str
    facts: tuple[Fact, ...]


def before_going(service: ServiceView, now: datetime) -> BeforeGoing:
    today = clock.local(now).date()
    closure = closure_of(service, today)
    is_closed = closure is not None and closure.is_now
    hours = () if is_closed else service.opening_hours
    return BeforeGoing(
        closure=closure,
        hours=show_hours(hours, service.opening_exceptions, now, observes_holidays=service.observes_holidays),
        opening_note="" if is_closed else service.opening,
        facts=told(
            (
                papers_fact(service),
                languages_fact(service),
                capacity_fact(service, now),
                waiting_fact(service, today),
            )
        ),
    )
