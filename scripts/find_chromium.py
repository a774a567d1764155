"""Find a Chromium that starts, or install one: for the tests in the browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ON_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
MISSING = """No Chromium for the tests in the browser. Tried: {tried}.
Install one (Debian: apt-get install chromium; macOS: Google Chrome) or name it in URA_CHROMIUM."""


class NoChromium(Exception):
    """None is on this machine, and none could be installed."""


def find_chromium() -> Path:
    """The first Chromium that answers: named, on PATH, Playwright's own, or freshly installed."""
    for found in (find_named, find_on_path, find_playwrights, install_playwrights, install_from_debian):
        path = next((path for path in found() if is_working(path)), None)
        if path is not None:
            return path
    raise NoChromium(MISSING.format(tried="URA_CHROMIUM, PATH, Playwright's download, apt-get as root"))


def find_named() -> Iterator[Path]:
    named = os.environ.get("URA_CHROMIUM")
    if named:
        yield Path(named)


def find_on_path() -> Iterator[Path]:
    found = (shutil.which(name) for name in (*ON_PATH, *ON_MACOS))
    yield from (Path(path) for path in found if path)


def find_playwrights() -> Iterator[Path]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def install_playwrights() -> Iterator[Path]:
    if is_done([sys.executable, "-m", "playwright", "install", "chromium"]):
        yield from find_playwrights()


def install_from_debian() -> Iterator[Path]:
    if shutil.which("apt-get") and os.geteuid() == 0:
        is_done(["apt-get", "update", "-qq"])
        is_done(["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"])
        yield from find_on_path()


def is_working(path: Path) -> bool:
    """Whether the program starts: a download without its system libraries lies there and does not."""
    return path.exists() and is_done([str(path), "--version"], limit=30)


def is_done(command: list[str], limit: int = 600) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, env=environment, timeout=limit, capture_output=True, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def main() -> int:
    try:
        print(find_chromium())
    except NoChromium as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
