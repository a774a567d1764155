"""Rows of invented persons; nobody real is meant, and every code name has a D where demo data begins."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from app.demo.content import NameGroup, get_weights, list_name_groups
from app.demo.generator.timelines import in_working_hours
from app.demo.generator.world import Spread, StaffMember, World
from app.people.domain import (
    BirthPrecision,
    InterpreterGender,
    LegalStatus,
    Sex,
    WhoMayAnswer,
    name_key,
    new_code_name,
    prefix_of,
)

Row = dict[str, Any]

DEMO_LETTER = "D"
"""The first character of the code of every demo person: `TR-D7K4-2Q`."""

_BODY_LENGTH = 5
_AGES = ((0, 4), (5, 11), (12, 17), (18, 24), (25, 59), (60, 82))
_AGE_WEIGHTS = (8, 12, 12, 20, 42, 6)
_PRECISIONS = (BirthPrecision.FULL, BirthPrecision.YEAR, BirthPrecision.ESTIMATED, BirthPrecision.UNKNOWN)
_SCHOOL_AGE_PHONE = 14
_TIMES = ("", "", "pas orës 16:00", "paradite", "vetëm të shtunën", "midis 12:00 dhe 14:00")


@dataclass(frozen=True, slots=True)
class PersonFact:
    """What a referral needs to know of a person. `known_since` is not yet moved into working hours."""

    id: UUID
    code_name: str
    municipality_code: str
    known_since: datetime
    age: int | None
    language: str
    wants_interpreter: bool


def make_people(
    world: World, wanted: int, workers: dict[str, StaffMember]
) -> Iterator[tuple[Row, PersonFact]]:
    """So many persons, spread over the municipalities by weight and over the last twelve months by registration."""
    random, ids = world.random("people"), world.ids("people")
    spread = Spread({code: weights.people for code, weights in get_weights().items()})
    groups = list_name_groups()
    weights = [group.weight for group in groups]
    code_names = _CodeNames(random)
    for number in range(wanted):
        municipality_code = spread.deal(number)
        group = random.choices(groups, weights)[0]
        met_at = world.now - timedelta(days=random.uniform(1, 362))
        known_since = in_working_hours(met_at, world.now)
        row = _person(random, group, known_since.date())
        row |= {
            "id": ids.new(known_since),
            "version": 1,
            "municipality_code": municipality_code,
            "code_name": code_names.new(world.municipalities[municipality_code].name_sq),
            "registered_by": workers[municipality_code].id,
            "created_at": known_since,
        }
        yield row, _fact(row, met_at, world.now.date())


def _fact(row: Row, met_at: datetime, today: date) -> PersonFact:
    born: date | None = row["birth_date"]
    return PersonFact(
        id=row["id"],
        code_name=row["code_name"],
        municipality_code=row["municipality_code"],
        known_since=met_at,
        age=(today - born).days // 365 if born else None,
        language=row["languages"][0],
        wants_interpreter=row["interpreter_wanted"],
    )


class _CodeNames:
    """Code names that begin with the letter of demo data; none is given twice."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given: set[str] = set()

    def new(self, municipality_name: str) -> str:
        prefix = prefix_of(municipality_name)
        while True:
            code_name = new_code_name(prefix, self._chooser())
            if code_name not in self._given:
                self._given.add(code_name)
                return code_name

    def _chooser(self) -> Callable[[Sequence[str]], str]:
        drawn = 0

        def choose(alphabet: Sequence[str]) -> str:
            nonlocal drawn
            drawn += 1
            return DEMO_LETTER if drawn % _BODY_LENGTH == 1 else self._random.choice(alphabet)

        return choose


def _person(random: Random, group: NameGroup, met: date) -> Row:
    sex = random.choices((Sex.FEMALE, Sex.MALE, Sex.NOT_SAID), (49, 49, 2))[0]
    low, high = random.choices(_AGES, _AGE_WEIGHTS)[0]
    age = random.randint(low, high)
    return {
        **_names(random, group, sex),
        **_birth(random, age, met),
        "sex": sex.value,
        **_status(random, group, met, age),
        **_tongues(random, group, sex),
        **_contact(random, age),
    }


def _names(random: Random, group: NameGroup, sex: Sex) -> Row:
    given, given_script = random.choice(group.male if sex is Sex.MALE else group.female)
    family, family_script = ("", "") if random.random() < group.mononym_share else random.choice(group.family)
    writes_own_script = bool(given_script) and random.random() < 0.6
    script = f"{given_script} {family_script}".strip() if writes_own_script else ""
    if script and random.random() < 0.04:
        given = family = ""
    return {
        "given_name": given,
        "family_name": family,
        "name_original_script": script,
        "name_key": name_key(given, family, script),
    }


def _birth(random: Random, age: int, met: date) -> Row:
    precision = random.choices(_PRECISIONS, (64, 20, 11, 5))[0]
    if precision is BirthPrecision.UNKNOWN:
        return {"birth_date": None, "birth_precision": precision.value}
    born = met - timedelta(days=age * 365 + random.randint(age // 4 + 1, 360))
    if precision is not BirthPrecision.FULL:
        born = date(born.year, 1, 1)
    return {"birth_date": born, "birth_precision": precision.value}


def _status(random: Random, group: NameGroup, met: date, age: int) -> Row:
    status = LegalStatus(random.choice(group.statuses)) if random.random() > 0.06 else LegalStatus.UNKNOWN
    # Nobody holds a status since before she was born.
    since = met - timedelta(days=random.randint(5, min(500, max(6, age * 365))))
    is_dated = status not in {LegalStatus.UNKNOWN, LegalStatus.IRREGULAR} and age > 0
    ends = is_dated and status in {LegalStatus.TEMPORARY_PROTECTION, LegalStatus.MIGRANT}
    return {
        "nationality": "stateless" if status is LegalStatus.STATELESS else group.nationality,
        "legal_status": status.value,
        "legal_status_since": since if is_dated else None,
        "legal_status_until": since + timedelta(days=730) if ends else None,
        "asylum_application_date": since if is_dated and status is LegalStatus.ASYLUM_SEEKER else None,
    }


def _tongues(random: Random, group: NameGroup, sex: Sex) -> Row:
    others = [language for language in group.other_languages if random.random() < 0.45]
    speaks_albanian = random.random() < 0.15
    wanted = not speaks_albanian and random.random() < 0.75
    wants_woman = wanted and sex is Sex.FEMALE and random.random() < 0.6
    return {
        "languages": [group.language, *others, *(["sq"] if speaks_albanian else [])],
        "interpreter_wanted": wanted,
        "interpreter_gender": (InterpreterGender.WOMAN if wants_woman else InterpreterGender.ANY).value,
    }


def _contact(random: Random, age: int) -> Row:
    """A number below a prefix that no Albanian network has, and what she said about being called."""
    has_phone = age >= _SCHOOL_AGE_PHONE and random.random() < 0.88
    may_call = has_phone and random.random() < 0.8
    answer = random.choices(list(WhoMayAnswer), (60, 30, 10))[0]
    return {
        "phone": f"+35560{random.randrange(100_000):07d}" if has_phone else "",
        "may_call": may_call,
        "may_text": has_phone and random.random() < 0.6,
        "best_time": random.choice(_TIMES) if may_call else "",
        "who_may_answer": answer.value,
        "name_to_use": "",
        "do_not_contact": random.random() < 0.02,
    }
