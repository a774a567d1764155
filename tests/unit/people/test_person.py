from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Invalid
from app.people.domain import (
    BirthDate,
    BirthPrecision,
    ContactRule,
    PersonDetails,
    PersonRegistered,
    check_details,
    shown_name,
)

TODAY = date(2026, 11, 23)
AMINA = PersonRegistered(given_name="Amina")


def codes_for(details: PersonDetails) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        check_details(details, TODAY)
    return refused.value.fields


def test_one_name_is_enough() -> None:
    assert check_details(AMINA, TODAY) == AMINA
    assert check_details(PersonRegistered(name_original_script="امینه"), TODAY)


def test_no_name_at_all_is_refused() -> None:
    assert codes_for(PersonRegistered(phone="0692345678")) == {"given_name": "name_missing"}


def test_there_is_no_field_for_an_id_number_or_for_the_claim() -> None:
    names = {field.name for field in fields(PersonDetails)}
    assert not {name for name in names if "number" in name or "claim" in name or name.endswith("_id")}


def test_every_wrong_field_is_named_at_once() -> None:
    wrong = replace(
        AMINA,
        family_name="\x00",
        phone="none",
        birth=BirthDate(date(2030, 1, 1), BirthPrecision.FULL),
        nationality="Afghan",
        languages=("xx!",),
    )
    assert set(codes_for(wrong)) == {"family_name", "phone", "birth_date", "nationality", "languages"}


def test_a_status_does_not_end_before_it_begins() -> None:
    wrong = replace(AMINA, legal_status_since=date(2026, 5, 1), legal_status_until=date(2026, 4, 30))
    assert codes_for(wrong) == {"legal_status_until": "status_ends_before_it_begins"}


def test_nobody_asks_for_asylum_before_birth_or_tomorrow() -> None:
    born = replace(AMINA, birth=BirthDate(date(2000, 1, 1), BirthPrecision.YEAR))
    early = replace(born, asylum_application_date=date(1999, 1, 1))
    assert codes_for(early) == {"asylum_application_date": "date_before_birth"}
    late = replace(born, asylum_application_date=date(2026, 11, 24))
    assert codes_for(late) == {"asylum_application_date": "date_in_future"}


def test_a_status_may_begin_in_the_year_of_birth() -> None:
    child = replace(AMINA, birth=BirthDate(date(2026, 1, 1), BirthPrecision.YEAR), legal_status_since=TODAY)
    assert check_details(child, TODAY) == child


names = st.text(max_size=30)


@given(names, names, names, st.text(max_size=20), names)
def test_accepted_details_always_have_a_name_and_stay_accepted(
    given_name: str, family_name: str, original: str, phone: str, name_to_use: str
) -> None:
    details = PersonRegistered(
        given_name=given_name,
        family_name=family_name,
        name_original_script=original,
        phone=phone,
        contact=ContactRule(name_to_use=name_to_use),
    )
    try:
        kept = check_details(details, TODAY)
    except Invalid:
        return
    assert shown_name(kept.given_name, kept.family_name, kept.name_original_script)
    assert check_details(kept, TODAY) == kept
