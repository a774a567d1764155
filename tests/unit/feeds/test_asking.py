from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.feeds.domain.asking import (
    Unreadable,
    read_box,
    read_choice,
    read_flag,
    read_moment,
    read_parameters,
    read_size,
    read_uuid,
)

READERS = {"page": read_size(1_000_000), "full": read_flag, "format": read_choice("json")}


def test_what_is_asked_is_read_and_what_is_not_asked_is_missing() -> None:
    assert read_parameters({"page": ["2"], "full": ["true"]}, READERS) == {"page": 2, "full": True}


@pytest.mark.parametrize(
    ("given_values", "code"),
    [
        ({"proximity": ["5"]}, "unknown_parameter"),
        ({"page": ["1", "2"]}, "repeated_parameter"),
        ({"page": ["0"]}, "unreadable_parameter"),
        ({"page": ["1e3"]}, "unreadable_parameter"),
        ({"page": ["٣"]}, "unreadable_parameter"),
        ({"page": ["99999999999999999999"]}, "unreadable_parameter"),
        ({"full": ["1"]}, "unreadable_parameter"),
        ({"format": ["xml"]}, "unreadable_parameter"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_name(given_values: dict[str, list[str]], code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_parameters(given_values, READERS)
    assert (refused.value.code, refused.value.parameter) == (code, next(iter(given_values)))
    assert refused.value.status == 400


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-11-01T12:30:00Z", datetime(2026, 11, 1, 12, 30, tzinfo=UTC)),
        ("2026-11-01t12:30:00.123456789z", datetime(2026, 11, 1, 12, 30, 0, 123456, tzinfo=UTC)),
        ("2026-11-01T12:30:00+01:00", datetime(2026, 11, 1, 11, 30, tzinfo=UTC)),
        ("2026-11-01T12:30:00 01:00", datetime(2026, 11, 1, 11, 30, tzinfo=UTC)),
        ("2026-11-01T12:30:00-02:30", datetime(2026, 11, 1, 15, 0, tzinfo=UTC)),
        ("2026-12-31T23:59:60Z", datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", datetime(1, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_day_or_a_moment_is_read_as_utc(text: str, moment: datetime) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-13-01", "20261101", "2026-11-01T25:00:00Z", "1.11.2026"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_parameters({"it": [text]}, {"it": read_moment})


@given(st.datetimes(timezones=st.just(UTC)), st.integers(-14 * 60, 14 * 60))
def test_every_moment_that_is_written_by_the_standard_is_read_back(moment: datetime, minutes: int) -> None:
    text = moment.isoformat()
    assert read_moment(text) == moment
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    shifted = read_moment(text.removesuffix("+00:00") + f"{sign}{hours:02d}:{rest:02d}")
    assert abs(shifted - moment) <= timedelta(hours=14)


def test_a_box_has_four_edges_within_the_world() -> None:
    box = read_box("19.7,41.2,20,41.5")
    assert (box.west, box.south, box.east, box.north) == (19.7, 41.2, 20, 41.5)


@pytest.mark.parametrize(
    "text", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "0,-91,1,0", "181,0,1,1", "nan,0,1,1", "0,0,inf,1"]
)
def test_what_is_no_box_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_parameters({"it": [text]}, {"it": read_box})


@pytest.mark.parametrize(
    "text", ["", "1", "{01a20712-b3a0-7056-be9c-569853578449}", "01a20712b3a07056be9c569853578449"]
)
def test_an_id_is_written_in_one_way_only(text: str) -> None:
    with pytest.raises(Unreadable):
        read_parameters({"it": [text]}, {"it": read_uuid})
