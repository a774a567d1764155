"""The power goes while 200 referrals are sent: what was answered is there, and nothing is half there."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPException
from queue import Empty, SimpleQueue
from threading import Event, Lock
from urllib.parse import urlencode
from uuid import UUID

import pytest
from sqlalchemy import select

from app.kernel.audit import AuditEntry
from app.kernel.db import db
from app.kernel.idempotency import IdempotencyKey
from app.kernel.ids import new_id
from app.kernel.outbox import OutboxJob, list_due
from app.people.models import Consent, Share
from app.referrals.domain import Status
from app.referrals.models import Referral, ReferralEvent
from tests.factories.people import make_person
from tests.factories.referrals import make_referral
from tests.integration.crossing.conftest import AGREED, Crossing
from tests.support.browsing import Browser, settle
from tests.support.mailbox import read_mails
from tests.support.serving import Server, run_ura, serving

DRAFTS, CLIENTS, ANSWERED_BEFORE_THE_KILL = 200, 4, 60

pytestmark = pytest.mark.slow


@dataclass
class Sending:
    """The drafts that are still to be sent, each with its key, and those that were answered with success."""

    keys: dict[UUID, UUID]
    waiting: "SimpleQueue[UUID]" = field(default_factory=SimpleQueue)
    answered: set[UUID] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)
    enough: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        for draft_id in self.keys:
            self.waiting.put(draft_id)

    def note(self, draft_id: UUID) -> None:
        with self.lock:
            self.answered.add(draft_id)
            if len(self.answered) >= ANSWERED_BEFORE_THE_KILL:
                self.enough.set()


def form_of(browser: Browser, sending: Sending, draft_id: UUID) -> dict[str, str]:
    return {"csrf_token": browser.csrf_token, "idempotency_key": str(sending.keys[draft_id]), **AGREED}


def send_until_it_dies(server: Server, browser: Browser, sending: Sending) -> None:
    """One client: sends draft after draft over one connection until there are none, or nobody answers."""
    cookie = browser.client.get_cookie("ura_session")
    assert cookie
    headers = {
        "Cookie": f"ura_session={cookie.value}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection = server.connect()
    try:
        for draft_id in _drain(sending.waiting):
            body = urlencode(form_of(browser, sending, draft_id))
            connection.request("POST", f"/referrals/{draft_id}/send", body, headers)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 303, answer.status
            sending.note(draft_id)
    except (OSError, HTTPException):
        sending.enough.set()
    finally:
        connection.close()


def _drain(queue: "SimpleQueue[UUID]") -> Iterator[UUID]:
    while True:
        try:
            yield queue.get_nowait()
        except Empty:
            return


@pytest.fixture
def killed(crossing: Crossing) -> Sending:
    """200 drafts, four clients that send them, and a server that is killed in the middle."""
    drafts = [make_referral(make_person(), crossing.service_id, Status.DRAFT) for _ in range(DRAFTS)]
    sending = Sending({draft_id: new_id() for draft_id in drafts})
    browsers = [Browser(crossing.database.app, crossing.worker) for _ in range(CLIENTS)]
    settle()
    db.session.remove()
    with serving(crossing.database) as server, ThreadPoolExecutor(CLIENTS) as pool:
        clients = [pool.submit(send_until_it_dies, server, browser, sending) for browser in browsers]
        assert sending.enough.wait(timeout=60)
        server.kill()
        for client in clients:
            client.result(timeout=60)
    crossing.see_everything()
    return sending


def list_traces() -> dict[str, list[UUID]]:
    """The referrals of which each table says that they were sent."""
    prefix = "Referral:"
    actions = select(AuditEntry.subject).where(AuditEntry.action == "referral.send")
    payloads = select(OutboxJob.payload).where(OutboxJob.name == "referrals.tell_provider")
    locations = select(IdempotencyKey.location).where(IdempotencyKey.endpoint == "referrals.send")
    scalars = db.session.scalars
    return {
        "status": list(scalars(select(Referral.id).where(Referral.status == Status.SENT.value))),
        "timeline": list(scalars(select(ReferralEvent.referral_id).where(ReferralEvent.event == "send"))),
        "audit": [UUID(subject.removeprefix(prefix)) for subject in scalars(actions)],
        "share": list(scalars(select(Share.referral_id).join(Consent, Consent.id == Share.consent_id))),
        "outbox": [UUID(payload["referral_id"]) for payload in scalars(payloads)],
        "key": [UUID(location.rsplit("/", 1)[-1]) for location in scalars(locations)],
    }


def test_no_send_that_was_answered_is_lost_and_none_is_half_done(crossing: Crossing, killed: Sending) -> None:
    traces = list_traces()
    sent = set(traces["status"])
    assert ANSWERED_BEFORE_THE_KILL <= len(killed.answered) < DRAFTS, "the kill did not come in the middle"
    assert killed.answered <= sent
    # A client may not have heard the answer to what was being sent, one each at the most.
    assert len(sent - killed.answered) <= CLIENTS
    for name, found in traces.items():
        assert sorted(found) == sorted(sent), name
    verified = run_ura(crossing.database, "audit", "verify")
    assert (verified.returncode, "all whole" in verified.stdout) == (0, True), verified.stdout
    assert sweep(crossing) >= sent


def sweep(crossing: Crossing) -> set[UUID]:
    """What the worker does every minute, until nothing waits; the referrals that mails were sent about."""
    huey = crossing.database.app.extensions["huey"]
    db.session.remove()
    while list_due():
        for task in huey.read_periodic(datetime.now()):  # noqa: DTZ005 - huey asks the wall clock
            task.execute()
    crossing.see_everything()
    links = [mail.get_content() for mail in read_mails(crossing.database)]
    return {UUID(text.split("/referrals/")[1][:36]) for text in links}


def test_sending_again_with_the_same_key_sends_the_rest_and_nothing_twice(
    crossing: Crossing, killed: Sending
) -> None:
    browser = crossing.browser(crossing.worker)
    for draft_id in sorted(killed.keys.keys() - killed.answered):
        answer = browser.post(f"/referrals/{draft_id}/send", form_of(browser, killed, draft_id))
        assert (answer.status_code, answer.location) == (303, f"/referrals/{draft_id}")
    for name, found in list_traces().items():
        assert sorted(found) == sorted(killed.keys), name
