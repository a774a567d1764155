import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import distribution
from itertools import chain
from pathlib import PurePath
from typing import Any

import pytest

from tests.architecture.sources import ROOT, list_python, parse

# What these packages are made of and offer as their own: Flask's and pydantic-settings' parts.
PARTS = {"blinker", "itsdangerous", "jinja2", "markupsafe", "pydantic", "werkzeug"}


def list_run_dependencies() -> Iterator[str]:
    """The packages that the application itself asks for, by their plain names."""
    yield from (name_asked(asked) for asked in read_project()["dependencies"])


def list_python_dependencies() -> Iterator[str]:
    """These and what builds, checks and tests."""
    yield from list_run_dependencies()
    yield from (name_asked(asked) for asked in chain(*read_project()["optional-dependencies"].values()))


def read_project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project


def name_asked(asked: str) -> str:
    return re.split(r"[\[<>=!~; ]", asked)[0]


def list_front_end_dependencies() -> Iterator[str]:
    path = ROOT / "frontend" / "package.json"
    package = json.loads(path.read_text("utf-8"))
    yield from {**package.get("dependencies", {}), **package.get("devDependencies", {})}


def find_unexplained(names: list[str], document: str) -> list[str]:
    """Names that no row of the table begins with."""
    explained = set(re.findall(r"^\| `([^`]+)` \|", document, re.MULTILINE))
    return sorted(set(names) - explained)


def test_every_dependency_says_what_it_is_for() -> None:
    names = [*list_python_dependencies(), *list_front_end_dependencies()]
    assert not find_unexplained(names, (ROOT / "docs" / "dependencies.md").read_text("utf-8"))


def test_a_dependency_without_a_row_is_found() -> None:
    assert find_unexplained(["flask", "left-pad"], "| `flask` | pages |") == ["left-pad"]


def find_undeclared(tree: ast.AST, declared: Iterable[str]) -> list[str]:
    """Modules of packages that are installed only because another package wants them."""
    known = set(chain.from_iterable(map(list_modules_of, declared)))
    return sorted(list_top_modules(tree) - known - PARTS - set(sys.stdlib_module_names) - {"app"})


@cache
def list_modules_of(package: str) -> frozenset[str]:
    """What an installed package lets one import."""
    files = distribution(package).files or ()
    return frozenset(PurePath(file).parts[0].removesuffix(".py") for file in files)


def list_top_modules(tree: ast.AST) -> set[str]:
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = chain.from_iterable(
        [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
        for node in imports
    )
    return {name.split(".")[0] for name in names}


def test_the_application_declares_every_package_that_it_imports() -> None:
    declared = list(list_run_dependencies())
    undeclared = {path.name: find_undeclared(parse(path), declared) for path in list_python("app")}
    assert not {name: modules for name, modules in undeclared.items() if modules}


@pytest.mark.parametrize(
    ("line", "found"), [("import pytest", ["pytest"]), ("from flask import g", []), ("import re", [])]
)
def test_a_package_that_nobody_declared_is_found(line: str, found: list[str]) -> None:
    assert find_undeclared(ast.parse(line), ["flask"]) == found
