"""Row scope on real databases: what one sees in every shape of query, and what happens without a scope."""

from typing import Any

import pytest
from sqlalchemy import exists, func, select, text, union, update

from app.kernel.actor import Role
from app.kernel.db import db
from app.kernel.scope import UnscopedQuery, set_scope, unscoped
from app.people.models import Person
from tests.conftest import Acting
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.people import make_person
from tests.support.databases import Database


@pytest.fixture
def two_people(database: Database) -> None:
    make_person(municipality_code=TIRANE)
    make_person(municipality_code=KORCE)


SHAPES: dict[str, Any] = {
    "columns": select(Person.municipality_code),
    "entities": select(Person),
    "count": select(func.count()).select_from(Person),
    "subquery": select(select(Person.id).subquery()),
    "common table": select(select(Person.id).cte("c").c.id),
    "exists": select(func.count()).where(exists().where(Person.id.is_not(None))),
    "union": union(select(Person.id), select(Person.id)),
}


@pytest.mark.usefixtures("two_people")
@pytest.mark.parametrize("name", [name for name in SHAPES if name not in {"count", "exists"}])
def test_a_worker_sees_only_her_municipality_in_every_shape_of_query(acting: Acting, name: str) -> None:
    with acting(make_actor(Role.SOCIAL_WORKER, TIRANE)):
        assert len(db.session.execute(SHAPES[name]).all()) == 1


@pytest.mark.usefixtures("two_people")
def test_a_count_counts_only_what_is_seen(acting: Acting) -> None:
    with acting(make_actor(Role.SOCIAL_WORKER, TIRANE)):
        assert db.session.scalar(SHAPES["count"]) == 1


@pytest.mark.usefixtures("two_people")
@pytest.mark.parametrize("role", [Role.PROGRAMME_REVIEWER, Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER])
def test_a_role_without_case_work_sees_nobody(acting: Acting, role: Role) -> None:
    with acting(make_actor(role)):
        assert db.session.scalar(SHAPES["count"]) == 0


@pytest.mark.usefixtures("two_people")
@pytest.mark.parametrize("name", list(SHAPES))
def test_without_a_scope_every_shape_of_query_is_an_error(name: str) -> None:
    set_scope(db.session(), None)
    with pytest.raises(UnscopedQuery):
        db.session.execute(SHAPES[name]).all()


@pytest.mark.usefixtures("two_people")
def test_a_core_statement_on_a_scoped_table_is_an_error(acting: Acting) -> None:
    with acting(make_actor(Role.SOCIAL_WORKER)), pytest.raises(UnscopedQuery):
        db.session.execute(select(Person.__table__))


def test_text_is_an_error_unless_it_says_why_it_may_see_all(database: Database) -> None:
    with pytest.raises(UnscopedQuery):
        db.session.execute(text("SELECT 1"))
    assert db.session.scalar(text("SELECT 1").execution_options(**unscoped("a test"))) == 1


@pytest.mark.usefixtures("two_people")
def test_a_bulk_change_reaches_only_what_is_seen(acting: Acting) -> None:
    change = update(Person).values(family_name="X").execution_options(audited_bulk="a test")
    with acting(make_actor(Role.SOCIAL_WORKER, TIRANE)):
        db.session.execute(change)
    assert db.session.scalars(select(Person.family_name).order_by(Person.family_name)).all()[-1] == "X"
    assert db.session.scalar(select(func.count()).where(Person.family_name == "X")) == 1
