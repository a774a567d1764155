"""Prepared statements: the short way to the driver gives what the long way gives, in every scope."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import BindParameter, Integer, bindparam, event, func, select
from sqlalchemy.exc import DBAPIError

from app.kernel.actor import Actor, Role
from app.kernel.db import db
from app.kernel.direct import Plan
from app.kernel.scope import UnscopedQuery, prepared, set_scope
from app.people.models import THIS_MOMENT, Person, Share
from tests.conftest import Acting
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.people import make_person

pytestmark = pytest.mark.usefixtures("database")


def all_people() -> Any:
    return prepared(select(Person).order_by(Person.id))


def named_people() -> Any:
    return prepared(
        select(Person.id, Person.given_name, Person.languages, Person.created_at).order_by(Person.id)
    )


def some_people() -> Any:
    wanted: BindParameter[Any] = bindparam("ids", expanding=True)
    return prepared(select(Person.id).where(Person.id.in_(wanted)).order_by(Person.id))


def seen_shares() -> Any:
    return prepared(select(func.count(Share.id)).where(Share.is_open(THIS_MOMENT)))


def newest() -> Any:
    return prepared(select(Person.id).order_by(Person.id.desc()).limit(bindparam("most", type_=Integer)))


@contextmanager
def counting_plans(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Plan]]:
    """The plans that were carried out inside."""
    used: list[Plan] = []
    carry_out = Plan.carry_out

    def noted(plan: Plan, connection: Any, values: Any) -> Any:
        used.append(plan)
        return carry_out(plan, connection, values)

    with monkeypatch.context() as patch:
        patch.setattr(Plan, "carry_out", noted)
        yield used


@pytest.mark.parametrize(
    ("make", "values"),
    [(named_people, {}), (seen_shares, {}), (newest, {"most": 1}), (some_people, {"ids": []})],
)
def test_the_short_way_brings_the_same_rows(
    acting: Acting, monkeypatch: pytest.MonkeyPatch, make: Any, values: dict[str, Any]
) -> None:
    make_person(languages=["sq", "fa"])
    make_person()
    statement = make()
    with acting(make_actor(Role.SOCIAL_WORKER, TIRANE)), counting_plans(monkeypatch) as used:
        long_way = db.session.execute(statement, values).all()
        assert used == []
        short_way = db.session.execute(statement, values).all()
        assert len(used) == 1
    assert short_way == long_way
    assert [row._fields for row in short_way] == [row._fields for row in long_way]


def test_a_list_may_have_another_length_each_time(acting: Acting) -> None:
    ids = sorted(make_person() for _number in range(3))
    statement = some_people()
    with acting(make_actor(Role.SOCIAL_WORKER, TIRANE)):
        for length in (3, 1, 3, 0, 2):
            found = db.session.scalars(statement, {"ids": ids[:length]}).all()
            assert found == ids[:length]


def test_each_scope_sees_its_own_rows_however_often_and_in_whatever_order(acting: Acting) -> None:
    workers = {code: make_actor(Role.SOCIAL_WORKER, code) for code in (TIRANE, KORCE)}
    people = {code: make_person(municipality_code=code) for code in workers}
    statement = named_people()
    for code in (TIRANE, TIRANE, KORCE, KORCE, TIRANE):
        with acting(workers[code]):
            assert [row.id for row in db.session.execute(statement)] == [people[code]]


def test_without_a_scope_it_is_an_error_also_when_it_is_known(acting: Acting) -> None:
    statement = named_people()
    with acting(make_actor(Role.SOCIAL_WORKER, TIRANE)):
        for _twice in range(2):
            db.session.execute(statement)
    set_scope(db.session(), None)
    with pytest.raises(UnscopedQuery):
        db.session.execute(statement)


def test_what_waits_to_be_written_is_written_before_anybody_asks(acting: Acting) -> None:
    worker = make_actor(Role.SOCIAL_WORKER, TIRANE)
    statement = named_people()
    with acting(worker):
        for _twice in range(2):
            db.session.execute(statement)
        person_id = make_person()
        changed = db.session.scalars(all_people()).one()
        changed.given_name = "Zana"
        assert db.session.execute(statement).one()[:2] == (person_id, "Zana")


def test_entities_come_as_objects_of_the_session_as_ever(
    acting: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_person()
    statement = all_people()
    with acting(make_actor(Role.SOCIAL_WORKER, TIRANE)), counting_plans(monkeypatch) as used:
        found = [db.session.scalars(statement).one() for _twice in range(2)]
    assert found[0] is found[1]
    assert used == []


def test_an_error_of_the_driver_has_its_usual_name_and_carries_no_values(acting: Acting) -> None:
    actor: Actor = make_actor(Role.SOCIAL_WORKER, TIRANE)
    statement = newest()
    with acting(actor):
        for _twice in range(2):
            db.session.execute(statement, {"most": 1})
        with pytest.raises(DBAPIError) as caught:
            db.session.execute(statement, {"most": "Amina Rezai"})
        db.session.rollback()
    assert caught.value.params is None
    assert caught.value.hide_parameters


def test_whoever_counts_statements_counts_these_too(acting: Acting) -> None:
    heard: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        heard.append(statement)

    statement = named_people()
    with acting(make_actor(Role.SOCIAL_WORKER, TIRANE)):
        event.listen(db.engine, "before_cursor_execute", listen)
        try:
            for _twice in range(2):
                db.session.execute(statement)
        finally:
            event.remove(db.engine, "before_cursor_execute", listen)
    first, second = (text for text in heard if "FROM person" in text)
    assert first == second
