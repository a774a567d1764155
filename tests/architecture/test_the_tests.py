from collections.abc import Collection

from scripts.run_tests import STAGES
from tests.architecture.sources import ROOT

HELPERS = {"factories", "support"}


def find_unrun(folders: Collection[str]) -> list[str]:
    """Folders of tests that no stage runs."""
    run = {folder for stage in STAGES.values() for folder in stage}
    return sorted(folder for folder in set(folders) - run - HELPERS if not folder.startswith(("_", ".")))


def test_every_folder_of_tests_is_run() -> None:
    assert not find_unrun([path.name for path in (ROOT / "tests").iterdir() if path.is_dir()])


def test_a_folder_that_no_stage_runs_is_found() -> None:
    assert find_unrun(["unit", "forgotten", "factories"]) == ["forgotten"]


def test_every_test_stands_in_a_folder_of_a_stage() -> None:
    assert not [path.name for path in (ROOT / "tests").glob("test_*.py")]
