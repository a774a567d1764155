from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor, Role
from app.kernel.audit import AuditEntry
from app.kernel.db import db
from app.kernel.errors import Forbidden, Invalid, NotFound, StaleVersion
from app.kernel.ids import new_id
from app.people import queries, services
from app.people.domain import (
    BirthDate,
    BirthPrecision,
    ContactRule,
    LegalStatus,
    PersonChanged,
    PersonRegistered,
    Sex,
    is_code_name,
)
from tests.conftest import Acting
from tests.factories import make_actor
from tests.factories.people import make_person

AMINA = PersonRegistered(
    given_name="Amina",
    family_name="Rasuli",
    name_original_script="امینه",
    birth=BirthDate(clock.today().replace(year=1997, month=1, day=1), BirthPrecision.YEAR),
    sex=Sex.FEMALE,
    nationality="AF",
    legal_status=LegalStatus.ASYLUM_SEEKER,
    languages=("prs", "en"),
    interpreter_wanted=True,
    phone="069 234 5678",
    contact=ContactRule(may_call=True, best_time="pas orës 16:00"),
)


def changed(person_id: UUID, **details: object) -> PersonChanged:
    return replace(PersonChanged(**vars(queries.get_person(person_id).details)), **details)  # type: ignore[arg-type]


def list_actions(subject_id: UUID) -> list[str]:
    found = select(AuditEntry.action).where(AuditEntry.subject == f"Person:{subject_id}")
    return list(db.session.scalars(found.order_by(AuditEntry.sequence)))


def test_a_person_is_kept_as_she_was_told(acting: Acting, worker: Actor) -> None:
    with acting(worker):
        person = queries.get_person(services.register(worker, AMINA))
    assert person.details == replace(person.details, **{**vars(AMINA), "phone": "+355692345678"})
    assert person.shown_name == "Amina Rasuli"
    assert person.municipality_code == worker.municipality_code
    assert person.registered_by == worker.user_id
    assert person.version == 1


def test_a_person_gets_a_code_name_of_her_municipality(acting: Acting, worker: Actor) -> None:
    with acting(worker):
        person = queries.get_person(services.register(worker, PersonRegistered(given_name="Amina")))
    assert person.code_name.startswith("TR-")
    assert is_code_name(person.code_name)


def test_registering_and_changing_stand_in_the_audit_trail_without_a_name(
    acting: Acting, worker: Actor
) -> None:
    with acting(worker):
        person_id = services.register(worker, AMINA)
        services.change(worker, person_id, 1, changed(person_id, family_name="Karimi"))
    assert list_actions(person_id) == ["person.register", "person.change"]
    bodies = "".join(db.session.scalars(select(AuditEntry.body)))
    assert '"fields":"family_name"' in bodies
    assert not any(word in bodies for word in ("Amina", "Rasuli", "Karimi", "2345678"))


def test_a_person_without_any_name_is_refused(acting: Acting, worker: Actor) -> None:
    with acting(worker), pytest.raises(Invalid) as refused:
        services.register(worker, PersonRegistered(phone="0692345678"))
    assert refused.value.fields == {"given_name": "name_missing"}


def test_a_language_that_nobody_speaks_is_refused(acting: Acting, worker: Actor) -> None:
    with acting(worker), pytest.raises(Invalid) as refused:
        services.register(worker, PersonRegistered(given_name="Amina", languages=("xx",)))
    assert refused.value.fields == {"languages": "language_unknown"}


def test_a_change_counts_the_version(acting: Acting, worker: Actor) -> None:
    with acting(worker):
        person_id = make_person()
        services.change(worker, person_id, 1, changed(person_id, family_name="Rasuli"))
        person = queries.get_person(person_id)
    assert (person.version, person.shown_name) == (2, "Amina Rasuli")


def test_a_change_of_nothing_leaves_no_trace(acting: Acting, worker: Actor) -> None:
    with acting(worker):
        person_id = make_person()
        services.change(worker, person_id, 1, changed(person_id))
        assert queries.get_person(person_id).version == 1
    assert list_actions(person_id) == []


def test_a_change_that_rests_on_an_old_version_is_refused(acting: Acting, worker: Actor) -> None:
    with acting(worker):
        person_id = make_person()
        services.change(worker, person_id, 1, changed(person_id, family_name="Rasuli"))
        with pytest.raises(StaleVersion):
            services.change(worker, person_id, 1, changed(person_id, family_name="Karimi"))


def test_a_changed_name_is_found_by_search(acting: Acting, worker: Actor) -> None:
    with acting(worker):
        person_id = make_person()
        services.change(worker, person_id, 1, changed(person_id, given_name="Zoë"))
        assert [row.id for row in queries.list_namesakes("Zoe", "", "")] == [person_id]


def test_a_person_of_another_municipality_is_not_there(acting: Acting, far_worker: Actor) -> None:
    person_id = make_person()
    with acting(far_worker):
        with pytest.raises(NotFound):
            queries.get_person(person_id)
        with pytest.raises(NotFound):
            services.change(far_worker, person_id, 1, PersonChanged(given_name="Amina"))


def test_nobody_changes_a_person_who_is_not_there(acting: Acting, worker: Actor) -> None:
    with acting(worker), pytest.raises(NotFound):
        services.change(worker, new_id(), 1, PersonChanged(given_name="Amina"))


@pytest.mark.parametrize("role", [Role.PROGRAMME_REVIEWER, Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER])
def test_other_roles_register_nobody(acting: Acting, role: Role) -> None:
    actor = make_actor(role)
    with acting(actor), pytest.raises(Forbidden):
        services.register(actor, AMINA)
