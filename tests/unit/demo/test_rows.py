from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

from app.demo.content import get_weights
from app.demo.generator.ids import SeededIds
from app.demo.generator.people import DEMO_LETTER, make_people
from app.demo.generator.providers import make_providers, near
from app.demo.generator.world import CatalogueFact, Spread, StaffMember, World
from app.people.domain import is_code_name
from app.places.queries.nearest import distance_km
from app.providers.domain import Tier
from app.providers.services.catalogue import read_catalogue
from tests.factories.places import make_atlas

NOW = datetime(2026, 11, 23, 9, 17, 3, tzinfo=UTC)


def world(seed: int = 1) -> World:
    catalogue = {
        code: CatalogueFact(
            code,
            str(facts["name_sq"]),
            str(facts["name_en"]),
            str(facts["sector"]),
            str(facts["tier"]),
            bool(facts["is_information_only"]),
        )
        for code, facts in read_catalogue()
    }
    return World(seed, NOW, make_atlas().municipalities, catalogue)


def workers() -> dict[str, StaffMember]:
    ids = SeededIds(Random(0))
    return {code: StaffMember(ids.new(NOW), "Punonjëse", "Bashkia") for code in get_weights()}


def test_identifiers_have_the_shape_of_version_7_and_sort_by_time() -> None:
    ids = SeededIds(Random(1))
    made = [ids.new(NOW + timedelta(seconds=number)) for number in range(20)]
    assert made == sorted(made)
    assert {(made_id.version, made_id.variant) for made_id in made} == {(7, "specified in RFC 4122")}
    assert SeededIds(Random(1)).new(NOW) == made[0]


def test_weights_are_kept_from_the_first_few_on() -> None:
    dealt = Counter(map(Spread({"a": 3, "b": 1, "c": 0}).deal, range(40)))
    assert 29 <= dealt["a"] <= 31
    assert dealt.total() == dealt["a"] + dealt["b"]


def test_people_are_marked_as_demo_and_have_a_name_and_no_real_number() -> None:
    for row, _fact in make_people(world(), 300, workers()):
        assert is_code_name(row["code_name"])
        assert row["code_name"][3] == DEMO_LETTER
        assert row["given_name"] or row["name_original_script"]
        assert not row["phone"] or row["phone"].startswith("+35560")
        assert NOW - timedelta(days=366) < row["created_at"] < NOW


def test_no_code_name_is_given_twice() -> None:
    people = [row["code_name"] for row, _fact in make_people(world(), 500, workers())]
    assert len(people) == len(set(people))


def test_the_same_seed_makes_the_same_people_and_another_seed_others() -> None:
    first = list(make_people(world(), 20, workers()))
    assert first == list(make_people(world(), 20, workers()))
    assert first != list(make_people(world(2), 20, workers()))


def test_invented_providers_fill_up_to_the_wanted_number_and_say_that_they_are_invented() -> None:
    base, filled = make_providers(world(), None), make_providers(world(), 1_100)
    assert len(filled.services) == 1_100
    assert filled.organisations[: len(base.organisations)] == base.organisations
    assert all("(demo)" in row["name"] for row in filled.organisations[len(base.organisations) :])


def test_some_municipalities_stay_without_any_provider() -> None:
    rows = make_providers(world(), 3_000)
    assert {row["municipality_code"] for row in rows.organisations} == {
        code for code, weights in get_weights().items() if weights.providers
    }


def test_no_sealed_service_has_a_place() -> None:
    rows = make_providers(world(), None)
    placed = {link["service_id"] for link in rows.links}
    sealed = {row["id"] for row in rows.services if row["tier"] == Tier.SEALED}
    assert sealed
    assert not sealed & placed


def test_points_lie_within_two_kilometres_of_the_seat() -> None:
    for number in range(200):
        point = near(41.3275, 19.81889, f"qendra-{number}")
        assert distance_km((41.3275, 19.81889), point) < 2
    assert near(41.3275, 19.81889, "x") == near(41.3275, 19.81889, "x")


def test_what_an_ordinary_service_may_be_known_by_follows_its_organisation() -> None:
    rows = make_providers(world(), None)
    tiers = {fact.id: row["tier"] for fact, row in zip(rows.facts, rows.services, strict=True)}
    course = next(f for f in rows.facts if (f.organisation_slug, f.code) == ("qfp-tirane-1", "EMP-08"))
    vatra = [f for f in rows.facts if f.organisation_slug == "vatra"]
    assert tiers[course.id] == Tier.PUBLIC
    assert course.is_referable
    assert {tiers[fact.id] for fact in vatra} == {Tier.SEALED}
    assert not any(fact.is_referable for fact in vatra)
