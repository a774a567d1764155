"""Commands: what changes, what is refused, and that a trace of it stays."""

from uuid import UUID

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import SYSTEM, Actor
from app.kernel.audit import AuditEntry
from app.kernel.db import db
from app.kernel.errors import Forbidden, Invalid, NotFound, Refused, StaleVersion
from app.kernel.outbox import OutboxJob
from app.people import queries as people
from app.people.domain import ConsentMedium, SharedField
from app.people.services import withdraw_consent
from app.referrals import queries, services
from app.referrals.domain import REASONS, TRANSITIONS, Channel, Event, Priority, Side, Status, reasons_for
from app.referrals.models import Gap, Referral, ReferralEvent
from app.referrals.queries import snapshot_of
from app.referrals.services import Agreement, DraftDetails, Move
from tests.conftest import Acting
from tests.factories.people import make_consent, make_share
from tests.factories.referrals import make_referral
from tests.integration.referrals.conftest import Stage

AGREED = Agreement(agrees=True, medium=ConsentMedium.SIGNED, language="prs")


def stored(referral_id: UUID) -> Referral:
    found = select(Referral).where(Referral.id == referral_id)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


def sent(stage: Stage, acting: Acting) -> UUID:
    with acting(stage.worker):
        referral_id = services.create_draft(stage.worker, stage.person_id, stage.service_id)
        services.send(stage.worker, referral_id, None, DraftDetails(need_note="Afternoons"), AGREED)
    return referral_id


def test_a_referral_is_sent_with_consent_share_trace_and_mail_at_once(stage: Stage, acting: Acting) -> None:
    referral_id = sent(stage, acting)
    referral = stored(referral_id)
    assert (referral.status, referral.ball, referral.need_note) == ("sent", "provider", "Afternoons")
    assert (referral.person_code, referral.language) == (people.get_person(stage.person_id).code_name, "prs")
    with acting(stage.staff):
        shared = people.get_shared_person(referral_id)
    assert shared
    assert (shared.shown_name, SharedField.AGE in shared.fields) == ("Amina", True)
    line = db.session.scalars(select(ReferralEvent)).one()
    assert (line.event, line.actor_name, line.side) == ("send", "Elira Worker", "referrer")
    actions = set(db.session.scalars(select(AuditEntry.action)))
    assert {"referral.draft", "referral.send", "consent.give", "share.open"} <= actions
    job = db.session.scalars(select(OutboxJob)).one()
    assert (job.name, job.payload) == ("referrals.tell_provider", {"referral_id": str(referral_id)})


def test_choosing_the_same_service_twice_goes_on_with_the_draft(stage: Stage, acting: Acting) -> None:
    with acting(stage.worker):
        first = services.create_draft(stage.worker, stage.person_id, stage.service_id)
        assert services.create_draft(stage.worker, stage.person_id, stage.service_id) == first
        assert services.create_draft(stage.worker, stage.person_id, stage.other_service_id) != first


def test_nothing_is_sent_without_agreement_or_twice_to_the_same_service(stage: Stage, acting: Acting) -> None:
    make_referral(stage.person_id, stage.service_id, Status.IN_SERVICE)
    draft_id = make_referral(stage.person_id, stage.service_id, Status.DRAFT)
    with acting(stage.worker):
        with pytest.raises(Refused, match="duplicate"):
            services.send(stage.worker, draft_id, None, DraftDetails(), AGREED)
        other_id = make_referral(stage.person_id, stage.other_service_id, Status.DRAFT)
        with pytest.raises(Invalid) as wrong:
            services.send(stage.worker, other_id, None, DraftDetails(), Agreement())
    assert wrong.value.fields == {"agrees": "no_consent"}


def test_an_emergency_needs_its_phone_call(stage: Stage, acting: Acting) -> None:
    draft_id = make_referral(stage.person_id, stage.service_id, Status.DRAFT)
    with acting(stage.worker):
        with pytest.raises(Invalid) as wrong:
            services.send(stage.worker, draft_id, None, DraftDetails(priority=Priority.EMERGENCY), AGREED)
        assert wrong.value.fields == {"call_with": "call_required"}
        called = DraftDetails(priority=Priority.EMERGENCY, call_with="Genti", called_at=clock.now())
        services.send(stage.worker, draft_id, None, called, AGREED)
    assert stored(draft_id).call_with == "Genti"


def test_spoken_consent_without_a_witness_changes_nothing(stage: Stage, acting: Acting) -> None:
    draft_id = make_referral(stage.person_id, stage.service_id, Status.DRAFT)
    version = stored(draft_id).version
    spoken = Agreement(agrees=True, medium=ConsentMedium.ORAL_WITNESSED, language="prs")
    with acting(stage.worker), pytest.raises(Invalid):
        services.send(stage.worker, draft_id, None, DraftDetails(need_note="Other"), spoken)
    assert (stored(draft_id).status, stored(draft_id).version) == ("draft", version)


@pytest.mark.parametrize("cell", [cell for cell in TRANSITIONS if cell[1] is not Event.SEND])
def test_every_move_of_the_table_can_be_made_by_each_of_its_sides(
    stage: Stage, acting: Acting, cell: tuple[Status, Event]
) -> None:
    status, event = cell
    players = {
        Side.REFERRER: stage.worker,
        Side.PROVIDER: stage.staff,
        Side.SUPERVISOR: stage.coordinator,
        Side.SYSTEM: SYSTEM,
    }
    for side in TRANSITIONS[cell].by & players.keys():
        referral_id = make_referral(
            stage.person_id, stage.service_id, status, attempts=3, attempt_channels=["phone", "visit"]
        )
        with acting(players[side]):
            services.apply(players[side], referral_id, event, None, complete(stored(referral_id), event))
        assert stored(referral_id).status == TRANSITIONS[cell].to
        lines = db.session.scalars(
            select(ReferralEvent.event).where(ReferralEvent.referral_id == referral_id)
        )
        assert event.value in set(lines)


def complete(referral: Referral, event: Event) -> Move:
    reason_set = reasons_for(snapshot_of(referral), event)
    return Move(reason=REASONS[reason_set][0] if reason_set else None, words="Words.", at=clock.now())


def test_what_the_form_lacks_is_said_field_by_field(stage: Stage, acting: Acting) -> None:
    referral_id = make_referral(stage.person_id, stage.service_id)
    with acting(stage.staff):
        for move, fields in (
            (Move(), {"reason": "reason_required"}),
            (Move(reason="bored"), {"reason": "reason_unknown"}),
            (Move(reason="other_text"), {"words": "words_required"}),
        ):
            with pytest.raises(Invalid) as wrong:
                services.apply(stage.staff, referral_id, Event.DECLINE, None, move)
            assert wrong.value.fields == fields


def test_the_other_side_is_forbidden_and_strangers_find_nothing(stage: Stage, acting: Acting) -> None:
    referral_id = make_referral(stage.person_id, stage.service_id)
    for actor, event, refusal in (
        (stage.worker, Event.ACCEPT, Forbidden),
        (stage.staff, Event.RECALL, Forbidden),
        (stage.worker, Event.ENTERED_IN_ERROR, Forbidden),
        (stage.worker, Event.EXPIRE, Forbidden),
        (stage.staff, Event.FINISH, Refused),
        (stage.far_worker, Event.RECALL, NotFound),
        (stage.other_staff, Event.ACCEPT, NotFound),
    ):
        with acting(actor), pytest.raises(refusal):
            services.apply(actor, referral_id, event)
    assert stored(referral_id).status == "sent"


def test_an_old_page_changes_nothing(stage: Stage, acting: Acting) -> None:
    referral_id = make_referral(stage.person_id, stage.service_id)
    version = stored(referral_id).version
    with acting(stage.staff):
        services.apply(stage.staff, referral_id, Event.OPEN, version)
        with pytest.raises(StaleVersion):
            services.apply(stage.staff, referral_id, Event.ACCEPT, version)
        services.apply(stage.staff, referral_id, Event.ACCEPT, stored(referral_id).version)


@pytest.mark.parametrize(
    ("actor_name", "event", "reason", "status"),
    [
        ("worker", Event.RECALL, "client_request", "recalled"),
        ("staff", Event.DECLINE, "no_capacity", "declined"),
        ("worker", Event.CLIENT_WITHDRAWS, "moved", "withdrawn"),
    ],
)
def test_the_provider_sees_nobody_once_it_is_over(
    stage: Stage, acting: Acting, actor_name: str, event: Event, reason: str, status: str
) -> None:
    referral_id = sent(stage, acting)
    actor: Actor = getattr(stage, actor_name)
    with acting(actor):
        services.apply(actor, referral_id, event, None, Move(reason=reason))
    assert stored(referral_id).status == status
    with acting(stage.staff):
        assert people.get_shared_person(referral_id) is None


def test_a_withdrawn_referral_is_out_of_the_providers_sight(stage: Stage, acting: Acting) -> None:
    referral_id = make_referral(stage.person_id, stage.service_id, Status.WITHDRAWN)
    with acting(stage.staff), pytest.raises(NotFound):
        queries.get_referral(referral_id)


def test_a_consent_taken_back_withdraws_the_referral_that_rests_on_it(stage: Stage, acting: Acting) -> None:
    consent_id = make_consent(stage.person_id, stage.organisation_id)
    running = make_referral(stage.person_id, stage.service_id, Status.IN_SERVICE)
    done = make_referral(stage.person_id, stage.service_id, Status.CLOSED)
    for referral_id in (running, done):
        make_share(stage.person_id, stage.organisation_id, referral_id=referral_id, consent_id=consent_id)
    with acting(stage.worker):
        withdraw_consent(stage.worker, consent_id)
    assert [stored(running).status, stored(done).status] == ["withdrawn", "closed"]


def test_the_need_of_a_declined_referral_goes_on_to_another_provider(stage: Stage, acting: Acting) -> None:
    parent_id = make_referral(stage.person_id, stage.service_id, Status.DECLINED, need_note="Course")
    with acting(stage.worker):
        draft_id = services.apply(stage.worker, parent_id, Event.RE_REFER).draft_id
        assert draft_id
        with pytest.raises(Refused, match="service_missing"):
            services.send(stage.worker, draft_id, None, DraftDetails(), AGREED)
        services.choose_service(stage.worker, draft_id, stage.other_service_id)
        services.send(stage.worker, draft_id, None, DraftDetails(), AGREED)
    child = stored(draft_id)
    assert (child.parent_id, child.person_id, child.status) == (parent_id, stage.person_id, "sent")
    assert stored(parent_id).status == "rereferred"


def test_a_need_nobody_meets_becomes_a_gap_without_a_person(stage: Stage, acting: Acting) -> None:
    failed_id = make_referral(stage.person_id, stage.service_id, Status.FAILED)
    orphan_id = make_referral(stage.person_id, None, Status.DRAFT, parent_id=failed_id)
    with acting(stage.worker):
        services.apply(stage.worker, failed_id, Event.CLOSE_AS_UNMET, None, Move(reason="cost"))
        services.apply(stage.worker, orphan_id, Event.DISCARD, None, Move(reason="legal_barrier"))
    gaps = db.session.scalars(select(Gap)).all()
    assert {(gap.municipality_code, gap.catalogue_code, gap.reason) for gap in gaps} == {
        ("53", "EMP-05", "cost"),
        ("53", "EMP-05", "legal_barrier"),
    }
    assert queries.count_gaps("53") == [("EMP-05", "cost", 1), ("EMP-05", "legal_barrier", 1)]


def test_the_third_no_show_fails_and_attempts_open_the_way_to_giving_up(stage: Stage, acting: Acting) -> None:
    missed_id = make_referral(stage.person_id, stage.service_id, Status.SCHEDULED, no_shows=2)
    lost_id = make_referral(stage.person_id, stage.service_id, Status.ACCEPTED)
    with acting(stage.staff):
        services.apply(stage.staff, missed_id, Event.NO_SHOW, None, Move(reason="forgot"))
        give_up = Move(reason="unable_to_contact")
        with pytest.raises(Refused, match="too_few_attempts"):
            services.apply(stage.staff, lost_id, Event.GIVE_UP, None, give_up)
        for channel in (Channel.PHONE, Channel.PHONE, Channel.VISIT):
            services.log_attempt(stage.staff, lost_id, channel)
        services.apply(stage.staff, lost_id, Event.GIVE_UP, None, give_up)
    assert [stored(missed_id).status, stored(lost_id).status] == ["failed", "failed"]
