import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import expect_standing, refer
from tests.browser.server import Site
from tests.browser.thumb import Thumb
from tests.browser.visiting import PATIENCE_MS, Visitors
from tests.browser.words import say

COURSE = "Kurs i formimit profesional (QFP publike)"
WORKER, CENTRE_STAFF = "worker.tirane", "staff.qfp-tirane"
SITES = ["visitors", "visitors_on_postgresql"]
ROUNDS = 3
CONFLICT = 409
STEP_MS = 50

_PRESS_AT = """([selector, moment]) => {
  const button = document.querySelector(selector);
  setTimeout(() => button.form.requestSubmit(button), moment - Date.now());
}"""
ACCEPT, RECALL = "form[action$='/accept'] .btn", "form[action$='/recall'] .btn"


def open_both(worker: Page, centre: Page, name: str) -> str:
    """A referral that the centre has opened, on both screens, each ready to press."""
    referral = refer(Thumb(worker), name, COURSE)
    centre.goto(referral)
    Thumb(centre).tap_button(say("Open the referral"))
    expect_standing(centre, "Received")
    worker.goto(referral)
    expect_standing(worker, "Received")
    worker.locator("details", has=worker.locator(RECALL)).locator("summary").click()
    worker.locator("#recall-reason").select_option("situation_changed")
    return referral


def read_story(site: Site, referral: str) -> tuple[str, list[str]]:
    """The status of a referral and the events of its timeline, as the database holds them."""
    code = referral.rsplit("/", 1)[1]
    keys = {"key": code.replace("-", "") if site.engine.dialect.name == "sqlite" else code}
    status = site.column("SELECT status FROM referral WHERE CAST(id AS VARCHAR(36)) = :key", **keys)
    events = site.column(
        "SELECT event FROM referral_event WHERE CAST(referral_id AS VARCHAR(36)) = :key ORDER BY at, id",
        **keys,
    )
    return status[0], events


@pytest.mark.parametrize("both_visitors", SITES, indirect=True, ids=["sqlite", "postgresql"])
def test_of_accepting_and_recalling_at_once_one_wins_and_the_other_reads_why(both_visitors: Visitors) -> None:
    with both_visitors.page(WORKER) as worker, both_visitors.page(CENTRE_STAFF) as centre:
        for number in range(ROUNDS):
            referral = open_both(worker, centre, f"Dawit {number} Garuesi")
            answers = press_at_once((worker, RECALL), (centre, ACCEPT))
            status, events = read_story(both_visitors.site, referral)
            winner, loser = judge(answers, status)
            assert events == ["send", "open", {"recalled": "recall", "accepted": "accept"}[status]]
            screens = {"worker": worker, "centre": centre}
            expect_to_read_why(screens[loser])
            expect_standing(screens[winner], "Taken back" if status == "recalled" else "Accepted")


def press_at_once(*hands: tuple[Page, str]) -> list[int]:
    """Both pages send their form at the same moment of the clock; the status of each answer."""
    moment = hands[0][0].evaluate("Date.now() + 400")
    answers: list[int] = []
    for page, _ in hands:
        page.once("response", lambda answer: answers.append(answer.status))
    for page, selector in hands:
        page.evaluate(_PRESS_AT, [selector, moment])
    for _ in range(PATIENCE_MS // STEP_MS):
        if len(answers) == len(hands):
            break
        hands[0][0].wait_for_timeout(STEP_MS)
    for page, _ in hands:
        page.wait_for_load_state("load")
    return answers


def judge(answers: list[int], status: str) -> tuple[str, str]:
    """Who won by what the database says; exactly one answer must be a conflict."""
    assert sorted(answers) == [303, CONFLICT]
    assert status in {"recalled", "accepted"}
    return ("worker", "centre") if status == "recalled" else ("centre", "worker")


def expect_to_read_why(page: Page) -> None:
    notice = page.get_by_role("alert")
    expect(notice.locator("h2")).not_to_be_empty()
    assert re.search(r"\w+ \w+ \w+", notice.locator("p").first.inner_text())


def test_accepting_what_was_taken_back_a_minute_ago_says_so(visitors: Visitors) -> None:
    with visitors.page(WORKER) as worker, visitors.page(CENTRE_STAFF) as centre:
        referral = open_both(worker, centre, "Selam Vonë")
        worker.locator(RECALL).click()
        expect_standing(worker, "Taken back")
        with centre.expect_navigation() as going:
            Thumb(centre).tap_button(say("Yes, we accept"))
        assert going.value
        assert going.value.status == CONFLICT
        expect_to_read_why(centre)
        assert read_story(visitors.site, referral) == ("recalled", ["send", "open", "recall"])
