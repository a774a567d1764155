"""Birth dates as people know them: to the day, only the year, about, or not at all."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.kernel.errors import Invalid

OLDEST_YEARS = 120


class BirthPrecision(StrEnum):
    FULL = "full"
    YEAR = "year"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


class AgeBracket(StrEnum):
    """The age groups of the reports."""

    UP_TO_4 = "0-4"
    UP_TO_11 = "5-11"
    UP_TO_17 = "12-17"
    UP_TO_24 = "18-24"
    UP_TO_59 = "25-59"
    FROM_60 = "60+"
    UNKNOWN = "unknown"


_UPPER_AGES = (
    (4, AgeBracket.UP_TO_4),
    (11, AgeBracket.UP_TO_11),
    (17, AgeBracket.UP_TO_17),
    (24, AgeBracket.UP_TO_24),
    (59, AgeBracket.UP_TO_59),
)


@dataclass(frozen=True)
class BirthDate:
    """A birth date and how well it is known. Of a year, known or guessed, `day` is 1 January."""

    day: date | None = None
    precision: BirthPrecision = BirthPrecision.UNKNOWN

    @property
    def year(self) -> int | None:
        return self.day.year if self.day else None

    def as_estimate(self) -> "BirthDate":
        """The same year, taken as a guess; what is not known stays not known."""
        return BirthDate(date(self.day.year, 1, 1), BirthPrecision.ESTIMATED) if self.day else self

    def age_at(self, day: date) -> int | None:
        """Whole years at a day, None where it is not known.

        Of a year alone the last day counts: who may still be a child is treated as a child.
        """
        born = self.day
        if born is None:
            return None
        if self.precision is not BirthPrecision.FULL:
            born = date(born.year, 12, 31)
        return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))

    def bracket_at(self, day: date) -> AgeBracket:
        age = self.age_at(day)
        if age is None:
            return AgeBracket.UNKNOWN
        return next((bracket for upper, bracket in _UPPER_AGES if age <= upper), AgeBracket.FROM_60)


def birth_from_parts(day: int | None, month: int | None, year: int | None) -> BirthDate:
    """A birth date from three boxes, of which the year alone is enough; raises Invalid on `birth_date`."""
    if year is None:
        if day is None and month is None:
            return BirthDate()
        raise Invalid({"birth_date": "birth_date_without_year"})
    if (day is None) != (month is None):
        raise Invalid({"birth_date": "birth_date_incomplete"})
    exact = BirthPrecision.FULL if day is not None else BirthPrecision.YEAR
    try:
        born = date(year, month or 1, day or 1)
    except ValueError:
        raise Invalid({"birth_date": "birth_date_not_real"}) from None
    return BirthDate(born, exact)


def check_birth(birth: BirthDate, today: date) -> str | None:
    """The code of what is wrong with a birth date at a day, None where nothing is."""
    if birth.day is None:
        return None
    if birth.day > today:
        return "birth_date_in_future"
    if birth.day.year < today.year - OLDEST_YEARS:
        return "birth_date_too_long_ago"
    return None
