from collections.abc import Callable

import pytest

from app.kernel.actor import Role
from tests.factories import make_actor
from tests.support.browsing import Browser

Browse = Callable[..., Browser]


@pytest.fixture
def worker(browse: Browse) -> Browser:
    return browse(make_actor(Role.SOCIAL_WORKER))


def test_a_stranger_is_asked_to_sign_in(browse: Browse) -> None:
    answer = browse().get("/places/search?q=Korca")
    assert answer.status_code in {302, 303, 401}


def test_the_page_lists_what_was_found(worker: Browser) -> None:
    page = worker.get("/places/search?q=Korca").text
    assert "Municipality of Korçë" in page
    assert "/coverage/35" in page
    assert "1 place found" in page


def test_the_number_is_read_aloud(worker: Browser) -> None:
    page = worker.get("/places/search?q=Novosele").text
    assert '<p class="lead" role="status">' in page
    assert "places found" in page


def test_nothing_typed_finds_nothing_and_says_nothing(worker: Browser) -> None:
    page = worker.get("/places/search").text
    assert "found" not in page
    assert '<ul class="cards">' in page


def test_a_name_that_nothing_has_gets_advice(worker: Browser) -> None:
    page = worker.get("/places/search?q=zzzzzz").text
    assert "No place has this name" in page
    assert "0 places found" in page


def test_htmx_gets_the_list_alone(worker: Browser) -> None:
    answer = worker.get("/places/search?q=Scutari", headers={"HX-Request": "true"}, check=False)
    assert answer.text.strip().startswith('<div id="places">')
    assert "Found by the name Scutari" in answer.text
    assert "<html" not in answer.text


def test_a_village_without_a_known_municipality_says_so(worker: Browser) -> None:
    page = worker.get("/places/search?q=Kakavija").text
    assert "County of Gjirokastër, municipality not known" in page


def test_it_speaks_albanian(browse: Browse) -> None:
    page = browse(make_actor(Role.SOCIAL_WORKER), locale="sq").get("/places/search?q=Shkodra").text
    assert "Gjeni një vend" in page
    assert "Bashkia Shkodër" in page
    assert "U gjet" in page


@pytest.mark.parametrize("query", ["%00", "%FF%FE", "x" * 5_000, "%3Cscript%3Ealert(1)%3C/script%3E"])
def test_any_text_gets_a_page(worker: Browser, query: str) -> None:
    answer = worker.get(f"/places/search?q={query}", check=False)
    assert answer.status_code in {200, 422}
    assert "<script>alert" not in answer.text
