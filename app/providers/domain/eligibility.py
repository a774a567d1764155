"""Whether a service is likely to be for a person: advice with its reasons, never a lock; the law is read by people."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from app.providers.domain.facts import LegalStatusCode

OLDEST = 120
_STATUSES = frozenset(LegalStatusCode)


class Verdict(StrEnum):
    """What the rules of a service say: yes, look closer, or not by its rules."""

    YES = "yes"
    CHECK = "check"
    NO = "no"


class Reason(StrEnum):
    """Why the rules do not simply say yes."""

    STATUS_NOT_SERVED = "status_not_served"
    STATUS_UNKNOWN = "status_unknown"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    AGE_UNKNOWN = "age_unknown"
    NOT_RESIDENT = "not_resident"
    RESIDENCE_UNKNOWN = "residence_unknown"
    WAIT_NOT_OVER = "wait_not_over"
    APPLICATION_UNKNOWN = "application_unknown"


class Rules(Protocol):
    """What a service says of whom it is for, as a machine reads it. No legal status named means: all."""

    @property
    def legal_statuses(self) -> tuple[str, ...]: ...
    @property
    def minimum_age(self) -> int | None: ...
    @property
    def maximum_age(self) -> int | None: ...
    @property
    def needs_residence(self) -> bool: ...
    @property
    def wait_days_since_application(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class EligibilityRules:
    """Rules by themselves, without the service that they belong to."""

    legal_statuses: tuple[str, ...] = ()
    minimum_age: int | None = None
    maximum_age: int | None = None
    needs_residence: bool = False
    wait_days_since_application: int | None = None


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of a person for this; None is not known. `applied_on`: the day of the asylum application."""

    legal_status: str | None = None
    age: int | None = None
    is_resident: bool | None = None
    applied_on: date | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The verdict with every reason, so that somebody can look closer."""

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()


_NOT_KNOWN = frozenset(
    {Reason.STATUS_UNKNOWN, Reason.AGE_UNKNOWN, Reason.RESIDENCE_UNKNOWN, Reason.APPLICATION_UNKNOWN}
)


def check_eligibility(rules: Rules, facts: PersonFacts, today: date) -> Eligibility:
    """What the rules of a service say of a person on a day."""
    found = (
        _by_status(rules, facts),
        _by_age(rules, facts),
        _by_residence(rules, facts),
        _by_wait(rules, facts, today),
    )
    reasons = tuple(reason for reason in found if reason is not None)
    if not reasons:
        return Eligibility(Verdict.YES)
    verdict = Verdict.CHECK if _NOT_KNOWN.issuperset(reasons) else Verdict.NO
    return Eligibility(verdict, reasons)


def check_rules(rules: Rules) -> dict[str, str]:
    """Field name to code for rules that nobody could meet or that are not numbers of days or years."""
    wrong: dict[str, str] = {}
    for name in ("minimum_age", "maximum_age"):
        age = getattr(rules, name)
        if age is not None and not 0 <= age <= OLDEST:
            wrong[name] = "age_impossible"
    if not wrong and _is_crossed(rules):
        wrong["maximum_age"] = "ages_swapped"
    if rules.wait_days_since_application is not None and rules.wait_days_since_application < 0:
        wrong["wait_days_since_application"] = "negative"
    return wrong


def _is_crossed(rules: Rules) -> bool:
    lowest, highest = rules.minimum_age, rules.maximum_age
    return lowest is not None and highest is not None and lowest > highest


def _by_status(rules: Rules, facts: PersonFacts) -> Reason | None:
    if not rules.legal_statuses:
        return None
    if facts.legal_status not in _STATUSES:
        return Reason.STATUS_UNKNOWN
    return None if facts.legal_status in rules.legal_statuses else Reason.STATUS_NOT_SERVED


def _by_age(rules: Rules, facts: PersonFacts) -> Reason | None:
    if rules.minimum_age is None and rules.maximum_age is None:
        return None
    if facts.age is None:
        return Reason.AGE_UNKNOWN
    if rules.minimum_age is not None and facts.age < rules.minimum_age:
        return Reason.TOO_YOUNG
    is_above = rules.maximum_age is not None and facts.age > rules.maximum_age
    return Reason.TOO_OLD if is_above else None


def _by_residence(rules: Rules, facts: PersonFacts) -> Reason | None:
    if not rules.needs_residence or facts.is_resident:
        return None
    return Reason.RESIDENCE_UNKNOWN if facts.is_resident is None else Reason.NOT_RESIDENT


def _by_wait(rules: Rules, facts: PersonFacts, today: date) -> Reason | None:
    # Only somebody whose application still runs waits; those with a status do not.
    has_status = facts.legal_status in _STATUSES and facts.legal_status != LegalStatusCode.ASYLUM_SEEKER
    if not rules.wait_days_since_application or has_status:
        return None
    if facts.applied_on is None:
        return Reason.APPLICATION_UNKNOWN
    waited = (today - facts.applied_on).days
    return None if waited >= rules.wait_days_since_application else Reason.WAIT_NOT_OVER
