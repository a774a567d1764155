"""Steps that may not be taken: the other side's, from the wrong place, without what is asked, on an old page."""

from itertools import product
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from app.kernel.actor import Actor
from app.kernel.db import db
from app.kernel.ids import new_id
from app.people.models import Consent, Share
from app.providers.domain import ServiceStatus
from app.providers.domain import Status as Standing
from app.providers.models import Organisation, Service
from app.referrals.domain import TRANSITIONS, Event, Guard, Side, Status
from tests.factories import KORCE
from tests.factories.people import make_person
from tests.factories.providers import make_service
from tests.factories.referrals import make_referral
from tests.integration.crossing.conftest import AGREED, Crossing
from tests.integration.crossing.forms import TYPED, Forms, find_fault, heading_of
from tests.support.browsing import Browser
from tests.support.databases import Database
from tests.support.rows import count_rows, read_rows

DONE, WRONG_SIDE, NOT_THERE, MOVED_ON, INCOMPLETE = 303, 403, 404, 409, 422
# Statuses from which every kind of answer is met.
PLACES = (Status.SENT, Status.RECEIVED, Status.ACCEPTED, Status.IN_SERVICE, Status.COMPLETED, Status.DECLINED)
ASKED_IN_THE_FORM = {Guard.WORDS, Guard.DATE}


def expect(status: Status, event: Event, side: Side) -> int:
    """What the table of moves says to an empty form."""
    if not any(side in move.by for (_, known), move in TRANSITIONS.items() if known is event):
        return WRONG_SIDE
    move = TRANSITIONS.get((status, event))
    if move is None:
        return MOVED_ON
    if side not in move.by:
        return WRONG_SIDE
    if move.reason_set or ASKED_IN_THE_FORM.intersection(move.guards):
        return INCOMPLETE
    return DONE


@pytest.mark.parametrize("status", PLACES)
def test_every_event_of_either_side_is_answered_as_the_table_says(crossing: Crossing, status: Status) -> None:
    """An empty form for every event there is, by both sides; whatever is refused changes nothing."""
    person_id, faults = make_person(), {}
    referral_id = make_referral(person_id, crossing.service_id, status)
    before = read_rows()
    for event, side in product(Event, (Side.REFERRER, Side.PROVIDER)):
        if event is Event.SEND:
            continue
        actor = crossing.worker if side is Side.REFERRER else crossing.staff
        answer = crossing.browser(actor).post(address(referral_id, event), {"words": ""})
        expected = expect(status, event, side)
        if answer.status_code != expected:
            faults[f"{side} {event}"] = f"{answer.status_code}, not {expected}"
        elif expected != DONE and read_rows() != before:
            faults[f"{side} {event}"] = "something was written"
        if DONE in {answer.status_code, expected}:
            referral_id = make_referral(person_id, crossing.service_id, status)
            before = read_rows()
    assert faults == {}


def address(referral_id: UUID, event: Event) -> str:
    return f"/referrals/{referral_id}/{event.value.replace('_', '-')}"


@pytest.mark.parametrize("locale", ["sq", "en"])
@pytest.mark.parametrize("reason", ["", "bored", "police_request"])
def test_without_a_reason_from_the_list_nothing_happens_and_the_words_stay(
    crossing: Crossing, locale: str, reason: str
) -> None:
    browser = Browser(crossing.database.app, crossing.staff, locale=locale)
    referral_id = make_referral(make_person(), crossing.service_id)
    before = read_rows()
    answer = browser.post(address(referral_id, Event.DECLINE), {"reason": reason, "words": TYPED})
    assert find_fault(answer, INCOMPLETE, locale) == ""
    assert TYPED in answer.text
    assert read_rows() == before


@pytest.mark.parametrize("event", ["hand-to-police", "SEND", "status", "accept;drop", "%00", "client_came"])
def test_a_forged_event_is_not_found(crossing: Crossing, event: str) -> None:
    referral_id = make_referral(make_person(), crossing.service_id)
    before = read_rows()
    answer = crossing.browser(crossing.staff).post(f"/referrals/{referral_id}/{event}", check=False)
    assert answer.status_code == NOT_THERE
    assert read_rows() == before


def test_a_forged_status_in_the_form_is_ignored(crossing: Crossing) -> None:
    referral_id = make_referral(make_person(), crossing.service_id)
    forged = {"status": "closed", "ball": "none", "municipality_code": KORCE, "to": "closed"}
    crossing.do(crossing.staff, address(referral_id, Event.OPEN), **forged)
    row = crossing.get(referral_id)
    assert (row.status, row.ball, row.municipality_code) == ("received", "provider", "53")


@pytest.mark.parametrize("locale", ["sq", "en"])
@pytest.mark.parametrize(
    "name",
    [
        "POST people.change",
        "POST providers.change",
        "POST providers.change_service",
        "POST referrals.save",
        "POST referrals.send",
        "POST referrals.move: recall",
    ],
)
def test_an_old_page_is_told_and_loses_nothing(database: Database, name: str, locale: str) -> None:
    form = Forms(database, locale).of(name)
    field = {"people": "best_time", "providers": "description_sq", "referrals": "need_note"}
    wording = "words" if "recall" in name else field[name.split()[1].split(".", maxsplit=1)[0]]
    before = read_rows()
    answer = form.send(version="999", **{wording: TYPED})
    assert find_fault(answer, MOVED_ON, locale) == ""
    assert TYPED in answer.text
    if name.startswith("POST referrals"):
        assert heading_of(locale, MOVED_ON, "stale_version") in answer.text
    assert read_rows() == before


UNKNOWN = ("", "nonsense", "0192f0c1-7d53-7e10-9c4f-0123456789ab", "1' OR '1'='1")


@pytest.mark.parametrize("unknown", UNKNOWN)
def test_an_unknown_service_or_person_makes_no_draft(crossing: Crossing, unknown: str) -> None:
    person_id = make_person()
    before = read_rows()
    browser = crossing.browser(crossing.worker)
    for data in (
        {"person": person_id, "service": unknown},
        {"person": unknown, "service": crossing.service_id},
    ):
        assert browser.post("/referrals/new", data).status_code == NOT_THERE
    assert read_rows() == before


def test_a_person_of_another_municipality_cannot_be_referred_read_or_changed(crossing: Crossing) -> None:
    person_id = make_person(KORCE)
    before = read_rows()
    browser = crossing.browser(crossing.worker)
    answers = [
        browser.post("/referrals/new", {"person": person_id, "service": crossing.service_id}),
        browser.get(f"/referrals/new?person={person_id}"),
        browser.get(f"/people/{person_id}"),
        browser.post(f"/people/{person_id}/edit", {"given_name": "Tjetër", "version": "1"}),
    ]
    assert [answer.status_code for answer in answers] == [NOT_THERE] * 4
    assert read_rows() == before


def close_service(service_id: UUID) -> None:
    _set(Service, service_id, status=ServiceStatus.CLOSED)


def close_for_a_while(service_id: UUID) -> None:
    _set(Service, service_id, status=ServiceStatus.TEMPORARILY_CLOSED)


def _set(model: type[Service | Organisation], row_id: UUID, **values: Any) -> None:
    statement = update(model).where(model.id == row_id).values(**values)
    db.session.execute(statement, execution_options={"audited_bulk": "a test sets its stage"})
    from app.providers.services import refresh_listing

    refresh_listing([row_id])


@pytest.mark.parametrize("close", [close_service, close_for_a_while])
@pytest.mark.parametrize("locale", ["sq", "en"])
def test_a_closed_service_cannot_be_chosen(crossing: Crossing, locale: str, close: Any) -> None:
    service_id = make_service(crossing.organisation_id)
    close(service_id)
    person_id = make_person()
    before = read_rows()
    browser = Browser(crossing.database.app, crossing.worker, locale=locale)
    answer = browser.post("/referrals/new", {"person": person_id, "service": service_id})
    assert find_fault(answer, MOVED_ON, locale, heading_of(locale, MOVED_ON, "service_closed")) == ""
    assert {**read_rows(), "audit_entry": [], "audit_head": []} == {
        **before,
        "audit_entry": [],
        "audit_head": [],
    }


@pytest.mark.parametrize("locale", ["sq", "en"])
def test_a_draft_to_a_provider_that_closed_meanwhile_is_not_sent_and_stays_as_typed(
    crossing: Crossing, locale: str
) -> None:
    draft_id = make_referral(make_person(), crossing.service_id, Status.DRAFT)
    crossing.do(crossing.coordinator, f"/providers/{crossing.organisation_id}/close")
    before = read_rows()
    browser = Browser(crossing.database.app, crossing.worker, locale=locale)
    signed_in = read_rows()
    answer = browser.post(f"/referrals/{draft_id}/send", {**AGREED, "need_note": TYPED})
    assert find_fault(answer, MOVED_ON, locale) == ""
    assert heading_of(locale, MOVED_ON, "service_closed") in answer.text
    assert TYPED in answer.text
    assert (count_rows(Consent), count_rows(Share)) == (0, 0)
    assert read_rows() == signed_in
    assert before["referral"] == signed_in["referral"]


@pytest.mark.parametrize(
    "missing",
    [{"agrees": ""}, {"medium": ""}, {"medium": "thought"}, {"priority": "emergency"}, {"language": "xx"}],
)
def test_nothing_is_sent_without_consent_medium_or_the_call_of_an_emergency(
    crossing: Crossing, missing: dict[str, str]
) -> None:
    draft_id = make_referral(make_person(), crossing.service_id, Status.DRAFT)
    before = read_rows()
    form = {**AGREED, "need_note": TYPED, **missing}
    answer = crossing.browser(crossing.worker).post(f"/referrals/{draft_id}/send", form)
    assert answer.status_code == INCOMPLETE
    assert TYPED in answer.text
    assert read_rows() == before


def test_a_waiting_provider_gets_no_referral(crossing: Crossing) -> None:
    _actor: Actor = crossing.worker
    service_id = make_service(crossing.organisation_id, listed=False)
    _set(Organisation, crossing.organisation_id, status=Standing.PENDING)
    answer = crossing.browser(crossing.worker).post(
        "/referrals/new", {"person": make_person(), "service": service_id, "idempotency_key": str(new_id())}
    )
    assert answer.status_code in {NOT_THERE, MOVED_ON}
