"""Two browsers at the same moment: one wins, the other reads why."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from app.kernel.db import db
from app.kernel.ids import new_id
from app.referrals import queries
from app.referrals.domain import Status
from tests.conftest import Browse
from tests.factories.referrals import make_referral
from tests.integration.referrals.conftest import Stage
from tests.support.browsing import Browser, settle


def test_of_accepting_and_recalling_at_once_one_wins(stage: Stage, browse: Browse) -> None:
    referral_id = make_referral(stage.person_id, stage.service_id, Status.RECEIVED)
    version = queries.get_referral(referral_id).version
    start = Barrier(2)

    def tap(browser: Browser, step: str, data: dict[str, object]) -> tuple[int, str]:
        hidden = {"csrf_token": browser.csrf_token, "idempotency_key": str(new_id())}
        start.wait(timeout=10)
        answer = browser.client.post(f"/referrals/{referral_id}/{step}", data=hidden | data)
        return answer.status_code, answer.text

    taps = [(browse(stage.staff), "accept"), (browse(stage.worker), "recall")]
    settle()
    db.session.remove()
    form = {"version": version, "reason": "client_request"}
    with ThreadPoolExecutor(2) as pool:
        answers = [pool.submit(tap, browser, step, form) for browser, step in taps]
        results = [answer.result(timeout=30) for answer in answers]
    assert sorted(status for status, _ in results) == [303, 409]
    loser = next(text for status, text in results if status == 409)
    assert "Nothing of yours was carried out" in loser
    assert "Accepted" in loser or "Taken back" in loser
