from hypothesis import given
from hypothesis import strategies as st

from app.feeds.domain.paging import PageAsked, envelope


@given(st.integers(0, 300), st.integers(1, 100))
def test_the_pages_together_hold_every_record_once(total: int, size: int) -> None:
    records, found, number = list(range(total)), list[int](), 1
    while True:
        asked = PageAsked(number, size)
        page = envelope(asked, total, records[asked.offset : asked.offset + size])
        found += page["contents"]
        assert page["size"] == len(page["contents"])
        assert page["first_page"] is (number == 1)
        if page["last_page"]:
            break
        number += 1
    assert found == records
    assert page["total_pages"] == (number if total else 0)


def test_a_page_past_the_end_is_empty_and_says_so() -> None:
    page = envelope(PageAsked(9, 10), 25, [])
    assert (page["empty"], page["last_page"], page["total_pages"], page["total_items"]) == (True, True, 3, 25)
