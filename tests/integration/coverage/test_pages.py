import csv
import gzip
import re
from collections.abc import Callable
from io import StringIO

import pytest

from app.coverage.domain import NATIONWIDE
from app.kernel.actor import Role
from app.kernel.permissions import ACCOUNT_ROLES
from app.providers.domain import Sector
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.coverage import make_cells
from tests.factories.places import KAMEZ
from tests.support.browsing import Browser

Browse = Callable[..., Browser]
EVERYBODY = list(ACCOUNT_ROLES)
LARGEST_PAGE = 30 * 1024


@pytest.fixture
def coordinator(browse: Browse) -> Browser:
    make_cells(TIRANE, legal=14, education=1)
    make_cells(KAMEZ, health=6)
    make_cells(KORCE)
    make_cells(NATIONWIDE, legal=2)
    return browse(make_actor(Role.COORDINATOR))


@pytest.fixture
def reviewer(browse: Browse, coordinator: Browser) -> Browser:
    return browse(make_actor(Role.PROGRAMME_REVIEWER))


def area_of(page: str, code: str) -> str:
    found = re.search(rf'<a class="[^"]*" href="/coverage/{code}".*?</a>', page)
    assert found
    return found[0]


@pytest.mark.parametrize("role", EVERYBODY)
def test_every_role_may_see_the_map(browse: Browse, role: Role) -> None:
    reader = browse(make_actor(role))
    assert [reader.get(path).status_code for path in ("/coverage", "/coverage/53", "/coverage.csv")] == [
        200
    ] * 3


@pytest.mark.parametrize("path", ["/coverage", "/coverage/53", "/coverage.csv"])
def test_a_stranger_may_not(browse: Browse, path: str) -> None:
    assert browse().get(path).status_code in {302, 303, 401}


def test_each_area_says_its_number_in_words_and_figures(coordinator: Browser) -> None:
    page = coordinator.get("/coverage?sector=legal").text
    assert 'class="c4"' in area_of(page, TIRANE)
    assert 'aria-label="Municipality of Tiranë: 14 open services"' in area_of(page, TIRANE)
    assert "<title>Municipality of Tiranë: 14 open services</title>" in area_of(page, TIRANE)
    assert ">14</text>" in area_of(page, TIRANE)


def test_none_and_no_data_look_and_read_differently(coordinator: Browser) -> None:
    page = coordinator.get("/coverage?sector=legal").text
    none, unknown = area_of(page, KORCE), area_of(page, "01")
    assert ('class="c0"' in none, ">0</text>" in none, "0 open services" in none) == (True, True, True)
    assert ('class="no-data"' in unknown, ">–</text>" in unknown, "no data" in unknown) == (True, True, True)
    assert ("url(#no-data)" in unknown, "url(#no-data)" in none) == (True, False)


def test_all_61_are_links_and_the_table_says_the_same(coordinator: Browser) -> None:
    page = coordinator.get("/coverage").text
    drawing, _, rest = page.partition('<svg class="map"')[2].partition("</svg>")
    assert len(set(re.findall(r'href="/coverage/(\d\d)"', drawing))) == 61
    assert len(set(re.findall(r'href="/coverage/(\d\d)"', rest))) == 61
    assert 'scope="row"' in rest
    assert "<caption" in rest


def test_the_table_lists_known_gaps_first(coordinator: Browser) -> None:
    page = coordinator.get("/coverage?sector=legal&view=table").text
    codes = re.findall(r'<th scope="row"><a href="/coverage/(\d\d)"', page)
    assert codes[:3] == [KAMEZ, KORCE, TIRANE]
    assert len(codes) == 61


def test_the_table_can_stand_alone(coordinator: Browser) -> None:
    page = coordinator.get("/coverage?view=table").text
    assert '<svg class="map"' not in page
    assert "Show the map" in page


def test_the_heading_says_which_sector(coordinator: Browser) -> None:
    page = coordinator.get("/coverage?sector=education").text
    assert "<h1>Coverage: Education</h1>" in page
    assert re.search(r'href="/coverage\?sector=education" aria-current="page"', page)


def test_sums_and_nationwide_services_are_said(coordinator: Browser) -> None:
    page = coordinator.get("/coverage").text
    assert "Municipality of Tiranë: 15 open services" in page
    assert "2 more services are open for the whole country" in page
    assert "1 municipality has no open service here." in page
    assert "58 municipalities have no registered provider yet." in page
    assert "Last change:" in page


@pytest.mark.parametrize(
    "path", ["/coverage?sector=police", "/coverage.csv?sector=x", "/coverage/99", "/coverage/tirane"]
)
def test_what_is_not_there_is_404(coordinator: Browser, path: str) -> None:
    assert coordinator.get(path).status_code == 404


def test_a_gap_names_the_nearest_offer(coordinator: Browser) -> None:
    page = coordinator.get(f"/coverage/{KAMEZ}").text
    assert "<h1>Coverage: Municipality of Kamëz</h1>" in page
    assert re.search(r"Municipality of Tiranë, 8\s*km", page)
    assert "in no municipality" in page


def test_a_municipality_without_data_says_so(coordinator: Browser) -> None:
    assert "nobody knows what is offered here" in coordinator.get("/coverage/01").text
    assert "nobody knows what is offered here" not in coordinator.get(f"/coverage/{KORCE}").text


def test_who_reads_the_directory_gets_there_by_a_link(coordinator: Browser, reviewer: Browser) -> None:
    link = f"/providers?municipality={TIRANE}&amp;sector=legal"
    assert link in coordinator.get(f"/coverage/{TIRANE}").text
    assert "/providers" not in reviewer.get(f"/coverage/{TIRANE}").text


def test_a_reviewer_sees_the_same_numbers(coordinator: Browser, reviewer: Browser) -> None:
    def areas(page: str) -> list[str]:
        return re.findall(r'<a class="[^"]*" href="/coverage/\d\d".*?</a>', page)

    seen = areas(reviewer.get("/coverage?sector=legal").text)
    assert seen == areas(coordinator.get("/coverage?sector=legal").text)
    assert len(seen) == 61


def test_the_file_has_a_line_for_each_municipality_and_sector(coordinator: Browser) -> None:
    answer = coordinator.get("/coverage.csv")
    lines = list(csv.DictReader(StringIO(answer.text.removeprefix("\ufeff"))))
    assert len(lines) == 62 * len(Sector)
    found = {(line["municipality_code"], line["sector"]): line["open_services"] for line in lines}
    assert [found[TIRANE, "legal"], found[KORCE, "legal"], found["01", "legal"]] == ["14", "0", ""]
    assert found["", "legal"] == "2"


def test_the_file_can_be_of_one_sector(coordinator: Browser) -> None:
    answer = coordinator.get("/coverage.csv?sector=legal")
    lines = list(csv.DictReader(StringIO(answer.text.removeprefix("\ufeff"))))
    assert {line["sector"] for line in lines} == {"legal"}
    assert len(lines) == 62
    assert answer.headers["Content-Disposition"] == 'attachment; filename="coverage-legal.csv"'


def test_the_page_is_light(coordinator: Browser) -> None:
    body = coordinator.get("/coverage", headers={"Accept-Encoding": "identity"}).data
    assert len(gzip.compress(body, 4)) <= LARGEST_PAGE


def test_it_speaks_albanian(browse: Browse, coordinator: Browser) -> None:
    page = browse(make_actor(Role.COORDINATOR), locale="sq").get("/coverage?sector=legal").text
    assert "Mbulimi: " in page
    assert "Bashkia Tiranë: 14 shërbime të hapura" in page
    assert "nuk ka të dhëna" in page
