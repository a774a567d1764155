"""Every page of every role, in both languages, keeps the rules of a page; so do refused forms and error pages."""

import pytest

from app.kernel.permissions import Role
from app.referrals.domain import Status
from tests.access.matrix import ROLES, name_of, read_matrix, route_of
from tests.access.requests import ASK
from tests.access.world import Column, World
from tests.integration.crossing.forms import Forms
from tests.integration.web.page_rules import find_breaches
from tests.support.browsing import Browser
from tests.support.crawling import crawl
from tests.support.databases import Database

LOCALES = ("sq", "en")


# Pages do not depend on the engine.
on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@on_sqlite
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("role", ROLES, ids=name_of)
def test_every_page_that_opens_or_is_refused_keeps_the_rules(
    database: Database, role: Role | None, locale: str
) -> None:
    world, breaches = World(database, role, locale), {}
    for name, row in read_matrix().items():
        for column, cells in row.items():
            # Pages of refusals are alike: one of each status is enough.
            if route_of(name)[0] != "GET" or (name_of_refusal := f"refused: {cells[role]}") in breaches:
                continue
            asked = ASK[name](world, column)
            answer = (asked.browser or world.browser).get(asked.path, check=False)
            if answer.mimetype == "text/html" and answer.status_code != 303:
                key = name if answer.status_code == 200 else name_of_refusal
                breaches[key] = find_breaches(answer.data, locale)
    assert len(breaches) >= 3
    assert {name: found for name, found in breaches.items() if found} == {}


@on_sqlite
@pytest.mark.parametrize("role", [role for role in ROLES if role], ids=name_of)
def test_every_page_that_a_link_leads_to_keeps_the_rules(database: Database, role: Role) -> None:
    """With a referral in every status on the stage; a link leads to a page that opens."""
    world, breaches = World(database, role, "sq"), {}
    for status in Status:
        world.new_referral(Column.OWN, status)
    seen = 0
    for address, answer in crawl(world.browser, most=60):
        seen += 1
        if answer.status_code not in {200, 303, 405}:
            breaches[address] = [f"a link leads to {answer.status_code}"]
        elif answer.mimetype == "text/html" and answer.status_code == 200:
            breaches[address] = find_breaches(answer.data, "sq")
    assert seen > 5
    assert {name: found for name, found in breaches.items() if found} == {}


@on_sqlite
@pytest.mark.parametrize("locale", LOCALES)
def test_every_form_that_is_refused_keeps_the_rules(database: Database, locale: str) -> None:
    """Each form sent empty: what is missing is said beside its field, and the summary leads there."""
    breaches, refused = {}, 0
    for form in Forms(database, locale).all():
        if form.name == "POST web.language":
            continue
        written_by_the_page = {name: value for name, value in form.data.items() if name == "version"}
        answer = form.browser.post(form.path, written_by_the_page, check=False)
        if answer.status_code == 422:
            refused += 1
            breaches[form.name] = find_breaches(answer.data, locale)
            if "alert" not in answer.text and "<h1>" not in answer.text:
                breaches[form.name].append("does not say what is missing")
    assert refused > 8
    assert {name: found for name, found in breaches.items() if found} == {}


@on_sqlite
def test_a_signed_out_reader_gets_albanian(database: Database) -> None:
    browser = Browser(database.app)
    browser.client.delete_cookie("ura_language")
    assert find_breaches(browser.get("/sign-in").data, "sq") == []


def test_the_rules_find_what_breaks_them() -> None:
    page = """<!doctype html><html lang="sq"><head><title>Tjetër</title></head><body><main><h1>Faqe</h1><h3>x</h3>
    <p id="a" style="color:red">None</p><p id="a"></p><a href="#nowhere">x</a><a href="/"></a><img src="x">
    <form method="post" action="/x"><input name="q" onclick="x()"><input type="radio" name="r" aria-label="r"></form>
    <fieldset></fieldset><script>x</script></main></body></html>"""
    found = " | ".join(find_breaches(page.encode(), "sq"))
    for breach in (
        "does not begin with h1",
        "h3 follows h1",
        "'a' stands 2 times",
        "style attribute",
        "'None' as text",
        "'#nowhere' leads nowhere",
        "a without words",
        "img without alt",
        "no label: q",
        "script in an attribute",
        "1 radio buttons 'r'",
        "fieldset without a legend",
        "token and method",
        "has no button",
        "script in the page",
    ):
        assert breach in found, breach
