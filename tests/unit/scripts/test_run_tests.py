from pathlib import Path

import pytest

from scripts.run_tests import Count, read_count

REPORT = '<testsuites><testsuite><testcase name="a"/>{}</testsuite></testsuites>'


@pytest.mark.parametrize(
    ("case", "count"),
    [
        ("", Count(passed=1)),
        ('<testcase name="b"><failure/></testcase>', Count(passed=1, failed=1)),
        ('<testcase name="b"><error/></testcase>', Count(passed=1, failed=1)),
        ('<testcase name="b"><skipped type="pytest.skip"/></testcase>', Count(passed=1, skipped=1)),
        ('<testcase name="b"><skipped type="pytest.xfail"/></testcase>', Count(passed=2)),
    ],
)
def test_a_report_is_counted(tmp_path: Path, case: str, count: Count) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT.format(case), "utf-8")
    assert read_count(report) == count


def test_a_stage_that_left_no_report_has_failed(tmp_path: Path) -> None:
    assert read_count(tmp_path / "none.xml") == Count(failed=1)


def test_counts_of_stages_add_up() -> None:
    assert str(Count(2, 1, 0) + Count(3, 0, 1)) == "5 passed, 1 failed, 1 skipped"
