"""Whom a service is for: the rules advise, say why, and never invent what is not known."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.people.domain import LegalStatus
from app.providers.domain import LegalStatusCode
from app.providers.domain.eligibility import (
    EligibilityRules,
    PersonFacts,
    Reason,
    Verdict,
    check_eligibility,
    check_rules,
)

TODAY = date(2026, 11, 23)
STATUSES = [code.value for code in LegalStatusCode]
ages = st.none() | st.integers(0, 120)
rules_of_all_kinds = st.builds(
    EligibilityRules,
    st.lists(st.sampled_from(STATUSES), unique=True).map(tuple),
    ages,
    ages,
    st.booleans(),
    st.none() | st.integers(0, 400),
)
people = st.builds(
    PersonFacts,
    st.none() | st.sampled_from(STATUSES),
    ages,
    st.none() | st.booleans(),
    st.none() | st.dates(date(2024, 1, 1), TODAY),
)


@given(people)
def test_a_service_without_rules_is_for_everybody(facts: PersonFacts) -> None:
    assert check_eligibility(EligibilityRules(), facts, TODAY).verdict is Verdict.YES


@given(rules_of_all_kinds)
def test_of_somebody_unknown_the_rules_never_say_no(rules: EligibilityRules) -> None:
    assert check_eligibility(rules, PersonFacts(), TODAY).verdict is not Verdict.NO


@given(rules_of_all_kinds, people)
def test_only_a_yes_has_no_reason(rules: EligibilityRules, facts: PersonFacts) -> None:
    found = check_eligibility(rules, facts, TODAY)
    assert (found.verdict is Verdict.YES) == (not found.reasons)


@given(rules_of_all_kinds, people)
def test_dropping_a_rule_never_makes_it_worse(rules: EligibilityRules, facts: PersonFacts) -> None:
    order = list(Verdict)
    before = check_eligibility(rules, facts, TODAY).verdict
    looser = (
        replace(rules, legal_statuses=()),
        replace(rules, minimum_age=None),
        replace(rules, maximum_age=None),
        replace(rules, needs_residence=False),
        replace(rules, wait_days_since_application=None),
    )
    for fewer in looser:
        assert order.index(check_eligibility(fewer, facts, TODAY).verdict) <= order.index(before)


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_wait_since_the_application_ends_on_its_day(wait: int, waited: int) -> None:
    facts = PersonFacts(legal_status="AS", applied_on=TODAY - timedelta(days=waited))
    found = check_eligibility(EligibilityRules(wait_days_since_application=wait), facts, TODAY)
    assert found.verdict is (Verdict.YES if waited >= wait else Verdict.NO)


def test_a_person_outside_the_rules_is_told_every_reason() -> None:
    rules = EligibilityRules(("REF", "SP"), 18, 65, needs_residence=True)
    found = check_eligibility(rules, PersonFacts("AS", 17, is_resident=False), TODAY)
    assert found.verdict is Verdict.NO
    assert found.reasons == (Reason.STATUS_NOT_SERVED, Reason.TOO_YOUNG, Reason.NOT_RESIDENT)


def test_somebody_with_a_status_does_not_wait_for_an_application() -> None:
    rules = EligibilityRules(wait_days_since_application=270)
    assert check_eligibility(rules, PersonFacts("REF"), TODAY).verdict is Verdict.YES
    assert check_eligibility(rules, PersonFacts("AS"), TODAY).reasons == (Reason.APPLICATION_UNKNOWN,)


def test_rules_that_nobody_can_meet_are_named() -> None:
    assert check_rules(EligibilityRules(minimum_age=30, maximum_age=18)) == {"maximum_age": "ages_swapped"}
    assert check_rules(EligibilityRules(minimum_age=-1)) == {"minimum_age": "age_impossible"}
    assert check_rules(EligibilityRules(wait_days_since_application=-3)) == {
        "wait_days_since_application": "negative"
    }
    assert check_rules(EligibilityRules(("AS",), 18, 18)) == {}


def test_every_status_that_a_person_may_have_has_a_code_here() -> None:
    known = {status.value for status in LegalStatus if status is not LegalStatus.UNKNOWN}
    assert known == {code.value for code in LegalStatusCode}


def test_a_status_that_nobody_knows_is_looked_at_closer() -> None:
    rules = EligibilityRules(("REF",), wait_days_since_application=10)
    assert check_eligibility(rules, PersonFacts(LegalStatus.UNKNOWN), TODAY).verdict is Verdict.CHECK
