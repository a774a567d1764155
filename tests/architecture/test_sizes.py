import ast
from pathlib import Path

import pytest

from tests.architecture.sources import (
    OURS,
    AnyFunction,
    count_lines,
    is_view,
    list_functions,
    list_python,
    list_templates,
    name_of,
    parse,
)

FILE, FUNCTION, VIEW, TEMPLATE = 400, 40, 25, 150


def find_long_functions(tree: ast.AST) -> list[str]:
    """Functions above their limit; a class or function inside one counts as part of it."""
    return [f"{found.name}: {count_lines(found)}" for found in list_functions(tree) if is_too_long(found)]


def is_too_long(function: AnyFunction) -> bool:
    return count_lines(function) > (VIEW if is_view(function) else FUNCTION)


def count(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_file_is_longer_than_a_room() -> None:
    long = [f"{name_of(path)}: {count(path)}" for path in list_python(*OURS) if count(path) > FILE]
    assert not long, f"more than {FILE} lines: make a folder of the same name"


def test_no_template_is_longer_than_a_page() -> None:
    long = [f"{name_of(path)}: {count(path)}" for path in list_templates() if count(path) > TEMPLATE]
    assert not long, f"more than {TEMPLATE} lines: make an include or a macro"


def test_no_function_and_no_view_is_too_long() -> None:
    long = [
        f"{name_of(path)}: {found}"
        for path in list_python(*OURS)
        for found in find_long_functions(parse(path))
    ]
    assert not long, f"more than {FUNCTION} lines, or {VIEW} for a view"


@pytest.mark.parametrize(
    ("head", "lines", "is_refused"),
    [
        ("def plain():", FUNCTION, False),
        ("def plain():", FUNCTION + 1, True),
        ('@bp.post("/x", access=None)\ndef view():', VIEW, False),
        ('@bp.post("/x", access=None)\ndef view():', VIEW + 1, True),
    ],
)
def test_the_limit_of_a_function_is_the_last_line_allowed(head: str, lines: int, is_refused: bool) -> None:
    body = lines - len(head.splitlines())
    source = head + "\n" + "    pass\n" * body
    assert bool(find_long_functions(ast.parse(source))) is is_refused
