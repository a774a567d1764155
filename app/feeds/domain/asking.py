"""What the address of a feed asks for: each parameter is read strictly, and what cannot be read is told by its name."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, ClassVar
from uuid import UUID

from app.kernel.errors import UraError

_NUMBER = re.compile(r"[0-9]{1,7}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?([Zz]|[+ -]\d{2}:\d{2})?)?",
    re.ASCII,
)
_DEGREES = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?")
_LEAP_SECOND = "60"
_MICROSECOND_DIGITS = 6
_WIDTH, _HEIGHT = 180.0, 90.0


class Unreadable(UraError):
    """A parameter that cannot be read (400). `parameter` is its name; the code says what is wrong with it."""

    status: ClassVar[int] = 400

    def __init__(self, code: str, parameter: str) -> None:
        super().__init__(code, parameter=parameter)
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map, in degrees; where west lies east of east it goes around the back of the world."""

    west: float
    south: float
    east: float
    north: float


Reader = Callable[[str], Any]


def read_parameters(given: Mapping[str, Sequence[str]], readers: Mapping[str, Reader]) -> dict[str, Any]:
    """What was asked, by name; what was not asked is missing.

    Raises Unreadable for a name that nobody reads, one that comes twice, or a value that makes no sense.
    """
    found: dict[str, Any] = {}
    for name, values in given.items():
        if name not in readers:
            raise Unreadable("unknown_parameter", name)
        if len(values) != 1:
            raise Unreadable("repeated_parameter", name)
        try:
            found[name] = readers[name](values[0])
        except ValueError:
            raise Unreadable("unreadable_parameter", name) from None
    return found


def read_size(largest: int) -> Reader:
    """A reader of a number from 1 to the largest page."""
    return lambda text: _number(text, largest)


def read_flag(text: str) -> bool:
    return {"true": True, "false": False}[read_choice("true", "false")(text)]


def read_choice(*choices: str) -> Reader:
    """A reader of one of these words."""

    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(text)
        return text

    return read


def read_uuid(text: str) -> UUID:
    if _UUID.fullmatch(text) is None:
        raise ValueError(text)
    return UUID(text)


def read_moment(text: str) -> datetime:
    """A day or a moment as in RFC 3339, in UTC unless it says otherwise; years beyond the calendar are its ends."""
    read = _MOMENT.fullmatch(text.strip())
    if read is None:
        raise ValueError(text)
    day = date.fromisoformat(read[1])
    clock = time.fromisoformat(f"{read[2] or '00:00'}:{_second(read[3])}.{_microsecond(read[4])}")
    try:
        return datetime.combine(day, clock, _zone(read[5])).astimezone(UTC)
    except OverflowError:
        return datetime.combine(day, clock, UTC)


def read_box(text: str) -> Box:
    """West, south, east and north, as in RFC 7946; a box whose south lies north of its north holds nothing."""
    parts = text.split(",")
    if len(parts) != 4 or not all(map(_DEGREES.fullmatch, parts)):
        raise ValueError(text)
    west, south, east, north = map(float, parts)
    if max(abs(west), abs(east)) > _WIDTH or max(abs(south), abs(north)) > _HEIGHT:
        raise ValueError(text)
    return Box(west, south, east, north)


def _number(text: str, largest: int) -> int:
    if _NUMBER.fullmatch(text) is None or not 1 <= int(text) <= largest:
        raise ValueError(text)
    return int(text)


def _zone(text: str | None) -> timezone:
    if text is None or text in "Zz":
        return UTC
    # A plus sign that nobody encoded arrives as a blank.
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[4:])))


def _second(text: str | None) -> str:
    return "59" if text == _LEAP_SECOND else text or "00"


def _microsecond(text: str | None) -> str:
    return (text or "")[:_MICROSECOND_DIGITS].ljust(_MICROSECOND_DIGITS, "0")
