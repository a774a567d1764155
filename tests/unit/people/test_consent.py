from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Invalid
from app.people.domain import (
    BASICS,
    ConsentGiven,
    ConsentMedium,
    GivenBy,
    check_consent,
    consent_expiry,
    is_consent_valid,
)

CENTRE, OTHER = UUID(int=1), UUID(int=2)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
GIVEN = ConsentGiven(
    person_id=UUID(int=9),
    organisation_id=CENTRE,
    catalogue_code="EMP-05",
    fields=BASICS,
    text_version="2026-11",
    language="prs",
    medium=ConsentMedium.SIGNED,
)


@dataclass(frozen=True)
class Held:
    organisation_id: UUID
    given_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None = None


def code_for(given: ConsentGiven, age: int | None = 30) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        check_consent(given, age)
    return refused.value.fields


@given(moments, moments, st.none() | moments, st.sampled_from([CENTRE, OTHER]))
def test_a_consent_holds_for_its_recipient_from_giving_to_expiry_unless_withdrawn(
    given_at: datetime, at: datetime, withdrawn_at: datetime | None, recipient: UUID
) -> None:
    held = Held(CENTRE, given_at, consent_expiry(given_at), withdrawn_at)
    expected = recipient == CENTRE and withdrawn_at is None and given_at <= at < consent_expiry(given_at)
    assert is_consent_valid(held, recipient, at) == expected


@given(moments)
def test_a_consent_holds_for_a_year(given_at: datetime) -> None:
    expires_at = consent_expiry(given_at)
    assert timedelta(days=365) <= expires_at - given_at <= timedelta(days=366)
    assert expires_at.month == given_at.month


def test_a_consent_of_leap_day_ends_on_the_28th() -> None:
    assert consent_expiry(datetime(2028, 2, 29, tzinfo=UTC)) == datetime(2029, 2, 28, tzinfo=UTC)


def test_spoken_consent_needs_a_witness() -> None:
    spoken = replace(GIVEN, medium=ConsentMedium.ORAL_WITNESSED)
    assert code_for(spoken) == {"witness_name": "witness_missing"}
    assert check_consent(replace(spoken, witness_name=" Elira\u200b "), 30).witness_name == "Elira"


def test_under_sixteen_a_guardian_agrees() -> None:
    assert code_for(GIVEN, age=15) == {"given_by": "guardian_needed"}
    assert code_for(replace(GIVEN, given_by=GivenBy.GUARDIAN), age=15) == {
        "guardian_name": "guardian_name_missing"
    }
    by_guardian = replace(GIVEN, given_by=GivenBy.GUARDIAN, guardian_name="Farid")
    assert check_consent(by_guardian, 15) == by_guardian
    assert check_consent(GIVEN, 16) == GIVEN
    assert check_consent(GIVEN, None) == GIVEN


def test_a_consent_says_what_will_be_seen() -> None:
    assert code_for(replace(GIVEN, fields=())) == {"fields": "fields_missing"}
