"""The one clock: every moment in Ura is read here, so that a test can set it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

TIRANE = ZoneInfo("Europe/Tirane")


def _system_time() -> datetime:
    return datetime.now(UTC)


_source: list[Callable[[], datetime]] = [_system_time]


def now() -> datetime:
    """This moment, in UTC."""
    return _source[-1]()


def local(moment: datetime) -> datetime:
    """The same moment on an Albanian wall clock."""
    return moment.astimezone(TIRANE)


def today() -> date:
    """The calendar day in Albania."""
    return local(now()).date()


@contextmanager
def set_to(moment: datetime | Callable[[], datetime]) -> Iterator[None]:
    """Stop the clock at a moment, or let a function tell the time, for the length of the block."""
    _source.append(moment if callable(moment) else lambda: moment)
    try:
        yield
    finally:
        _source.pop()
