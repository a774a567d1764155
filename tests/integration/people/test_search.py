from uuid import UUID

import pytest

from app.kernel.actor import Actor
from app.kernel.pages import PageRequest
from app.people import queries
from tests.conftest import Acting
from tests.factories import KORCE
from tests.factories.people import make_person


def find(text: str, number: int = 1, size: int = 25) -> list[UUID]:
    return [row.id for row in queries.search_people(text, PageRequest(number, size)).rows]


@pytest.mark.parametrize("text", ["amina", "AMI", "ras", "rasuli ami", "  Amína  ", "امی"])
def test_a_person_is_found_by_the_beginning_of_her_names(acting: Acting, worker: Actor, text: str) -> None:
    person_id = make_person(given_name="Amina", family_name="Rasuli", name_original_script="امینه")
    make_person(given_name="Farid")
    with acting(worker):
        assert find(text) == [person_id]


@pytest.mark.parametrize("text", ["mina", "amina karimi", "%", "_", "!!!", "amina|"])
def test_a_person_is_not_found_by_anything_else(acting: Acting, worker: Actor, text: str) -> None:
    make_person(given_name="Karim", family_name="Rasuli")
    with acting(worker):
        assert find(text) == []


def test_a_person_is_found_by_her_code_name_however_typed(acting: Acting, worker: Actor) -> None:
    person_id = make_person(code_name="TR-7K4M-2Q")
    with acting(worker):
        assert find("tr 7k4m 2q") == find("TR7K4M2Q") == [person_id]


def test_the_newest_stand_first_where_nothing_is_typed(acting: Acting, worker: Actor) -> None:
    people = [make_person(given_name=name) for name in ("Amina", "Farid", "Laila")]
    with acting(worker):
        assert find("") == people[::-1]


def test_a_long_list_is_paged_without_gaps(acting: Acting, worker: Actor) -> None:
    people = [make_person(given_name="Amina") for _ in range(5)]
    with acting(worker):
        pages = [queries.search_people("amina", PageRequest(number, 2)) for number in (1, 2, 3)]
        assert queries.count() == 5
    assert [page.has_next for page in pages] == [True, True, False]
    assert [row.id for page in pages for row in page.rows] == sorted(people)


def test_search_stays_inside_the_municipality(acting: Acting, worker: Actor, far_worker: Actor) -> None:
    here, there = make_person(), make_person(KORCE)
    with acting(worker):
        assert find("amina") == find("") == [here]
    with acting(far_worker):
        assert find("amina") == [there]
        assert [row.id for row in queries.list_namesakes("Amina", "", "")] == [there]
        assert queries.count() == 1


def test_namesakes_are_the_same_name_in_either_order(acting: Acting, worker: Actor) -> None:
    first = make_person(given_name="Amina", family_name="Rasuli")
    second = make_person(given_name="Rasuli", family_name="Amina", name_original_script="امینه")
    make_person(given_name="Amina")
    with acting(worker):
        assert {row.id for row in queries.list_namesakes("AMINA", "Rasulí", "")} == {first, second}


def test_names_for_many_cards_come_at_once(acting: Acting, worker: Actor) -> None:
    here, there = make_person(family_name="Rasuli"), make_person(KORCE)
    with acting(worker):
        names = queries.list_names([here, there])
    assert {person_id: name.shown_name for person_id, name in names.items()} == {here: "Amina Rasuli"}
