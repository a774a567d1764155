"""Rows that are put down and written together, and records that are locked and written back."""

from contextlib import suppress
from uuid import UUID

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.kernel import audit, clock
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.audit import AuditEntry, AuditHead, Named, UnauditedChange
from app.kernel.db import db
from app.kernel.idempotency import IdempotencyKey
from app.kernel.ids import new_id
from app.kernel.locked import LockedRows
from app.kernel.outbox import OutboxJob
from app.kernel.scope import UnscopedQuery, set_scope
from app.kernel.uow import WriteInReadOnlyUnit, unit
from app.kernel.writing import put_row
from app.people.models import Person, Share
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.people import make_person
from tests.factories.providers import make_organisation
from tests.support.browsing import settle

pytestmark = pytest.mark.usefixtures("database")
PEOPLE = LockedRows(Person)


def put_job(name: str = "x") -> None:
    moment = clock.now()
    put_row(db.session(), OutboxJob, name=name, payload={"a": "1"}, created_at=moment, due_at=moment)


def count_jobs() -> int:
    with unit(SYSTEM, read_only=True) as session:
        return session.scalar(select(func.count(OutboxJob.id))) or 0


def test_a_row_has_the_defaults_of_its_model() -> None:
    with unit(SYSTEM):
        put_job()
    with unit(SYSTEM, read_only=True) as session:
        job = session.scalars(select(OutboxJob)).one()
        assert (job.attempts, job.done_at, job.payload) == (0, None, {"a": "1"})


def test_a_row_is_there_for_whoever_asks_in_the_same_unit() -> None:
    with unit(SYSTEM) as session:
        put_job()
        assert session.scalar(select(func.count(OutboxJob.id))) == 1


def test_a_unit_that_is_rolled_back_leaves_no_row_behind_for_the_next() -> None:
    with suppress(RuntimeError), unit(SYSTEM):
        put_job()
        raise RuntimeError
    with unit(SYSTEM):
        pass
    assert count_jobs() == 0


@pytest.mark.parametrize("values", [{"name": "x"}, {"nonsense": 1}])
def test_a_row_that_lacks_a_value_or_has_an_unknown_one_is_a_mistake(values: dict[str, object]) -> None:
    with pytest.raises(TypeError), unit(SYSTEM) as session:
        put_row(session, OutboxJob, **values)


def test_a_row_is_refused_while_only_reading() -> None:
    with pytest.raises(WriteInReadOnlyUnit), unit(SYSTEM, read_only=True):
        put_job()


def test_a_scoped_row_is_refused_without_a_scope() -> None:
    set_scope(db.session(), None)
    with pytest.raises(UnscopedQuery):
        put_row(db.session(), Share, id=new_id())


def test_the_same_key_twice_is_an_integrity_error_as_ever() -> None:
    key = (new_id(), new_id())
    put_key(*key)
    with pytest.raises(IntegrityError):
        put_key(*key)


def put_key(actor_id: UUID, key: UUID) -> None:
    with unit(SYSTEM) as session:
        moment = clock.now()
        put_row(
            session, IdempotencyKey, actor_id=actor_id, key=key, endpoint="x", location="/", created_at=moment
        )


def test_an_audited_row_without_an_entry_is_not_committed() -> None:
    person_id = make_person()
    settle()
    with pytest.raises(UnauditedChange), unit(SYSTEM):
        put_share(person_id)
    with unit(SYSTEM) as session:
        assert session.scalars(select(Share.id)).all() == []


def put_share(person_id: UUID) -> Named:
    share_id, moment = new_id(), clock.now()
    put_row(
        db.session(),
        Share,
        id=share_id,
        municipality_code=TIRANE,
        person_id=person_id,
        organisation_id=make_organisation(),
        referral_id=new_id(),
        basis="consent",
        fields=["name"],
        starts_at=moment,
    )
    return Named(Share, share_id, f"municipality:{TIRANE}")


def test_many_entries_of_one_unit_make_one_chain_that_holds() -> None:
    with unit(SYSTEM) as session:
        for number in range(3):
            audit.record_bulk(SYSTEM, "test.do", "test", number=number)
        assert session.scalars(select(AuditHead.sequence).where(AuditHead.chain == "test")).one() == 3
        audit.record_bulk(SYSTEM, "test.do", "test", number=3)
    with unit(SYSTEM, read_only=True) as session:
        assert ("test", 4, None) in list(audit.verify(session))
        links = select(func.count()).select_from(AuditEntry).where(AuditEntry.chain == "test")
        assert session.scalar(links) == 4


def rename(actor: Actor, person_id: UUID, name: str, *, audited: bool = True) -> None:
    with unit(actor) as session:
        person = PEOPLE.find(session, person_id)
        assert person is not None
        person.given_name = name
        if audited:
            audit.record(actor, "test.rename", person)


def read(person_id: UUID) -> tuple[str, int]:
    with unit(SYSTEM, read_only=True) as session:
        row = session.execute(select(Person.given_name, Person.version).where(Person.id == person_id)).one()
        return row.given_name, row.version


def test_a_locked_record_is_written_back_with_its_next_version() -> None:
    person_id = make_person(given_name="Amina")
    settle()
    rename(make_actor(Role.SOCIAL_WORKER, TIRANE), person_id, "Zana")
    assert read(person_id) == ("Zana", 2)
    rename(make_actor(Role.SOCIAL_WORKER, TIRANE), person_id, "Zana")
    assert read(person_id) == ("Zana", 2)


def test_a_locked_record_is_one_object_in_a_unit_and_read_anew() -> None:
    person_id = make_person(given_name="Amina")
    settle()
    with unit(SYSTEM) as session:
        first = PEOPLE.find(session, person_id)
        assert first is not None
        first.given_name = "Zana"
        audit.record(SYSTEM, "test.rename", first)
        again = PEOPLE.find(session, person_id)
        assert again is first
        assert (again.given_name, again.version) == ("Zana", 2)


def test_a_locked_record_that_is_changed_without_an_entry_is_not_committed() -> None:
    person_id = make_person(given_name="Amina")
    settle()
    with pytest.raises(UnauditedChange):
        rename(SYSTEM, person_id, "Zana", audited=False)
    assert read(person_id) == ("Amina", 1)


def test_a_record_out_of_sight_is_not_found() -> None:
    person_id = make_person()
    settle()
    with unit(make_actor(Role.SOCIAL_WORKER, KORCE)) as session:
        assert PEOPLE.find(session, person_id) is None


def test_a_record_that_went_around_its_lock_is_stale() -> None:
    person_id = make_person(given_name="Amina")
    settle()
    with pytest.raises(StaleDataError):
        change_around(person_id)


def change_around(person_id: UUID) -> None:
    around = update(Person).values(version=7).execution_options(audited_bulk="a test")
    with unit(SYSTEM) as session:
        person = PEOPLE.find(session, person_id)
        assert person is not None
        session.execute(around)
        person.given_name = "Zana"
        audit.record(SYSTEM, "test.rename", person)
