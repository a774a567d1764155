"""Why two entries may be one organisation, and which pairs are worth comparing at all."""

from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.kernel.ids import new_id
from app.providers.domain import Known, Likeness, Point, compare, in_order, list_candidates, own_domains
from app.providers.queries.duplicates import name_similarity

TIRANE, KORCE = "53", "35"
HERE = Point(41.3275, 19.8189)


def known(name: str, municipality_code: str = TIRANE, **facts: Any) -> Known:
    return Known(new_id(), (name,), municipality_code, **facts)


def why(one: Known, other: Known) -> set[Likeness]:
    found = compare(one, other, name_similarity)
    return set(found.why) if found else set()


def test_one_name_in_one_municipality_is_enough_and_in_two_it_is_not() -> None:
    assert why(known("shkolla naim frasheri"), known("shkolla naim frasheri")) == {Likeness.NAME}
    assert not why(known("shkolla naim frasheri"), known("shkolla naim frasheri", KORCE))


def test_a_wrong_letter_and_another_order_of_words_do_no_harm() -> None:
    assert Likeness.NAME in why(known("qendra komunitare drita"), known("drita qendra komunitare"))
    assert Likeness.NAME in why(known("shoqata shpresa e re"), known("shoqata shpressa e re"))


def test_a_number_in_the_name_tells_two_apart() -> None:
    assert not why(known("qendra e formimit profesional nr 1"), known("qendra e formimit profesional nr 4"))


def test_a_tax_number_a_telephone_or_an_address_is_enough_whatever_the_name() -> None:
    for facts in ({"tax_number": "L12345678A"}, {"phone": "+355692345678"}, {"email": "a@drita.example"}):
        assert why(known("drita", **facts), known("shpresa", KORCE, **facts))


def test_a_domain_or_a_place_needs_something_besides() -> None:
    domain: dict[str, Any] = {"domains": frozenset({"drita.example"})}
    near: dict[str, Any] = {"points": (HERE,)}
    assert not why(known("drita", **domain), known("shpresa", **domain))
    assert not why(known("drita", **near), known("shpresa", **near))
    assert why(known("drita", **domain, **near), known("shpresa", **domain, **near)) == {
        Likeness.DOMAIN,
        Likeness.NEAR,
    }


def test_near_is_less_than_200_metres() -> None:
    name = "qendra sociale e lagjes"
    for metres, is_near in ((150, True), (250, False)):
        there = Point(HERE.latitude + metres / 111_190, HERE.longitude)
        found = why(known(name, points=(HERE,)), known(name, points=(there,)))
        assert (Likeness.NEAR in found) is is_near


def test_mail_boxes_that_are_open_to_all_say_nothing() -> None:
    assert own_domains("drita@gmail.com", "https://www.facebook.com/drita") == frozenset()
    assert own_domains("info@drita.example", "https://www.drita.example/sq") == {"drita.example"}


def test_only_pairs_that_share_something_telling_are_compared() -> None:
    entries = [
        known("qendra drita", phone="+355692345678"),
        known("shoqata shpresa", KORCE, phone="+355692345678"),
        known("kopshti agimi", KORCE),
    ]
    assert list_candidates(entries) == {(0, 1)}


def test_what_very_many_have_in_common_says_nothing() -> None:
    crowd = [known(f"entry {chr(97 + n % 26)}{chr(97 + n // 26)}xyz", phone="116117") for n in range(60)]
    assert not list_candidates(crowd)


@given(
    st.floats(41.0, 41.9),
    st.floats(19.5, 20.5),
    st.floats(-1, 1),
    st.floats(-1, 1),
)
def test_no_border_of_a_cell_parts_neighbours(
    latitude: float, longitude: float, north: float, east: float
) -> None:
    here = Point(latitude, longitude)
    _south, up, _west, right = here.box(0.19 / 1.42)
    there = Point(latitude + north * (up - latitude), longitude + east * (right - longitude))
    assert list_candidates([known("aaaa", points=(here,)), known("bbbb", KORCE, points=(there,))])


@given(st.uuids(), st.uuids())
def test_a_pair_is_remembered_in_one_order(one: UUID, other: UUID) -> None:
    assert in_order(one, other) == in_order(other, one)
