from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from app.kernel.permissions import Role
from tests.browser.accessibility import find_new_barriers
from tests.browser.house_rules import find_breaches
from tests.browser.pages import ACCOUNTS, Places, list_addresses, list_routes
from tests.browser.visiting import DESKTOP, NARROW, PHONE, Visitors

READERS = [None, *ACCOUNTS]
OPEN, REFUSED = 200, {403, 404, 410}
SIZES = (("phone", PHONE), ("narrow", NARROW), ("desktop", DESKTOP))


def name_of(role: Role | None) -> str:
    return role.value if role else "stranger"


@pytest.mark.parametrize("locale", ["sq", "en"])
@pytest.mark.parametrize("role", READERS, ids=name_of)
def test_every_page_keeps_the_rules_at_every_width_for(
    visitors: Visitors, places: Places, role: Role | None, locale: str
) -> None:
    found: list[str] = []
    with visitors.page(ACCOUNTS[role] if role else "", locale=locale) as page:
        for _endpoint, address in list_addresses(places, role):
            answer = page.goto(address)
            assert answer
            if answer.status not in {OPEN, *REFUSED}:
                found.append(f"{address}: status {answer.status}")
            found += [f"{address}: {problem}" for problem in look_at(page, locale)]
    assert not found, "\n".join(found)


def look_at(page: Page, locale: str) -> Iterator[str]:
    """One page at three widths; axe looks at the narrowest and the widest, where most is different."""
    for name, size in SIZES:
        page.set_viewport_size(size)
        yield from (
            f"{name}: {breach}" for breach in find_breaches(page, locale, is_phone=size is not DESKTOP)
        )
        if size is not NARROW:
            yield from (f"{name}: {barrier}" for barrier in find_new_barriers(page))


def test_every_page_opens_for_somebody(visitors: Visitors, places: Places) -> None:
    """An address that is refused to everybody has not been looked at: its example is wrong."""
    unopened = {route.endpoint for route in list_routes()}
    for role in READERS:
        with visitors.context(ACCOUNTS[role] if role else "") as context:
            for endpoint, address in list_addresses(places, role):
                if endpoint in unopened and context.request.get(address).status == OPEN:
                    unopened.discard(endpoint)
    assert not unopened
