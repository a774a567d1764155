import pytest

from app.kernel.permissions import Role
from tests.browser.pages import ACCOUNTS, Places, list_addresses
from tests.browser.pseudo import LANGUAGE, Data, find_hard_coded, read_data
from tests.browser.visiting import Visitors


@pytest.fixture(scope="module")
def data(visitors: Visitors, places: Places) -> Data:
    assert places.invitation_id
    return read_data(visitors.site)


@pytest.mark.parametrize("role", [None, *ACCOUNTS], ids=lambda role: role.value if role else "stranger")
def test_no_text_is_hard_coded_on_any_page_of(
    visitors: Visitors, places: Places, data: Data, role: Role | None
) -> None:
    found: dict[str, str] = {}
    with visitors.context(ACCOUNTS[role] if role else "", locale=LANGUAGE) as context:
        for _endpoint, address in list_addresses(places, role):
            answer = context.request.get(address, fail_on_status_code=False)
            assert f'lang="{LANGUAGE}"' in answer.text(), address
            for text in find_hard_coded(answer.text(), data):
                found.setdefault(" ".join(text.split())[:160], address)
    assert not found, "\n".join(f"{address}: {text}" for text, address in found.items())


@pytest.mark.parametrize(
    ("html", "hard_coded"),
    [
        ("<p>⟦Pêôplê⟧</p>", []),
        ("<p>People</p>", ["People"]),
        ("<p>⟦Ôpên sîñçê⟧ 23.11.2026 · Elira Gurakuqja</p>", []),
        ("<p>⟦Ôpên⟧ since 23.11.2026</p>", ["⟦Ôpên⟧ since 23.11.2026"]),
        ("<p>⟦Tôday, ⟦Môñday⟧ 23⟧</p>", []),
        ('<p lang="sq">Kalo në shqip</p>', []),
        ('<svg aria-label="Map"></svg>', ["Map"]),
    ],
)
def test_a_hard_coded_text_is_found(html: str, hard_coded: list[str]) -> None:
    found = find_hard_coded(f"<title>Ura</title>{html}", Data(frozenset({"Ura", "Elira Gurakuqja"})))
    assert found == hard_coded
