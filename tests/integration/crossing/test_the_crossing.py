"""One referral from the person's page to the closed loop, and what each party sees, holds and leaves behind."""

from uuid import UUID

from sqlalchemy import select

from app.kernel import audit
from app.kernel.audit import AuditEntry
from app.kernel.db import Base, db
from app.kernel.outbox import OutboxJob
from app.kernel.permissions import Role
from app.people.models import Consent, Share
from app.referrals.models import ReferralEvent
from tests.integration.crossing.conftest import Crossing, make_member
from tests.support.mailbox import deliver_mails
from tests.support.personal import Sought

AGREED_FIELDS = ["name", "phone", "languages", "interpreter", "need", "age"]


def list_events(referral_id: UUID) -> list[tuple[str, str, str]]:
    found = select(ReferralEvent.event, ReferralEvent.to_status, ReferralEvent.side)
    found = found.where(ReferralEvent.referral_id == referral_id).order_by(ReferralEvent.at, ReferralEvent.id)
    return [(row.event, row.to_status, row.side) for row in db.session.execute(found)]


def list_actions(prefix: str) -> list[str]:
    found = select(AuditEntry.action).where(AuditEntry.action.startswith(prefix))
    return list(db.session.scalars(found.order_by(AuditEntry.at, AuditEntry.sequence)))


def get_share(referral_id: UUID) -> Share:
    found = select(Share).where(Share.referral_id == referral_id)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


PATH: tuple[tuple[str, str, str, str, dict[str, str]], ...] = (
    # who, event, status and ball afterwards, what is said along with it
    ("staff", "open", "received", "provider", {}),
    ("staff", "accept", "accepted", "provider", {}),
    ("staff", "start", "in_service", "provider", {}),
    ("staff", "finish", "completed", "referrer", {"reason": "job_or_training_started"}),
    ("worker", "client-confirms", "closed", "none", {"reason": "confirmed_by_client"}),
)


def test_a_referral_goes_from_draft_to_closed_and_leaves_its_trace(crossing: Crossing) -> None:
    person = crossing.register()
    referral_id = crossing.draft(person.id)
    row = crossing.get(referral_id)
    assert (row.status, row.ball) == ("draft", "referrer")
    crossing.send(referral_id)
    assert (crossing.get(referral_id).status, crossing.get(referral_id).ball) == ("sent", "provider")
    for who, event, status, ball, said in PATH:
        crossing.move(getattr(crossing, who), referral_id, event, **said)
        row = crossing.get(referral_id)
        assert (row.status, row.ball) == (status, ball)
    sides = {"staff": "provider", "worker": "referrer"}
    assert list_events(referral_id) == [
        ("send", "sent", "referrer"),
        *((event.replace("-", "_"), status, sides[who]) for who, event, status, _ball, _said in PATH),
    ]
    actions = ["draft", "send", "open", "accept", "start", "finish", "client_confirms"]
    assert list_actions("referral.") == [f"referral.{action}" for action in actions]
    assert all(broken is None for _chain, _held, broken in audit.verify(db.session()))
    assert (row.outcome_code, row.confirmation) == ("job_or_training_started", "confirmed_by_client")


def test_sending_writes_consent_share_and_mail_together(crossing: Crossing) -> None:
    person, referral_id = crossing.sent()
    consent = db.session.scalars(select(Consent)).one()
    share = get_share(referral_id)
    assert (consent.person_id, consent.organisation_id) == (person.id, crossing.organisation_id)
    assert (consent.fields, consent.medium, consent.language) == (AGREED_FIELDS, "signed", "prs")
    assert set(consent.hidden) & set(consent.fields) == set()
    assert (share.consent_id, share.fields, share.ends_at) == (consent.id, AGREED_FIELDS, consent.expires_at)
    jobs = db.session.execute(select(OutboxJob.name, OutboxJob.payload)).all()
    assert [tuple(job) for job in jobs] == [("referrals.tell_provider", {"referral_id": str(referral_id)})]
    assert list_actions("consent.") == ["consent.give"]
    assert list_actions("share.") == ["share.open"]


def provider_pages(crossing: Crossing, referral_id: UUID) -> str:
    """All that the provider can open about this referral."""
    tabs = ("/inbox", "/inbox?tab=theirs", "/inbox?tab=closed")
    pages = [crossing.page(crossing.staff, path) for path in tabs]
    answer = crossing.browser(crossing.staff).get(f"/referrals/{referral_id}")
    return "\n".join([*pages, answer.text])


def test_before_opening_the_provider_reads_a_code_and_a_language_and_nothing_else(crossing: Crossing) -> None:
    person, referral_id = crossing.sent()
    text = provider_pages(crossing, referral_id)
    assert person.find_names_in(text) == []
    assert person.code_name in text
    assert "Dari" in text
    assert "Kurs pasdite" in text


def test_after_opening_the_provider_sees_the_agreed_fields_only(crossing: Crossing) -> None:
    person, referral_id = crossing.sent()
    crossing.move(crossing.staff, referral_id, "open")
    text = crossing.page(crossing.staff, f"/referrals/{referral_id}")
    for agreed in ("Parwana Rasulizada", "+355 68 771 9930", "Dari", "Age"):
        assert agreed in text, agreed
    for hidden in ("Afghan", "1997", "Asylum", "female", "Female", "/people/"):
        assert hidden not in text, hidden
    assert crossing.browser(crossing.staff).get(f"/people/{person.id}").status_code == 403
    views = crossing.page(crossing.worker, f"/people/{person.id}")
    assert "Qendra e formimit" in views


def test_once_it_is_closed_the_provider_reads_the_code_again(crossing: Crossing) -> None:
    person, referral_id = crossing.sent()
    for event, data in (("accept", {}), ("finish", {"reason": "enrolled"})):
        crossing.move(crossing.staff, referral_id, event, **data)
    assert "Parwana" in provider_pages(crossing, referral_id)
    crossing.move(crossing.worker, referral_id, "client-confirms", reason="confirmed_by_client")
    assert get_share(referral_id).ended_because == "referral_ended"
    assert person.find_names_in(provider_pages(crossing, referral_id)) == []


def test_taking_the_consent_back_takes_the_person_out_of_the_providers_sight(crossing: Crossing) -> None:
    person, referral_id = crossing.sent()
    crossing.move(crossing.staff, referral_id, "accept")
    consent_id = db.session.scalars(select(Consent.id)).one()
    crossing.do(crossing.worker, f"/people/{person.id}/consents/{consent_id}/withdraw")
    assert crossing.get(referral_id).status == "withdrawn"
    assert get_share(referral_id).ended_because == "consent_withdrawn"
    assert crossing.browser(crossing.staff).get(f"/referrals/{referral_id}").status_code == 404
    assert person.find_in(provider_pages(crossing, referral_id)) == []
    stale = crossing.browser(crossing.staff).post(f"/referrals/{referral_id}/start")
    assert (stale.status_code, person.find_in(stale.text)) == (404, [])


def test_a_recalled_referral_shows_the_provider_nobody(crossing: Crossing) -> None:
    person, referral_id = crossing.sent()
    crossing.move(crossing.staff, referral_id, "open")
    crossing.move(crossing.worker, referral_id, "recall", reason="need_met_elsewhere")
    assert get_share(referral_id).ended_because == "referral_recalled"
    assert person.find_names_in(provider_pages(crossing, referral_id)) == []
    late = crossing.browser(crossing.staff).post(f"/referrals/{referral_id}/accept")
    assert (late.status_code, person.find_names_in(late.text)) == (409, [])
    assert crossing.get(referral_id).status == "recalled"


def test_a_declined_need_goes_on_to_another_provider_who_asks_for_consent_anew(crossing: Crossing) -> None:
    person, referral_id = crossing.sent()
    crossing.move(crossing.staff, referral_id, "decline", reason="no_capacity")
    assert get_share(referral_id).ended_because == "referral_declined"
    go_on = crossing.move(crossing.worker, referral_id, "re-refer")
    draft_id = UUID(go_on.location.partition("draft=")[2].partition("&")[0])
    crossing.do(
        crossing.worker, "/referrals/new", person=person.id, draft=draft_id, service=crossing.other_service_id
    )
    crossing.send(draft_id)
    assert [crossing.get(row).status for row in (referral_id, draft_id)] == ["rereferred", "sent"]
    assert len(db.session.scalars(select(Consent)).all()) == 2
    assert person.find_names_in(provider_pages(crossing, referral_id)) == []
    crossing.move(crossing.other_staff, draft_id, "open")
    assert "Parwana" in crossing.page(crossing.other_staff, f"/referrals/{draft_id}")


def test_the_mails_of_the_crossing_go_to_the_right_side_and_name_nobody(crossing: Crossing) -> None:
    make_member(Role.DATA_PROTECTION_OFFICER)
    person, referral_id = crossing.sent()
    assert addressees(crossing, person) == {f"{crossing.staff.user_id.hex}@test.example"}
    crossing.move(crossing.staff, referral_id, "decline", reason="no_capacity")
    near = {f"{actor.user_id.hex}@test.example" for actor in (crossing.worker, crossing.coordinator)}
    assert addressees(crossing, person) == near
    crossing.move(crossing.worker, referral_id, "close-as-unmet", reason="cost")
    assert addressees(crossing, person) == set()


def addressees(crossing: Crossing, person: Sought) -> set[str]:
    mails = deliver_mails(crossing.database)
    assert [person.find_in(mail.as_string() + mail.get_content()) for mail in mails] == [[]] * len(mails)
    return {str(mail["To"]) for mail in mails}


def test_no_audit_entry_job_or_view_holds_a_personal_value(crossing: Crossing) -> None:
    person, referral_id = crossing.sent()
    crossing.move(crossing.staff, referral_id, "open")
    crossing.page(crossing.staff, f"/referrals/{referral_id}")
    for table in ("audit_entry", "audit_view", "outbox_job", "referral_event", "idempotency_key", "gap"):
        rows = db.session.execute(Base.metadata.tables[table].select()).all()
        assert person.find_in(repr([tuple(row) for row in rows])) == [], table
