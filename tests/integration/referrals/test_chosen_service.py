"""What a worker reads of a service before the person is sent there, and a referral that begins with the service."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import update

from app.kernel import clock
from app.kernel.db import db
from app.people.models import Person
from app.providers.models import Service
from app.providers.services.listing import refresh_listing
from app.referrals.domain import Status
from tests.conftest import Browse
from tests.factories.referrals import make_referral
from tests.integration.referrals.conftest import Stage

MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def _say(stage: Stage, **columns: object) -> None:
    said = update(Service).where(Service.id == stage.service_id).values(**columns)
    db.session.execute(said, execution_options={"audited_bulk": "a test changes what is said"})
    refresh_listing([stage.service_id])
    db.session.flush()


def test_the_draft_says_what_to_know_before_going(stage: Stage, browse: Browse) -> None:
    draft = make_referral(stage.person_id, stage.service_id, Status.DRAFT)
    with clock.set_to(MORNING):
        _say(
            stage,
            opening_hours=["tue 08:00-16:00"],
            required_documents=["residence_permit"],
            interpreter_languages=["prs"],
            interpreter_genders=["woman"],
            places_free=3,
            capacity_confirmed_at=MORNING - timedelta(days=31),
            has_waiting_list=False,
            closed_from=date(2026, 12, 1),
            closed_until=date(2026, 12, 5),
        )
        page = browse(stage.worker).get(f"/referrals/{draft}").text
    for text in (
        "Before the person goes there",
        "Open now, until 16:00",
        "Residence permit",
        "Interpreter for Dari: a woman",
        "3 places free",
        "Unconfirmed: last said on 24.10.2026",
        "Keeps no waiting list",
        "Will be closed 01.12.2026 to 05.12.2026",
        f"/providers/services/{stage.service_id}",
    ):
        assert text in page, text


def test_the_draft_says_whether_the_rules_of_the_service_fit_and_why_not(
    stage: Stage, browse: Browse
) -> None:
    draft = f"/referrals/{make_referral(stage.person_id, stage.service_id, Status.DRAFT)}"
    worker = browse(stage.worker)
    assert "the rules of the service" not in worker.get(draft).text
    _say(stage, legal_statuses=["AS"], minimum_age=18)
    known = update(Person).where(Person.id == stage.person_id)
    for columns, said in (
        ({"legal_status": "AS", "birth_date": date(1990, 1, 1)}, "Fits the rules of the service"),
        ({"legal_status": "unknown"}, "The legal status is not known."),
        ({"legal_status": "REF"}, "The service is not for this legal status."),
        ({"birth_date": date(2015, 1, 1)}, "The person is younger than the service takes."),
    ):
        values = {"birth_precision": "full", **columns}
        db.session.execute(
            known.values(**values), execution_options={"audited_bulk": "a test changes what is known"}
        )
        assert said in worker.get(draft).text, said


def test_a_provider_without_a_waiting_list_puts_nobody_on_it(stage: Stage, browse: Browse) -> None:
    staff = browse(stage.staff)
    referral = make_referral(stage.person_id, stage.service_id, Status.RECEIVED)
    url = f"/referrals/{referral}"
    assert "put-on-waiting-list" in staff.get(url).text
    _say(stage, has_waiting_list=False)
    assert "put-on-waiting-list" not in staff.get(url).text
    move = {"version": "1", "at": "2027-01-15T09:00"}
    refused = staff.post(f"{url}/put-on-waiting-list", move, check=False)
    assert refused.status_code == 409


def test_a_service_leads_to_the_people_who_may_be_sent_there(stage: Stage, browse: Browse) -> None:
    worker = browse(stage.worker)
    page = worker.get(f"/referrals/new?service={stage.service_id}").text
    assert "Training centre" in page
    assert "Amina" in page
    assert "Amina" not in worker.get(f"/referrals/new?service={stage.service_id}&q=zzzz").text
    chosen = {"person": str(stage.person_id), "service": str(stage.service_id)}
    draft = worker.post("/referrals/new", chosen)
    assert draft.status_code == 303
    assert "Language course" in worker.get(draft.headers["Location"]).text


def test_people_of_another_municipality_are_not_offered(stage: Stage, browse: Browse) -> None:
    assert "Amina" not in browse(stage.far_worker).get(f"/referrals/new?service={stage.service_id}").text


def test_nobody_is_chosen_for_a_service_that_takes_nobody(stage: Stage, browse: Browse) -> None:
    today = clock.today()
    _say(stage, closed_from=today, closed_until=today)
    for service, status in ((stage.service_id, 409), (stage.person_id, 404), ("nonsense", 404)):
        answer = browse(stage.worker).get(f"/referrals/new?service={service}", check=False)
        assert answer.status_code == status
