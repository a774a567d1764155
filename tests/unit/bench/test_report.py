import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.client import Volley
from bench.options import Options, Size, read_options
from bench.pages import PAGES
from bench.profiling import environ_of, shorten, where_of
from bench.report import EngineResult, list_shortfalls, write_json, write_table
from bench.rounds import FEW, INSERT, MANY, ROWS, TEXT, Measured, Series, growth, percentile, ratio
from bench.servers import ROOT, Memory
from bench.visitor import Visitor


def series(*rates: int, took: float = 0.01) -> Series:
    """One slice of a second for each rate."""
    return Series([Volley(1.0, 0.5, [took] * rate, [1_000] * rate) for rate in rates])


def measured(ours: Series, yardstick: str = ROWS, few: Series | None = None) -> Measured:
    return {TEXT: series(200), yardstick: series(100), MANY: ours} | ({FEW: few} if few else {})


def options(*arguments: str) -> Options:
    return read_options(arguments)


@given(st.lists(st.floats(0, 10), min_size=1), st.sampled_from((0.5, 0.95, 1.0)))
def test_a_percentile_is_a_value_that_its_share_does_not_exceed(values: list[float], share: float) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= len(values) * share


def test_ratios_are_taken_within_the_rounds() -> None:
    ours, theirs = series(50, 10, 60), series(100, 10, 100)
    assert ratio(ours, theirs) == pytest.approx(0.6)


def test_growth_compares_how_long_answers_take() -> None:
    assert growth(measured(series(100, took=0.03), few=series(100, took=0.02))) == pytest.approx(1.5)
    assert growth(measured(series(100))) is None


def test_processor_time_is_told_for_one_answer() -> None:
    assert series(100, 100).processor == pytest.approx(0.005)


def test_what_is_too_slow_or_grows_is_said_in_sentences() -> None:
    result = EngineResult(
        "sqlite",
        {
            "inbox": measured(series(39), few=series(39, took=0.001)),
            "send": measured(series(41), INSERT),
        },
    )
    assert list_shortfalls(result) == [
        "sqlite, inbox: 0.39 of the yardstick 'list', wanted 0.4",
        "sqlite, inbox: grows 10.00-fold, wanted at most 1.5",
    ]


def test_the_table_has_a_line_for_each_page_and_for_memory() -> None:
    result = EngineResult("sqlite", {"inbox": measured(series(50))}, {"Ura": Memory(190.0, 60.0, 3)})
    head, names, row, memory = write_table(result, options()).splitlines()[1:]
    assert "50000 referrals" in head
    assert len(names) == len(row)
    assert row.split()[:2] == ["inbox", "50"]
    assert "0.50" in row
    assert "130 MiB are its own" in memory


def test_the_figures_are_kept_as_json(tmp_path: Path) -> None:
    result = EngineResult("sqlite", {"send": measured(series(50), INSERT)}, {"Ura": Memory(190.0, 60.0, 3)})
    path = write_json(tmp_path, options(), [result])
    kept = json.loads(path.read_text("utf-8"))
    assert kept["engines"]["sqlite"]["pages"]["send"]["ratio"] == 0.5
    assert path.read_text("utf-8") == (tmp_path / "last.json").read_text("utf-8")


def test_without_arguments_everything_is_measured_at_the_size_of_a_network() -> None:
    wanted = options()
    assert wanted.size == Size(10_000, 20_000, 50_000)
    assert wanted.few == Size(10_000, 20_000, 5_000)
    assert wanted.engines == ("sqlite", "postgresql")
    assert wanted.pages == tuple(PAGES)


@pytest.mark.parametrize("arguments", [("--few", "0"), ("--referrals", "5000")])
def test_growth_is_left_out_where_there_is_nothing_to_compare(arguments: tuple[str, str]) -> None:
    assert options(*arguments).few is None


@pytest.mark.parametrize("arguments", [("--rounds", "0"), ("--seconds", "3600"), ("--pages", "unknown")])
def test_what_would_never_end_is_refused(arguments: tuple[str, str]) -> None:
    with pytest.raises(SystemExit):
        options(*arguments)


def test_a_request_becomes_what_a_server_hands_over() -> None:
    environ = environ_of(Visitor(8000).post("/insert?a=1", {"text": "ë"}))
    assert (environ["REQUEST_METHOD"], environ["PATH_INFO"], environ["QUERY_STRING"]) == (
        "POST",
        "/insert",
        "a=1",
    )
    assert environ["HTTP_ORIGIN"] == "http://127.0.0.1:8000"
    assert environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])) == b"text=%C3%AB"


def test_places_and_statements_are_shown_short() -> None:
    assert where_of(f"{ROOT}/app/cli.py", 3, "main") == "app/cli.py:3 main"
    assert where_of("/x/lib/python3.11/site-packages/flask/app.py", 1, "run") == "flask/app.py:1 run"
    assert where_of("/x/app/templates/a/b.html", 9, "root") == "template a/b.html:root"
    assert shorten("SELECT a,\n b FROM t") == "SELECT a, b FROM t"
