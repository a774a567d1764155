"""Reading one cell: from what somebody typed to what is kept, or the code of what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from app.kernel.text import fold
from app.providers.domain.contact import normalise_phone, normalise_web_address
from app.providers.domain.opening import exception_lines, hours_lines, parse_exceptions, parse_hours
from app.providers.domain.sheets.fields import Field, Reading
from app.providers.domain.sheets.guarding import is_formula, unguard
from app.providers.domain.sheets.vocabulary import CODES, NO, YES

Value = str | int | float | bool | date | list[str] | UUID

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}")
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,15})?")
_NUMBER = re.compile(r"\d{1,9}([.,]0+)?")
_DAYS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ].*)?"),
    re.compile(r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})"),
)
_PARTS = re.compile(r"\s*[;\n|]\s*")
_MOST_PARTS = 40
_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 1, 1)
# What people write where they have nothing to say.
_NOTHING = frozenset(("", "-", "–", "—", "n/a", "na", "#n/a", "null", "none", "nuk ka", "s'ka"))
_CLEARABLE = frozenset((Reading.CODE, Reading.CODES, Reading.YES_NO))


@dataclass(frozen=True, slots=True)
class Lookups:
    """What names mean: reference data that a sheet speaks of in words."""

    municipality: Callable[[str], str | None]
    area: Callable[[str], str | None]
    languages: Mapping[str, str]
    catalogue: Mapping[str, str]


def is_empty(cell: str) -> bool:
    """Whether nothing was said. Nothing said changes nothing."""
    return cell.strip().lower() in _NOTHING


def read_cell(field: Field, cell: str, lookups: Lookups) -> Value | None:
    """The value of a cell; None where nothing is said. Raises ValueError with a code."""
    if is_formula(cell):
        raise ValueError("formula")
    text = unguard(cell).strip()
    if not text or (is_empty(text) and not _says_none(field, text)):
        return None
    if text.startswith("#") and text.endswith(("!", "?")) and text.isupper():
        raise ValueError("error_value")
    return _READERS[field.reading](field, text, lookups)


def _says_none(field: Field, text: str) -> bool:
    return field.reading in _CLEARABLE and fold(text) in CODES.get(field.code, {})


def _text(field: Field, text: str, _lookups: Lookups) -> str:
    if len(text) > field.most:
        raise ValueError("too_long")
    return text


def _texts(field: Field, text: str, _lookups: Lookups) -> list[str]:
    parts = _split(text)
    if any(len(part) > field.most for part in parts):
        raise ValueError("too_long")
    return parts


def _split(text: str) -> list[str]:
    parts = list(dict.fromkeys(part for part in _PARTS.split(text) if part))
    if len(parts) > _MOST_PARTS:
        raise ValueError("too_many")
    return parts


def _split_codes(text: str) -> list[str]:
    return _split(text.replace(",", ";"))


def _code(field: Field, text: str, _lookups: Lookups) -> str:
    found = CODES[field.code].get(fold(text))
    if found is None:
        raise ValueError("unknown_word")
    return found


def _codes(field: Field, text: str, lookups: Lookups) -> list[str]:
    return list(dict.fromkeys(_code(field, part, lookups) for part in _split_codes(text)))


def _number(field: Field, text: str, _lookups: Lookups) -> int:
    if text.startswith("-"):
        raise ValueError("negative")
    if not _NUMBER.fullmatch(text):
        raise ValueError("not_a_number")
    number = int(re.split("[.,]", text)[0])
    if number > field.most:
        raise ValueError("too_large")
    return number


def _yes_no(_field: Field, text: str, _lookups: Lookups) -> bool:
    word = fold(text)
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueError("not_yes_no")


def _day(_field: Field, text: str, _lookups: Lookups) -> date:
    for shape in _DAYS:
        found = shape.fullmatch(text)
        if found:
            return _date(int(found["year"]), int(found["month"]), int(found["day"]))
    raise ValueError("not_a_day")


def _date(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueError("not_a_day") from None
    if not _EARLIEST <= found <= _LATEST:
        raise ValueError("not_a_day")
    return found


def _degrees(_field: Field, text: str, _lookups: Lookups) -> float:
    plain = text.replace(",", ".").replace("°", "").strip()
    if not _DEGREES.fullmatch(plain):
        raise ValueError("not_degrees")
    return float(plain)


def _phone(_field: Field, text: str, _lookups: Lookups) -> str:
    kept = normalise_phone(text)
    if kept is None and text.isdigit() and text.startswith("355"):
        # A spreadsheet takes +355… for a number and drops the plus.
        kept = normalise_phone(f"+{text}")
    if kept is None:
        raise ValueError("not_a_phone")
    return kept


def _email(field: Field, text: str, _lookups: Lookups) -> str:
    if len(text) > field.most or not _EMAIL.fullmatch(text):
        raise ValueError("not_an_email")
    return text


def _website(field: Field, text: str, _lookups: Lookups) -> str:
    kept = normalise_web_address(text)
    if kept is None or len(kept) > field.most:
        raise ValueError("not_a_website")
    return kept


def _identifier(_field: Field, text: str, _lookups: Lookups) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValueError("unknown_id") from None


def _municipality(_field: Field, text: str, lookups: Lookups) -> str:
    found = lookups.municipality(text)
    if found is None:
        raise ValueError("unknown_municipality")
    return found


def _areas(_field: Field, text: str, lookups: Lookups) -> list[str]:
    found = [lookups.area(part) for part in _split_codes(text)]
    if None in found:
        raise ValueError("unknown_area")
    return list(dict.fromkeys(code for code in found if code))


def _catalogue(_field: Field, text: str, lookups: Lookups) -> str:
    found = lookups.catalogue.get(fold(text))
    if found is None:
        raise ValueError("unknown_service")
    return found


def _languages(_field: Field, text: str, lookups: Lookups) -> list[str]:
    found = [lookups.languages.get(fold(part)) for part in _split_codes(text)]
    if None in found:
        raise ValueError("unknown_language")
    return list(dict.fromkeys(code for code in found if code))


def _hours(_field: Field, text: str, _lookups: Lookups) -> list[str]:
    return hours_lines(parse_hours(_split(text)))


def _exceptions(_field: Field, text: str, _lookups: Lookups) -> list[str]:
    return exception_lines(parse_exceptions(_split(text)))


_READERS: Mapping[Reading, Callable[[Field, str, Lookups], Value]] = MappingProxyType(
    {
        Reading.TEXT: _text,
        Reading.TEXTS: _texts,
        Reading.CODE: _code,
        Reading.CODES: _codes,
        Reading.NUMBER: _number,
        Reading.YES_NO: _yes_no,
        Reading.DAY: _day,
        Reading.DEGREES: _degrees,
        Reading.PHONE: _phone,
        Reading.EMAIL: _email,
        Reading.WEBSITE: _website,
        Reading.IDENTIFIER: _identifier,
        Reading.MUNICIPALITY: _municipality,
        Reading.AREAS: _areas,
        Reading.CATALOGUE: _catalogue,
        Reading.LANGUAGES: _languages,
        Reading.HOURS: _hours,
        Reading.EXCEPTIONS: _exceptions,
    }
)
