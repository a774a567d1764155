"""Who sees a person at all, and what of her: by role, share and agreed field."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor, Role
from app.kernel.db import db
from app.kernel.errors import Forbidden
from app.kernel.pages import PageRequest
from app.people import queries
from app.people.domain import BASICS, LegalStatus, Sex, SharedField
from app.people.models import Consent, Person, Share
from tests.conftest import Acting
from tests.factories import KORCE, make_actor
from tests.factories.people import make_consent, make_person, make_share

VALUES_OF = {
    SharedField.NAME: {"shown_name"},
    SharedField.PHONE: {"phone", "contact"},
    SharedField.LANGUAGES: {"languages"},
    SharedField.INTERPRETER: {"interpreter_wanted", "interpreter_gender"},
    SharedField.AGE: {"age"},
    SharedField.SEX: {"sex"},
    SharedField.LEGAL_STATUS: {"legal_status"},
    SharedField.NATIONALITY: {"nationality"},
}
ALWAYS = {"referral_id", "person_id", "municipality_code", "code_name", "fields", "ends_at"}


def make_known_person() -> UUID:
    return make_person(
        family_name="Rasuli",
        phone="+355692345678",
        may_call=True,
        languages=["prs"],
        interpreter_wanted=True,
        interpreter_gender="woman",
        birth_date=date(1997, 1, 1),
        birth_precision="year",
        sex=Sex.FEMALE.value,
        legal_status=LegalStatus.REFUGEE.value,
        nationality="AF",
    )


def seen_by(acting: Acting, actor: Actor) -> list[UUID]:
    with acting(actor):
        return list(db.session.scalars(select(Person.id)))


@pytest.mark.parametrize("field", list(SharedField))
def test_only_the_agreed_field_is_handed_over(
    acting: Acting, staff: Actor, centre: UUID, field: SharedField
) -> None:
    referral_id = make_share(make_known_person(), centre, fields=[field])
    with acting(staff):
        shared = queries.get_shared_person(referral_id)
    assert shared is not None
    filled = {name for name in shared.__slots__ if getattr(shared, name) is not None} - ALWAYS
    assert filled == VALUES_OF.get(field, set())
    assert shared.fields == (field,)


def test_a_number_that_must_not_be_used_is_not_handed_over(
    acting: Acting, staff: Actor, centre: UUID
) -> None:
    referral_id = make_share(make_person(phone="+355692345678", do_not_contact=True), centre)
    with acting(staff):
        shared = queries.get_shared_person(referral_id)
    assert shared is not None
    assert shared.phone is None
    assert shared.contact is not None
    assert shared.contact.do_not_contact


def test_a_provider_sees_people_through_open_shares_only(
    acting: Acting, staff: Actor, centre: UUID, other_centre: UUID
) -> None:
    now = clock.now()
    shown, ended, later, elsewhere, _unshared = [make_person() for _ in range(5)]
    make_share(shown, centre)
    make_share(ended, centre, ends_at=now)
    make_share(later, centre, starts_at=now + timedelta(days=1))
    make_share(elsewhere, other_centre)
    assert seen_by(acting, staff) == [shown]


def test_a_provider_does_not_see_the_shares_of_another(
    acting: Acting, staff: Actor, centre: UUID, other_centre: UUID
) -> None:
    person_id = make_known_person()
    mine = make_share(person_id, centre)
    not_mine = make_share(person_id, other_centre, fields=[*BASICS, SharedField.LEGAL_STATUS])
    with acting(staff):
        assert queries.get_shared_person(not_mine) is None
        assert queries.list_shared_names([mine, not_mine]) == {mine: "Amina Rasuli"}
        assert db.session.scalars(select(Share.referral_id)).all() == [mine]
        assert db.session.scalars(select(Consent.id)).all() == []


def test_a_name_that_was_not_agreed_stays_out_of_lists(acting: Acting, staff: Actor, centre: UUID) -> None:
    referral_id = make_share(make_known_person(), centre, fields=[SharedField.PHONE])
    with acting(staff):
        assert queries.list_shared_names([referral_id]) == {}


def test_a_provider_neither_searches_nor_opens_files(acting: Acting, staff: Actor, centre: UUID) -> None:
    person_id = make_person()
    make_share(person_id, centre)
    with acting(staff):
        for ask in (
            lambda: queries.get_person(person_id),
            lambda: queries.search_people("amina", PageRequest()),
            lambda: queries.list_namesakes("Amina", "", ""),
            lambda: queries.list_names([person_id]),
            lambda: queries.list_consents(person_id),
            lambda: queries.list_consents_in_force(person_id),
            queries.count,
        ):
            with pytest.raises(Forbidden):
                ask()


@pytest.mark.parametrize(
    "role", [Role.PROGRAMME_REVIEWER, Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER, Role.RECEPTION_WORKER]
)
def test_other_roles_see_nobody(acting: Acting, role: Role, centre: UUID) -> None:
    person_id = make_person()
    make_consent(person_id, centre)
    make_share(person_id, centre)
    actor = make_actor(role)
    assert seen_by(acting, actor) == []
    with acting(actor):
        assert db.session.scalars(select(Consent.id)).all() == []
        assert db.session.scalars(select(Share.id)).all() == []


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.CHILD_PROTECTION_WORKER, Role.COORDINATOR])
def test_municipal_staff_sees_the_people_of_the_municipality(acting: Acting, role: Role) -> None:
    here, there = make_person(), make_person(KORCE)
    assert seen_by(acting, make_actor(role)) == [here]
    assert seen_by(acting, make_actor(role, KORCE)) == [there]


def test_that_somebody_was_trafficked_never_travels_with_a_referral(
    acting: Acting, staff: Actor, centre: UUID
) -> None:
    person_id = make_person(legal_status=LegalStatus.TRAFFICKING_VICTIM.value)
    referral_id = make_share(person_id, centre, fields=[SharedField.LEGAL_STATUS])
    with acting(staff):
        shared = queries.get_shared_person(referral_id)
    assert shared is not None
    assert shared.legal_status is None
