"""Run the tests in stages and close with one total; what a test needs is its own business."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from xml.etree import ElementTree

from scripts.find_chromium import NoChromium, find_chromium

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / ".build" / "tests"
STAGES: dict[str, tuple[str, ...]] = {
    "rules": ("unit", "architecture"),
    "databases": ("integration", "access", "migrations", "golden"),
    "browser": ("browser",),
}
AT_ONCE: dict[str, tuple[str, ...]] = {"databases": ("-n", "2", "--dist", "loadscope")}


@dataclass(frozen=True)
class Count:
    """Tests by how they ended; errors before or after a test count as failures."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(Count)))

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def run_stage(name: str, environment: dict[str, str]) -> tuple[Count, bool]:
    """Run one stage of pytest: its count and whether it succeeded."""
    folders = [f"tests/{folder}" for folder in STAGES[name] if (ROOT / "tests" / folder).is_dir()]
    if not folders:
        return Count(), True
    print(f"\n--- {name}: {', '.join(folders)}", flush=True)
    report = RESULTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", *folders, *AT_ONCE.get(name, ()), f"--junit-xml={report}"]
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return read_count(report), code == 0


def read_count(report: Path) -> Count:
    """Add up a report of pytest. An expected failure is no skip; a missing report is one failure."""
    if not report.exists():
        return Count(failed=1)
    passed = failed = skipped = 0
    for case in ElementTree.parse(report).getroot().iter("testcase"):  # noqa: S314 - our own file
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif skip is not None and skip.get("type") != "pytest.xfail":
            skipped += 1
        else:
            passed += 1
    return Count(passed, failed, skipped)


def get_environment(stages: Sequence[str]) -> dict[str, str]:
    """Ours and, where the browser is wanted, the path of Chromium. Raises NoChromium."""
    environment = dict(os.environ)
    if "browser" in stages:
        environment["URA_CHROMIUM"] = str(find_chromium())
    return environment


def main(stages: Sequence[str]) -> int:
    """Every stage runs, so that one run tells all. A skipped test fails: nothing is left out in silence."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    try:
        environment = get_environment(stages)
    except NoChromium as error:
        print(error, file=sys.stderr)
        return 1
    results = [run_stage(stage, environment) for stage in stages]
    total = sum((count for count, _ in results), Count())
    broken = [stage for stage, (_, is_good) in zip(stages, results, strict=True) if not is_good]
    print()
    if broken:
        print(f"Not good: {', '.join(broken)}")
    if total.skipped:
        print("A skipped test counts as failed: say what is missing, or choose the test by its fixtures.")
    print(total)
    return int(bool(broken or total.skipped or total.failed or not total.passed))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:] or list(STAGES)))
