"""The structured facts of demo services: every code is known, every line can be read, and each sort is there."""

from datetime import date

import pytest

from app.demo.content import get_code_defaults, get_hours, list_agreements, list_organisations
from app.demo.generator.providers import ProviderRows, make_providers
from app.providers.domain import (
    Accessibility,
    CapacityUnit,
    CostKind,
    InterpreterGender,
    LegalStatusCode,
    RequiredDocument,
    Tier,
    parse_exceptions,
    parse_hours,
)
from app.providers.domain.eligibility import EligibilityRules, check_rules
from app.providers.domain.opening import DAY
from tests.unit.demo.test_rows import world


@pytest.fixture(scope="module")
def rows() -> ProviderRows:
    return make_providers(world(), None)


def test_every_kind_of_organisation_has_its_hours() -> None:
    assert {row.kind for row in list_organisations()} <= set(get_hours())


def test_every_code_of_a_kind_of_service_is_known_and_its_rules_can_be_met() -> None:
    for defaults in get_code_defaults().values():
        assert set(defaults.papers) <= set(RequiredDocument)
        assert set(defaults.statuses) <= set(LegalStatusCode)
        assert defaults.unit in set(CapacityUnit)
        rules = EligibilityRules(
            defaults.statuses,
            defaults.min_age,
            defaults.max_age,
            wait_days_since_application=defaults.wait_days,
        )
        assert check_rules(rules) == {}


def test_every_service_has_hours_that_can_be_read(rows: ProviderRows) -> None:
    for row in rows.services:
        assert parse_hours(row["opening_hours"])
        parse_exceptions(row["opening_exceptions"])
        assert row["cost_kind"] in set(CostKind)
        assert set(row["interpreter_genders"]) <= set(InterpreterGender)


def test_some_are_open_past_midnight_some_close_for_the_year_and_some_have_people_waiting(
    rows: ProviderRows,
) -> None:
    weeks = [parse_hours(row["opening_hours"]) for row in rows.services]
    assert any(stretch.closes > DAY for week in weeks for stretch in week)
    assert any(row["opening_exceptions"] for row in rows.services)
    waiting = [row for row in rows.services if row["next_place_on"]]
    assert waiting
    assert all(row["waiting_days"] and isinstance(row["next_place_on"], date) for row in waiting)
    assert not any(row["waiting_days"] and "ditë" in row.get("description_sq", "") for row in rows.services)


def test_interpreters_speak_what_the_house_does_not_and_some_are_women(rows: ProviderRows) -> None:
    interpreted = [row for row in rows.services if row["has_interpreter"]]
    assert interpreted
    assert all(row["interpreter_languages"] for row in interpreted)
    assert any(row["interpreter_genders"] == ["woman"] for row in interpreted)


def test_some_places_can_be_entered_with_a_wheelchair_and_some_not(rows: ProviderRows) -> None:
    codes = [set(row["accessibility"]) for row in rows.locations]
    assert set().union(*codes) <= set(Accessibility)
    assert any("wheelchair" in found for found in codes)
    assert any(not found for found in codes)


def test_everybody_can_be_asked_and_agreements_name_organisations_that_are_there(rows: ProviderRows) -> None:
    assert {row["organisation_id"] for row in rows.contacts} == {row["id"] for row in rows.organisations}
    assert len(rows.agreements) == len(list_agreements())
    assert {row["project_tag"] for row in rows.agreements} == {"EU4Migration", ""}


def test_the_civil_society_shows_its_courses_to_everybody_and_keeps_the_rest_in_the_network(
    rows: ProviderRows,
) -> None:
    kinds = {row["id"]: row["kind"] for row in rows.organisations}
    tiers = {row["tier"] for row in rows.services if kinds[row["organisation_id"]] == "ngo"}
    assert {Tier.PUBLIC, Tier.NETWORK} <= tiers
    public = [row["catalogue_code"] for row in rows.services if row["tier"] == Tier.PUBLIC]
    assert not [code for code in public if code.startswith(("SHE-06", "SHE-07", "MHP", "PRO-04"))]


def test_the_facts_are_the_same_each_time(rows: ProviderRows) -> None:
    again = make_providers(world(), None)
    assert again.services == rows.services
    assert again.agreements == rows.agreements
