import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coverage.domain import NO_DATA, STEPS, Offer, class_of, count_without, most_urgent_first

numbers = st.none() | st.integers(0, 500)
offers = st.lists(
    st.builds(
        Offer,
        municipality_code=st.integers(1, 61).map("{:02}".format),
        population=st.integers(1_000, 600_000),
        open_services=numbers,
    ),
    unique_by=lambda offer: offer.municipality_code,
)


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (None, NO_DATA),
        (0, "c0"),
        (1, "c1"),
        (2, "c1"),
        (3, "c2"),
        (5, "c2"),
        (6, "c3"),
        (10, "c3"),
        (11, "c4"),
        (9_999, "c4"),
    ],
)
def test_every_number_has_its_class(number: int | None, key: str) -> None:
    assert class_of(number) == key


@given(st.integers(0, 100_000))
def test_a_number_is_in_exactly_one_class(number: int) -> None:
    assert sum(step.holds(number) for step in STEPS) == 1


@given(st.integers(0, 500), st.integers(0, 500))
def test_more_services_never_fall_into_a_lower_class(a: int, b: int) -> None:
    low, high = sorted((a, b))
    assert class_of(low) <= class_of(high)


@given(offers)
def test_known_gaps_come_first_and_the_unknown_last(unsorted: list[Offer]) -> None:
    listed = most_urgent_first(unsorted)
    known = [offer for offer in listed if offer.open_services is not None]
    assert listed[: len(known)] == known
    assert [offer.open_services for offer in known] == sorted(offer.open_services or 0 for offer in known)
    assert sorted(listed, key=lambda offer: offer.municipality_code) == sorted(
        unsorted, key=lambda offer: offer.municipality_code
    )


def test_of_two_gaps_the_larger_municipality_comes_first() -> None:
    small, large = Offer("29", 2_765, 0), Offer("53", 598_176, 0)
    assert most_urgent_first([small, large]) == [large, small]


def test_of_two_equals_the_code_decides() -> None:
    first, second = Offer("01", 5_000, 3), Offer("02", 5_000, 3)
    assert most_urgent_first([second, first]) == [first, second]


def test_none_open_is_not_the_same_as_not_known() -> None:
    rows = [Offer("01", 1, 0), Offer("02", 1, None), Offer("03", 1, None), Offer("04", 1, 7)]
    assert count_without(rows) == (1, 2)
