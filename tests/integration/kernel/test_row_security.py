"""The floor on PostgreSQL: even a statement that went around the application sees only the scope's rows."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.kernel.actor import Actor, Role
from app.kernel.db import db
from app.kernel.scope import prepared, set_scope, unscoped
from app.kernel.uow import unit
from app.people.models import Person
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.people import make_person
from tests.support.browsing import settle

COUNT = text("SELECT count(*) FROM person").execution_options(**unscoped("a test of the floor"))


pytestmark = [
    pytest.mark.parametrize("database", ["postgresql"], indirect=True),
    pytest.mark.usefixtures("database"),
]


def make_two() -> None:
    make_person(municipality_code=TIRANE)
    make_person(municipality_code=KORCE)
    settle()


def count_as(actor: Actor) -> int:
    with unit(actor, read_only=True) as session:
        return int(session.scalar(COUNT) or 0)


def test_raw_sql_sees_only_the_own_municipality() -> None:
    make_two()
    assert count_as(make_actor(Role.SOCIAL_WORKER, TIRANE)) == 1


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROGRAMME_REVIEWER, Role.PROVIDER_STAFF])
def test_raw_sql_of_others_sees_nobody(role: Role) -> None:
    make_two()
    assert count_as(make_actor(role)) == 0


def test_a_connection_that_was_told_nothing_sees_nobody() -> None:
    make_two()
    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM person")) == 0


def test_a_pooled_connection_forgets_the_scope_of_before() -> None:
    make_two()
    assert count_as(make_actor(Role.SOCIAL_WORKER, TIRANE)) == 1
    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM person")) == 0


def test_a_pooled_connection_forgets_that_it_only_read() -> None:
    worker = make_actor(Role.SOCIAL_WORKER, TIRANE)
    state = text("SHOW transaction_read_only").execution_options(**unscoped("a test of the floor"))
    # Often enough for every connection of the pool to have been in both kinds of unit.
    for read_only in (True, False, True, True, False) * 10:
        with unit(worker, read_only=read_only) as session:
            assert session.scalar(state) == ("on" if read_only else "off")


def test_a_prepared_statement_is_held_to_the_floor_like_any_other() -> None:
    make_two()
    people = prepared(select(Person.municipality_code).order_by(Person.id))
    for code in (TIRANE, TIRANE, KORCE, KORCE, TIRANE):
        with unit(make_actor(Role.SOCIAL_WORKER, code), read_only=True) as session:
            assert session.scalars(people).all() == [code]
            assert session.scalar(COUNT) == 1


def test_a_row_cannot_be_moved_to_another_municipality() -> None:
    make_two()
    move = text(f"UPDATE person SET municipality_code = '{KORCE}'").execution_options(**unscoped("a test"))  # noqa: S608
    set_scope(db.session(), make_actor(Role.SOCIAL_WORKER, TIRANE))
    with pytest.raises(DatabaseError):
        db.session.execute(move)
