import pytest
from playwright.sync_api import BrowserContext

from tests.browser.pages import Places
from tests.browser.visiting import Visitors

LARGEST_PAGE = 60 * 1024
# What is opened from a mail, on whatever phone, weighs less still.
LARGEST_PAGE_FROM_A_MAIL = 30 * 1024
PAGES = [
    ("worker.tirane", "/people"),
    ("worker.tirane", "/referrals"),
    ("worker.tirane", "/referrals/new?person={person}"),
    ("staff.qfp-tirane", "/inbox"),
    ("worker.tirane", "/providers"),
    ("worker.tirane", "/providers/{organisation}"),
]


def weigh(context: BrowserContext, address: str) -> dict[str, int]:
    """What the first load of a page costs, in bytes on the wire, by address."""
    page = context.new_page()
    wire = context.new_cdp_session(page)
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}
    wire.on(
        "Network.requestWillBeSent", lambda said: names.update({said["requestId"]: said["request"]["url"]})
    )
    wire.on(
        "Network.loadingFinished",
        lambda said: sizes.update({names[said["requestId"]]: int(said["encodedDataLength"])}),
    )
    wire.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    return sizes


@pytest.mark.parametrize(("account", "address"), PAGES, ids=[address for _, address in PAGES])
def test_the_first_load_is_light(visitors: Visitors, places: Places, account: str, address: str) -> None:
    with visitors.context(account) as context:
        sizes = weigh(context, address.format(person=places.person(), organisation=places.organisations()[0]))
    assert len(sizes) >= 3, f"page, style and script are expected: {sizes}"
    assert sum(sizes.values()) <= LARGEST_PAGE, sizes


def test_the_page_behind_the_link_of_a_mail_is_lighter_still(visitors: Visitors, places: Places) -> None:
    with visitors.context() as context:
        sizes = weigh(context, places.confirmation_path)
    assert len(sizes) >= 3, f"page, style and script are expected: {sizes}"
    assert sum(sizes.values()) <= LARGEST_PAGE_FROM_A_MAIL, sizes


def test_nothing_is_fetched_again_by_the_second_page(visitors: Visitors) -> None:
    """Style and script keep for ever under their hash: the next page costs only itself."""
    with visitors.context("worker.tirane") as context:
        weigh(context, "/people")
        second = weigh(context, "/providers")
    assert {url.rsplit("/", 1)[1] for url, size in second.items() if size} == {"providers"}
