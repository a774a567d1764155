"""The pages of the main path, read as each side reads them."""

import re
from uuid import UUID

import pytest
from sqlalchemy import select

from app.kernel.actor import Role
from app.kernel.audit import AuditView
from app.kernel.db import db
from app.referrals.domain import Status
from app.referrals.models import Referral
from tests.conftest import Browse
from tests.factories import make_actor
from tests.factories.people import make_person
from tests.factories.referrals import make_referral
from tests.integration.referrals.conftest import DRAFT, Stage


def status_of(referral_id: UUID) -> str:
    found = select(Referral.status).where(Referral.id == referral_id)
    return db.session.execute(found.execution_options(unscoped="a test looks from outside")).scalar_one()


def id_in(location: str) -> UUID:
    return UUID(re.findall(r"[0-9a-f-]{36}", location)[-1])


def test_the_main_path_from_the_person_to_the_closed_loop(stage: Stage, browse: Browse) -> None:
    worker, staff = browse(stage.worker), browse(stage.staff)
    page = worker.get(f"/referrals/new?person={stage.person_id}")
    assert "Language course" in page.text
    answer = worker.post("/referrals/new", {"person": stage.person_id, "service": stage.service_id})
    referral_id = id_in(answer.location)
    draft = worker.get(answer.location)
    assert "Will be seen" in draft.text
    url = f"/referrals/{referral_id}"
    assert worker.post(f"{url}/send", DRAFT).status_code == 303
    assert "has not opened it yet" in worker.get(url).text
    before = staff.get(url)
    assert "Amina" not in before.text
    assert "A course in the afternoon" in before.text
    for step, data in (
        ("open", {}),
        ("accept", {}),
        ("start", {}),
        ("finish", {"reason": "enrolled"}),
    ):
        assert staff.post(f"{url}/{step}", data).status_code == 303, step
    assert "Amina" in staff.get(url).text
    closing = worker.get(url)
    assert "Ask the person, then close it" in closing.text
    assert worker.post(f"{url}/client-confirms", {"reason": "confirmed_by_client"}).status_code == 303
    assert status_of(referral_id) == "closed"
    assert "Confirmed and closed" in worker.get(url).text


@pytest.mark.parametrize("locale", ["sq", "en"])
@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_a_page_for_each_side_that_sees_it(
    stage: Stage, browse: Browse, status: Status, locale: str
) -> None:
    referral_id = make_referral(stage.person_id, stage.service_id, status)
    near = browse(stage.coordinator, locale=locale).get(f"/referrals/{referral_id}")
    assert near.status_code == 200
    assert near.text.count("<h1") == 1
    far = browse(stage.staff, locale=locale).get(f"/referrals/{referral_id}")
    assert far.status_code == (404 if status in {Status.DRAFT, Status.WITHDRAWN} else 200)


def test_strangers_find_no_referral(stage: Stage, browse: Browse) -> None:
    referral_id = make_referral(stage.person_id, stage.service_id)
    for actor in (stage.far_worker, stage.other_staff):
        assert browse(actor).get(f"/referrals/{referral_id}").status_code == 404
        assert browse(actor).post(f"/referrals/{referral_id}/accept").status_code == 404
    for role in (Role.PROGRAMME_REVIEWER, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR):
        assert browse(make_actor(role)).get(f"/referrals/{referral_id}").status_code == 403


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.PROGRAMME_REVIEWER, "/coverage"),
        (Role.DATA_PROTECTION_OFFICER, "/audit"),
        (Role.ADMINISTRATOR, "/accounts"),
    ],
)
def test_each_role_has_its_own_first_page(stage: Stage, browse: Browse, role: Role, place: str) -> None:
    assert browse(make_actor(role)).get("/").location.startswith(place)
    assert browse(stage.staff).get("/").location == "/inbox"
    assert browse(stage.worker).get("/").status_code == 200


def test_today_shows_the_oldest_burden_first_by_name(stage: Stage, browse: Browse) -> None:
    leyla = make_person(given_name="Leyla")
    make_referral(stage.person_id, stage.service_id, Status.DECLINED)
    make_referral(leyla, stage.service_id, Status.INFO_NEEDED)
    make_referral(make_person(given_name="Sent"), stage.service_id, Status.SENT)
    page = browse(stage.worker).get("/").text
    assert page.index("Amina") < page.index("Leyla")
    assert ">Sent</a>" not in page
    assert "asked you a question" in page


@pytest.mark.parametrize(
    ("tab", "shown"),
    [
        ("turn", {Status.DRAFT, Status.INFO_NEEDED, Status.COMPLETED, Status.DISPUTED}),
        ("decision", {Status.DECLINED, Status.FAILED, Status.EXPIRED, Status.RECALLED}),
        ("closed", {Status.CLOSED, Status.WITHDRAWN, Status.REREFERRED, Status.UNMET, Status.ERROR}),
    ],
)
def test_the_tabs_share_all_referrals_among_them(
    stage: Stage, browse: Browse, tab: str, shown: set[Status]
) -> None:
    ids = {status: make_referral(stage.person_id, stage.service_id, status) for status in Status}
    page = browse(stage.worker).get(f"/referrals?tab={tab}").text
    assert {status for status, referral_id in ids.items() if str(referral_id) in page} == shown
    rest = browse(stage.worker).get("/referrals?tab=theirs").text
    assert str(ids[Status.SENT]) in rest
    assert str(ids[Status.SCHEDULED]) in rest


def test_the_inbox_names_nobody_before_the_referral_is_opened(stage: Stage, browse: Browse) -> None:
    worker, staff = browse(stage.worker), browse(stage.staff)
    answer = worker.post("/referrals/new", {"person": stage.person_id, "service": stage.service_id})
    url = answer.location
    worker.post(f"{url}/send", DRAFT)
    assert "Amina" not in staff.get("/inbox").text
    staff.post(f"{url}/open")
    assert "Amina" in staff.get("/inbox").text
    assert url not in browse(stage.other_staff).get("/inbox").text


def test_what_was_typed_stays_when_something_is_missing(stage: Stage, browse: Browse) -> None:
    draft_id = make_referral(stage.person_id, stage.service_id, Status.DRAFT)
    answer = browse(stage.worker).post(
        f"/referrals/{draft_id}/send", {"need_note": "Typed and kept", "priority": "emergency"}
    )
    assert answer.status_code == 422
    assert "Typed and kept" in answer.text
    assert "write whom you reached" in answer.text
    assert "Say how the person agreed." in answer.text
    assert status_of(draft_id) == "draft"


def test_a_draft_saved_for_later_comes_back_as_it_was(stage: Stage, browse: Browse) -> None:
    draft_id = make_referral(stage.person_id, stage.service_id, Status.DRAFT)
    worker = browse(stage.worker)
    data = {"need_note": "Later", "priority": "urgent", "witness_name": "Ina", "medium": "oral_witnessed"}
    assert worker.post(f"/referrals/{draft_id}/save", data).status_code == 303
    page = worker.get(f"/referrals/{draft_id}").text
    assert "Later" in page
    assert 'value="Ina"' in page
    assert re.search(r'value="urgent"\s+checked', page)


def test_a_missing_reason_is_asked_for_and_the_words_stay(stage: Stage, browse: Browse) -> None:
    referral_id = make_referral(stage.person_id, stage.service_id, Status.RECEIVED)
    answer = browse(stage.staff).post(f"/referrals/{referral_id}/decline", {"words": "We are full"})
    assert answer.status_code == 422
    assert "Choose a reason." in answer.text
    assert "We are full" in answer.text


def test_the_second_of_two_browsers_reads_what_happened(stage: Stage, browse: Browse) -> None:
    referral_id = make_referral(stage.person_id, stage.service_id, Status.RECEIVED)
    worker, staff = browse(stage.worker), browse(stage.staff)
    version = re.search(r'name="version" value="(\d+)"', staff.get(f"/referrals/{referral_id}").text)
    assert version
    recall = {"reason": "client_request", "version": version[1]}
    assert worker.post(f"/referrals/{referral_id}/recall", recall).status_code == 303
    late = staff.post(
        f"/referrals/{referral_id}/ask",
        {"reason": "needs_detail", "words": "Which level?", "version": version[1]},
    )
    assert late.status_code == 409
    assert "Taken back" in late.text
    assert "Which level?" in late.text
    assert status_of(referral_id) == "recalled"


def test_a_step_that_is_not_ours_or_not_known_is_refused(stage: Stage, browse: Browse) -> None:
    referral_id = make_referral(stage.person_id, stage.service_id)
    worker = browse(stage.worker)
    for step, status in (
        ("accept", 403),
        ("expire", 403),
        ("fly", 404),
        ("answer", 409),
        ("client_confirms", 404),
    ):
        assert worker.post(f"/referrals/{referral_id}/{step}").status_code == status, step
    assert worker.get(f"/referrals/{referral_id}/accept").status_code == 405


def test_a_double_tap_does_a_step_once(stage: Stage, browse: Browse) -> None:
    referral_id = make_referral(stage.person_id, stage.service_id)
    staff = browse(stage.staff)
    key = {"idempotency_key": "0192f0c1-7d53-7e10-9c4f-0123456789ab"}
    first = staff.post(f"/referrals/{referral_id}/open", key)
    second = staff.post(f"/referrals/{referral_id}/open", key)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location


def test_referring_anew_leads_to_choosing_a_provider(stage: Stage, browse: Browse) -> None:
    referral_id = make_referral(stage.person_id, stage.service_id, Status.DECLINED)
    worker = browse(stage.worker)
    answer = worker.post(f"/referrals/{referral_id}/re-refer")
    assert answer.location.startswith("/referrals/new?")
    draft_id = id_in(answer.location.split("draft=")[1])
    assert "Another centre" in worker.get(answer.location).text
    data = {"draft": draft_id, "person": stage.person_id, "service": stage.other_service_id}
    assert worker.post("/referrals/new", data).location == f"/referrals/{draft_id}"
    assert worker.post(f"/referrals/{draft_id}/send", DRAFT).status_code == 303


@pytest.mark.parametrize("service", ["", "nonsense", "0192f0c1-7d53-7e10-9c4f-0123456789ab"])
def test_an_unknown_service_or_person_is_not_found(stage: Stage, browse: Browse, service: str) -> None:
    worker = browse(stage.worker)
    assert worker.post("/referrals/new", {"person": stage.person_id, "service": service}).status_code == 404
    assert worker.get("/referrals/new?person=nonsense").status_code == 404
    assert browse(stage.far_worker).get(f"/referrals/new?person={stage.person_id}").status_code == 404
    assert worker.get("/referrals/new").status_code == 200


def test_reading_a_referral_is_recorded(stage: Stage, browse: Browse) -> None:
    referral_id = make_referral(stage.person_id, stage.service_id)
    browse(stage.worker).get(f"/referrals/{referral_id}")
    view = db.session.scalars(select(AuditView)).one()
    assert (view.subject, view.actor_id) == (f"Referral:{referral_id}", stage.worker.user_id)


def test_the_page_of_a_person_shows_where_the_needs_stand(stage: Stage, browse: Browse) -> None:
    make_referral(stage.person_id, stage.service_id, Status.IN_SERVICE)
    assert "has been giving the service" in browse(stage.worker).get(f"/people/{stage.person_id}").text


def test_each_priority_says_what_it_is_for(stage: Stage, browse: Browse) -> None:
    draft_id = make_referral(stage.person_id, stage.service_id, Status.DRAFT)
    page = browse(stage.worker).get(f"/referrals/{draft_id}").text
    assert "Gets worse within days." in page
    assert page.count("govuk-radios__hint") == 3
