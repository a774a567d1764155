import csv
import re
from pathlib import Path

import pytest

from app.demo.content import (
    get_code_defaults,
    get_weights,
    list_accounts,
    list_name_groups,
    list_organisations,
    list_pilots,
    list_services,
    list_starters,
    list_synthetic_providers,
)
from app.demo.tables import rows_of
from app.kernel.languages import LANGUAGE_CODES
from app.kernel.permissions import MUNICIPALITY_BOUND_ROLES, PROVIDER_ROLES, Role
from app.people.domain import LegalStatus, SharedField
from app.places.data import rows_of as places_rows
from app.providers.domain import SECTOR_OF, Area, Kind, ServiceStatus, Status, Tier
from app.referrals.domain import REASONS, ReasonSet
from app.referrals.domain import Status as ReferralStatus

DATA = Path("app/demo/data")
MUNICIPALITIES = {row["asr_code"]: row for row in places_rows("municipalities")}
ORGANISATIONS = {row.slug: row for row in list_organisations()}
NAMED_ACCOUNTS = {
    "worker.tirane",
    "worker.korce",
    "pmf.tirane",
    "coordinator.tirane",
    "coordinator.korce",
    "staff.qfp-tirane",
    "manager.qfp-tirane",
    "staff.ndihma-juridike",
    "reception.babrru",
    "reviewer.unhcr",
    "dpo.tirane",
    "admin",
}


def catalogue() -> dict[str, dict[str, str]]:
    with Path("app/providers/data/services.csv").open(encoding="utf-8") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def services_of(slug: str) -> dict[str, int | None]:
    return {row.code: row.capacity for row in list_services() if row.organisation == slug}


def test_every_organisation_is_of_a_known_kind_tier_area_and_municipality() -> None:
    for row in list_organisations():
        assert row.municipality_code in MUNICIPALITIES
        assert row.kind in set(Kind)
        assert row.tier in set(Tier)
        assert row.area in set(Area)
        assert row.status in set(Status)
        assert row.name_sq
        assert row.name_en
        assert row.source


def test_every_organisation_is_named_once_and_offers_something() -> None:
    slugs = [row.slug for row in list_organisations()]
    assert len(slugs) == len(set(slugs)) == len(ORGANISATIONS)
    assert {row.organisation for row in list_services()} == set(slugs)


def test_every_service_is_in_the_catalogue_once_for_an_organisation() -> None:
    offered = [(row.organisation, row.code) for row in list_services()]
    assert {code for _slug, code in offered} <= set(catalogue())
    assert len(offered) == len(set(offered))


def test_places_languages_and_dates_of_services_can_be_so() -> None:
    for row in list_services():
        assert set(row.languages) <= set(LANGUAGE_CODES)
        assert (row.free or 0) <= (row.capacity or 0)
        assert row.confirmed_days_ago >= 0
        assert ServiceStatus(row.status)


def test_some_services_have_not_been_confirmed_for_a_quarter() -> None:
    stale = [row for row in list_services() if row.confirmed_days_ago > 90]
    assert len(list_services()) // 20 < len(stale) < len(list_services()) // 3


def test_every_kind_of_service_has_its_defaults() -> None:
    assert set(get_code_defaults()) == set(catalogue())
    for defaults in get_code_defaults().values():
        assert set(defaults.asks_for) <= {field.value for field in SharedField}


def test_nobody_is_referred_to_what_is_sealed_or_only_information() -> None:
    closed = {code for code, row in catalogue().items() if row["sensitivity"] in {"sealed", "public-info"}}
    assert not [code for code in closed if get_code_defaults()[code].referral_weight]


@pytest.mark.parametrize(
    ("slug", "code", "places"),
    [("qrap-gerhot", "SHE-02", 60), ("qrap-kapshtice", "SHE-02", 60), ("pkk-kakavije", "SHE-02", 18)],
)
def test_reception_sites_have_the_places_of_the_source(slug: str, code: str, places: int) -> None:
    assert services_of(slug)[code] == places


def test_the_crossing_finds_the_training_centre_with_free_places() -> None:
    course = next(
        row for row in list_services() if (row.organisation, row.code) == ("qfp-tirane-1", "EMP-08")
    )
    assert ORGANISATIONS["qfp-tirane-1"].name_sq.startswith("Qendra e Formimit Profesional")
    assert course.free
    assert course.confirmed_days_ago < 30


def test_every_pilot_municipality_has_the_main_sectors() -> None:
    sectors: dict[str, set[str]] = {}
    for row in list_services():
        sector = SECTOR_OF[catalogue()[row.code]["sector"]]
        sectors.setdefault(ORGANISATIONS[row.organisation].municipality_code, set()).add(sector.value)
    for pilot in list_pilots():
        wanted = {"social", "cash", "shelter", "protection", "education", "employment", "health", "legal"}
        assert wanted <= sectors[pilot.municipality_code], MUNICIPALITIES[pilot.municipality_code]["name_sq"]


def test_some_municipalities_never_have_a_provider() -> None:
    assert set(get_weights()) == set(MUNICIPALITIES)
    never = {code for code, weights in get_weights().items() if not weights.providers}
    assert never
    assert not never & {row.municipality_code for row in list_organisations()}
    assert not [code for code in never if get_weights()[code].people]


def test_the_accounts_that_others_rely_on_are_there() -> None:
    assert {row.slug for row in list_accounts()} == NAMED_ACCOUNTS
    for row in list_accounts():
        role = Role(row.role)
        assert bool(row.municipality_code) is (role in MUNICIPALITY_BOUND_ROLES)
        assert row.organisation in ORGANISATIONS or role not in PROVIDER_ROLES


def test_starters_name_known_states_places_and_services() -> None:
    offered = {(row.organisation, row.code) for row in list_services()} | {("", "")}
    starters = list_starters()
    assert {ReferralStatus(row.status) for row in starters} == set(ReferralStatus)
    assert {(row.organisation, row.code) for row in starters} <= offered
    assert {row.municipality_code for row in starters} == {"53", "35"}


def test_patterns_of_invented_providers_are_open_to_referrals() -> None:
    for pattern in list_synthetic_providers():
        assert Kind(pattern.kind)
        assert all(get_code_defaults()[code].referral_weight for code in pattern.codes)


def test_names_of_persons_are_enough_for_every_language() -> None:
    for group in list_name_groups():
        assert group.language in LANGUAGE_CODES
        assert set(group.other_languages) <= set(LANGUAGE_CODES)
        assert all(LegalStatus(status) for status in group.statuses)
        assert min(len(group.female), len(group.male), len(group.family)) >= 5


def test_no_contact_detail_looks_real() -> None:
    for path in DATA.glob("*.csv"):
        text = path.read_text("utf-8")
        assert "@" not in text, path.name
        assert not re.search(r"https?://|www\.", text), path.name
        assert not re.search(r"\+?\d[\d /-]{7,}\d", re.sub(r"\d{4}-\d\d-\d\d", "", text)), path.name
    emails = [row.email for row in list_organisations()] + [row.email for row in list_accounts()]
    assert all(email.endswith(".example") for email in emails)


def test_outcomes_are_those_of_the_lifecycle_and_every_code_has_some() -> None:
    assert {row["text"] for row in rows_of("outcomes")} <= set(REASONS[ReasonSet.OUTCOME])
    assert "" in {row["code_prefix"] for row in rows_of("outcomes")}
    assert "" in {row["code_prefix"] for row in rows_of("notes")}
