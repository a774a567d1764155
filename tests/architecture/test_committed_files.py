import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, list_committed, name_of

# In pieces, so that this file does not name what it looks for.
HOSTS = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry.npmjs" + ".org",
    "registry.yarnpkg" + ".com",
    "deb.debian" + ".org",
    "proxy.golang" + ".org",
]
PATHS = [r"/work/(?:main|shared|brief|\.)", r"/root/", r"/opt/(?:pypi|wheels)", r"/home/\w+/", r"/Users/\w+/"]
FOREIGN = re.compile("|".join([*map(re.escape, HOSTS), *(rf"(?<![\w.}}]){path}" for path in PATHS)]))
THIS = Path(__file__)


def find_foreign(text: str) -> list[str]:
    """Names of package registries and absolute paths of somebody's machine, with the line they stand in."""
    return [f"{text.count(chr(10), 0, hit.start()) + 1}: {hit.group()}" for hit in FOREIGN.finditer(text)]


def read_text(path: Path) -> str:
    """The text of a file, or nothing where it holds a picture."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_package_registry_or_a_path_of_one_machine() -> None:
    found = {name_of(path): find_foreign(read_text(path)) for path in list_committed() if path != THIS}
    assert not {path: lines for path, lines in found.items() if lines}


@pytest.mark.parametrize(
    "text", [f"--index-url https://{HOSTS[0]}/simple", "open('/root/.config')", "/home/ana/ura"]
)
def test_a_registry_or_a_path_is_found(text: str) -> None:
    assert find_foreign(text)


@pytest.mark.parametrize("text", ["/people/11", "tests/home/page.py", "docs/root/x"])
def test_an_address_of_ours_is_no_path_of_a_machine(text: str) -> None:
    assert not find_foreign(text)


def find_unhashed(lock: str) -> list[str]:
    """Packages of a lock file whose next line is no hash."""
    lines = [line for line in lock.splitlines() if not line.lstrip().startswith("#")]
    followed = zip(lines, [*lines[1:], ""], strict=True)
    return [line for line, following in followed if "==" in line and "--hash=sha256:" not in following]


@pytest.mark.parametrize("name", ["run.txt", "test.txt", "node.txt"])
def test_a_lock_file_hashes_every_package(name: str) -> None:
    lock = (ROOT / "requirements" / name).read_text("utf-8")
    assert "==" in lock
    assert not find_unhashed(lock)


def test_a_package_without_a_hash_is_found() -> None:
    assert find_unhashed("a==1\nb==2 \\\n    --hash=sha256:00") == ["a==1"]
