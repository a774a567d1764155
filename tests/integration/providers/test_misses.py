from datetime import timedelta

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Role
from app.kernel.db import db
from app.providers.models import SearchMiss
from app.providers.queries import list_misses
from tests.conftest import Browse
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.providers import make_placed_service
from tests.support.databases import Database

SEAT = (41.3275, 19.8189)


def told() -> list[tuple[str, str, int]]:
    db.session.expire_all()
    rows = db.session.execute(select(SearchMiss.wanted, SearchMiss.municipality_code, SearchMiss.misses))
    return sorted((row.wanted, row.municipality_code, row.misses) for row in rows)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("service=LEG-06&municipality=35", "LEG-06"),
        ("sector=health&municipality=35", "health"),
        ("q=avokat+Korce", "legal"),
        ("q=vaccine&municipality=35", "HEA-06"),
        ("q=kopsht&municipality=35&open=1", "EDU-04"),
    ],
)
def test_a_search_in_vain_counts_by_code_and_municipality(
    database: Database, browse: Browse, query: str, wanted: str
) -> None:
    make_placed_service("Qendra Drita", SEAT)
    browser = browse(make_actor(Role.SOCIAL_WORKER, TIRANE))
    for _time in range(3):
        browser.get(f"/providers?{query}")
    assert told() == [(wanted, KORCE, 1)]
    browse(make_actor(Role.SOCIAL_WORKER, TIRANE)).get(
        f"/providers?{query}", headers={"HX-Request": "true"}, check=False
    )
    assert told() == [(wanted, KORCE, 2)]


@pytest.mark.parametrize(
    "query",
    [
        "q=Arben+Hoxha&municipality=35",
        "municipality=35&language=prs",
        "q=course&municipality=53",
        "q=course&municipality=53&open=1",
        "service=LEG-06&municipality=35&page=2",
    ],
)
def test_what_has_no_code_was_found_or_is_only_closed_now_is_not_counted(
    database: Database, browse: Browse, query: str
) -> None:
    make_placed_service("Qendra Drita", SEAT)
    browse(make_actor(Role.SOCIAL_WORKER)).get(f"/providers?{query}")
    assert told() == []


def test_planners_read_on_the_map_what_was_missed_and_small_numbers_stay_hidden(
    database: Database, browse: Browse
) -> None:
    day = clock.today()
    for wanted, misses, ago in (("LEG-06", 4, 0), ("health", 5, 1), ("health", 2, 0), ("EDU-04", 9, 400)):
        db.session.add(
            SearchMiss(day=day - timedelta(days=ago), wanted=wanted, municipality_code=KORCE, misses=misses)
        )
    db.session.flush()
    assert [(row.wanted, row.times) for row in list_misses(KORCE)] == [("health", 7), ("LEG-06", None)]
    page = browse(make_actor(Role.PROGRAMME_REVIEWER)).get(f"/coverage/{KORCE}").text
    assert "Looked for and not found" in page
    assert "fewer than 5" in page
    assert ">4<" not in page
    assert "Looked for" not in browse(make_actor(Role.SOCIAL_WORKER)).get(f"/coverage/{KORCE}").text


def test_where_nothing_is_found_the_neighbourhood_is_offered(database: Database, browse: Browse) -> None:
    make_placed_service("Qendra Drita", SEAT)
    page = browse(make_actor(Role.SOCIAL_WORKER)).get("/providers?q=kurs&municipality=54")
    assert "No service found" in page.text
    assert "In Tiranë" in page.text or "Search without “" in page.text
