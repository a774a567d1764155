from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import AuditEntry
from app.kernel.db import db
from app.kernel.errors import Forbidden, Invalid, NotFound, Refused
from app.kernel.ids import new_id
from app.people import queries, services
from app.people.domain import (
    BASICS,
    ConsentGiven,
    ConsentMedium,
    ShareBasis,
    SharedField,
    ShareEnd,
    hidden_fields,
)
from app.people.events import ConsentWithdrawn
from app.people.models import Consent, Share
from tests.conftest import Acting
from tests.factories.people import make_consent, make_person, make_share


def consent_of(person_id: UUID, organisation_id: UUID) -> ConsentGiven:
    return ConsentGiven(
        person_id=person_id,
        organisation_id=organisation_id,
        organisation_name="Training centre",
        catalogue_code="EMP-05",
        fields=[*BASICS, SharedField.AGE],
        text_version="2026-11",
        language="prs",
        medium=ConsentMedium.ORAL_WITNESSED,
        witness_name="Elira",
    )


def test_a_consent_keeps_what_was_shown_and_what_was_not(acting: Acting, worker: Actor, centre: UUID) -> None:
    person_id = make_person()
    with acting(worker):
        consent_id = services.record_consent(worker, consent_of(person_id, centre))
        (held,) = queries.list_consents_in_force(person_id)
        hidden = db.session.scalars(select(Consent.hidden)).one()
    assert held.id == consent_id
    assert set(held.fields) == BASICS | {SharedField.AGE}
    assert hidden == [field.value for field in hidden_fields(held.fields)]
    assert held.expires_at - held.given_at >= timedelta(days=365)
    assert held.witness_name == "Elira"


def test_a_child_does_not_consent_alone(acting: Acting, worker: Actor, centre: UUID) -> None:
    child = make_person(birth_date=clock.today() - timedelta(days=365 * 10), birth_precision="full")
    with acting(worker), pytest.raises(Invalid) as refused:
        services.record_consent(worker, consent_of(child, centre))
    assert refused.value.fields == {"given_by": "guardian_needed"}


def test_nobody_records_consent_for_a_person_of_another_municipality(
    acting: Acting, far_worker: Actor, centre: UUID
) -> None:
    person_id = make_person()
    with acting(far_worker), pytest.raises(NotFound):
        services.record_consent(far_worker, consent_of(person_id, centre))


def test_a_provider_records_and_withdraws_nothing(acting: Acting, staff: Actor, centre: UUID) -> None:
    person_id = make_person()
    consent_id = make_consent(person_id, centre)
    make_share(person_id, centre, consent_id=consent_id)
    with acting(staff):
        with pytest.raises(Forbidden):
            services.record_consent(staff, consent_of(person_id, centre))
        with pytest.raises(Forbidden):
            services.withdraw_consent(staff, consent_id)


def test_a_consent_that_covers_the_fields_is_found_again(
    acting: Acting, worker: Actor, centre: UUID, other_centre: UUID
) -> None:
    person_id = make_person()
    consent_id = make_consent(person_id, centre, fields=[*BASICS, SharedField.AGE])
    make_consent(person_id, centre, withdrawn_at=clock.now())
    with acting(worker):
        found = queries.find_valid_consent(person_id, centre, "EMP-05", ["name", "age"])
        assert found is not None
        assert found.id == consent_id
        assert queries.find_valid_consent(person_id, centre, "EMP-05", ["name", "nationality"]) is None
        assert queries.find_valid_consent(person_id, centre, "LEG-01", ["name"]) is None
        assert queries.find_valid_consent(person_id, other_centre, "EMP-05", ["name"]) is None
        with clock.set_to(clock.now() + timedelta(days=367)):
            assert queries.list_consents_in_force(person_id) == []


def test_withdrawal_ends_the_sight_at_once_and_tells_the_packages_above(
    acting: Acting, worker: Actor, staff: Actor, centre: UUID, withdrawals: list[ConsentWithdrawn]
) -> None:
    person_id = make_person()
    consent_id = make_consent(person_id, centre)
    referral_id = make_share(person_id, centre, consent_id=consent_id)
    with acting(staff):
        assert queries.get_shared_person(referral_id)
    with acting(worker):
        assert services.withdraw_consent(worker, consent_id) == person_id
    with acting(staff):
        assert queries.get_shared_person(referral_id) is None
        assert queries.list_shared_names([referral_id]) == {}
    assert withdrawals == [ConsentWithdrawn(consent_id, person_id, centre, (referral_id,))]
    actions = set(db.session.scalars(select(AuditEntry.action)))
    assert actions >= {"consent.withdraw", "share.close"}


def test_withdrawing_twice_is_withdrawing_once(
    acting: Acting, worker: Actor, centre: UUID, withdrawals: list[ConsentWithdrawn]
) -> None:
    person_id = make_person()
    consent_id = make_consent(person_id, centre)
    with acting(worker):
        services.withdraw_consent(worker, consent_id)
        services.withdraw_consent(worker, consent_id)
        assert queries.list_consents_in_force(person_id) == []
        assert len(queries.list_consents(person_id)) == 1
    assert len(withdrawals) == 1


def test_a_withdrawal_leaves_shares_with_others_alone(
    acting: Acting, worker: Actor, centre: UUID, other_centre: UUID, withdrawals: list[ConsentWithdrawn]
) -> None:
    person_id = make_person()
    consent_id = make_consent(person_id, centre)
    other_referral = make_share(person_id, other_centre, consent_id=make_consent(person_id, other_centre))
    with acting(worker):
        services.withdraw_consent(worker, consent_id)
        assert queries.get_shared_person(other_referral)
    assert withdrawals[0].referral_ids == ()


def test_a_share_lasts_as_long_as_its_consent(
    acting: Acting, worker: Actor, staff: Actor, centre: UUID
) -> None:
    person_id, referral_id = make_person(), new_id()
    consent_id = make_consent(person_id, centre)
    with acting(worker):
        services.open_share(worker, person_id, centre, referral_id, consent_id, list(BASICS))
    with acting(staff):
        assert queries.get_shared_person(referral_id)
        with clock.set_to(clock.now() + timedelta(days=367)):
            assert queries.get_shared_person(referral_id) is None


@pytest.mark.parametrize(
    "wrong", ["withdrawn", "expired", "of another", "for another", "missing", "too narrow"]
)
def test_nothing_is_shared_without_a_consent_that_holds(
    acting: Acting, worker: Actor, centre: UUID, other_centre: UUID, wrong: str
) -> None:
    person_id = make_person()
    now = clock.now()
    make: dict[str, Callable[[], UUID | None]] = {
        "withdrawn": lambda: make_consent(person_id, centre, withdrawn_at=now),
        "expired": lambda: make_consent(person_id, centre, given_at=now - timedelta(days=400)),
        "of another": lambda: make_consent(make_person(), centre),
        "for another": lambda: make_consent(person_id, other_centre),
        "missing": lambda: None,
        "too narrow": lambda: make_consent(person_id, centre, fields=[SharedField.NAME]),
    }
    consent_id = make[wrong]()
    with acting(worker), pytest.raises(Refused) as refused:
        services.open_share(
            worker, person_id, centre, new_id(), consent_id, [SharedField.NAME, SharedField.PHONE]
        )
    assert refused.value.code.startswith("consent_")


def test_a_recalled_referral_opens_its_share_anew(
    acting: Acting, worker: Actor, staff: Actor, centre: UUID
) -> None:
    person_id, referral_id = make_person(), new_id()
    consent_id = make_consent(person_id, centre)
    with acting(worker):
        first = services.open_share(worker, person_id, centre, referral_id, consent_id, [SharedField.NAME])
        services.close_share(worker, referral_id, ShareEnd.REFERRAL_RECALLED)
        assert queries.get_shared_person(referral_id) is None
        again = services.open_share(worker, person_id, centre, referral_id, consent_id, [SharedField.NAME])
    assert first == again
    with acting(staff):
        assert queries.get_shared_person(referral_id)


def test_a_provider_may_end_its_own_sight(acting: Acting, staff: Actor, centre: UUID) -> None:
    referral_id = make_share(make_person(), centre)
    with acting(staff):
        services.close_share(staff, referral_id, ShareEnd.REFERRAL_DECLINED)
        assert queries.get_shared_person(referral_id) is None
        services.close_share(staff, referral_id, ShareEnd.REFERRAL_ENDED)
    assert db.session.scalars(select(Share.ended_because)).one() == ShareEnd.REFERRAL_DECLINED


def test_closing_what_was_never_open_does_nothing(acting: Acting, worker: Actor) -> None:
    with acting(worker):
        services.close_share(worker, new_id(), ShareEnd.REFERRAL_ENDED)


def test_danger_to_life_needs_no_consent(acting: Acting, worker: Actor, staff: Actor, centre: UUID) -> None:
    person_id, referral_id = make_person(), new_id()
    with acting(worker):
        services.open_share(
            worker,
            person_id,
            centre,
            referral_id,
            None,
            [SharedField.NAME],
            basis=ShareBasis.VITAL_INTEREST,
        )
    with acting(staff):
        shared = queries.get_shared_person(referral_id)
    assert shared is not None
    assert shared.ends_at is None


def test_a_consent_names_its_witness(acting: Acting, worker: Actor, centre: UUID) -> None:
    given = replace(consent_of(make_person(), centre), witness_name="")
    with acting(worker), pytest.raises(Invalid):
        services.record_consent(worker, given)
