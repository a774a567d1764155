from datetime import date

import pytest
from sqlalchemy import func, select

from app.kernel.actor import SYSTEM
from app.kernel.db import db
from app.kernel.errors import Invalid, NotFound
from app.places.models import County, Municipality, Place
from app.places.queries import forget_atlas, get_municipality, list_municipalities
from app.places.services import load_reference_data, set_pilot_period
from tests.factories import TIRANE
from tests.factories.places import DIMAL, make_atlas
from tests.support.databases import Database

SEAT_OF_DIMAL = 3183814
POGRADEC = 781988
KAKAVIJE = 363341


def count(model: type[County | Municipality | Place]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def municipality_of(geonameid: int) -> str | None:
    return db.session.scalar(select(Place.municipality_code).where(Place.geonameid == geonameid))


def test_everything_is_loaded_once(database: Database) -> None:
    load_reference_data(SYSTEM)
    load_reference_data(SYSTEM)
    assert [count(County), count(Municipality), count(Place)] == [12, 61, 419]


def test_the_database_gives_back_what_the_files_say(database: Database) -> None:
    forget_atlas()
    assert list_municipalities() == tuple(
        sorted(make_atlas().municipalities.values(), key=lambda row: row.code)
    )


def test_a_changed_row_is_brought_up_to_date_and_its_pilot_days_stay(database: Database) -> None:
    set_pilot_period(SYSTEM, TIRANE, date(2026, 1, 1), None)
    row = db.session.scalars(select(Municipality).where(Municipality.code == TIRANE)).one()
    row.population = 1
    load_reference_data(SYSTEM)
    assert (row.population, row.pilot_from) == (598_176, date(2026, 1, 1))


def test_all_code_systems_are_kept(database: Database) -> None:
    row = db.session.scalars(select(Municipality).where(Municipality.code == TIRANE)).one()
    codes = (row.lau_code, row.county_code, row.ocha_pcode, row.geonames_admin2, row.election_code)
    assert codes == ("AL224", "AL-11", "AL1105", "AL.50.10944420", "111")
    assert (row.seat, row.population_basis) == ("Tiranë", "A")
    assert db.session.scalar(select(County.nuts3).where(County.code == row.county_code)) == "AL022"


def test_a_seat_belongs_to_its_municipality_whatever_the_gazetteer_says(database: Database) -> None:
    assert municipality_of(SEAT_OF_DIMAL) == DIMAL
    assert municipality_of(POGRADEC) == "37"


def test_no_municipality_is_guessed(database: Database) -> None:
    assert municipality_of(KAKAVIJE) is None
    open_ones = select(func.count()).select_from(Place).where(Place.municipality_code.is_(None))
    assert db.session.scalar(open_ones) == 17


def test_the_copy_in_memory_follows_a_change_of_the_pilot(database: Database) -> None:
    set_pilot_period(SYSTEM, TIRANE, date(2026, 1, 1), date(2026, 12, 31))
    row = get_municipality(TIRANE)
    assert row is not None
    assert row.is_pilot_on(date(2026, 7, 1))
    set_pilot_period(SYSTEM, TIRANE, None, None)


@pytest.mark.parametrize("first", [None, date(2026, 2, 1)])
def test_a_pilot_cannot_end_before_it_begins(database: Database, first: date | None) -> None:
    with pytest.raises(Invalid) as refused:
        set_pilot_period(SYSTEM, TIRANE, first, date(2026, 1, 1))
    assert refused.value.fields == {"pilot_to": "end_before_beginning"}


def test_an_unknown_municipality_has_no_pilot(database: Database) -> None:
    with pytest.raises(NotFound):
        set_pilot_period(SYSTEM, "99", date(2026, 1, 1), None)
