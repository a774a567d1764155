import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import dotted, list_python, name_of, parse

CLOCKS = {
    "date.today", "datetime.date.today", "datetime.datetime.now", "datetime.datetime.today",
    "datetime.datetime.utcnow", "datetime.now", "datetime.today", "datetime.utcnow", "time.time",
}  # fmt: skip
IDS = {"uuid.uuid1", "uuid.uuid4", "uuid1", "uuid4"}
COMMITS = {"db.session.commit", "session.commit"}
ROOMS_THAT_FLUSH = ("models", "policy", "queries", "services")


def list_calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and dotted(node.func):
            yield node.lineno, dotted(node.func)


def find_own_clocks_and_ids(tree: ast.AST) -> list[str]:
    return [f"{line}: {name}" for line, name in list_calls(tree) if name in CLOCKS | IDS]


def find_unscoped_gets(tree: ast.AST) -> list[str]:
    """`session.get` may answer from memory, past the scope of the actor. The session of Flask is not meant."""
    is_flasks = any(
        isinstance(node, ast.ImportFrom)
        and node.module == "flask"
        and any(alias.name == "session" for alias in node.names)
        for node in ast.walk(tree)
    )
    return [
        f"{line}: {name}"
        for line, name in list_calls(tree)
        if name.endswith(".session.get") or (name == "session.get" and not is_flasks)
    ]


def find_commits(tree: ast.AST) -> list[str]:
    return [f"{line}: {name}" for line, name in list_calls(tree) if name in COMMITS]


def test_one_clock_and_one_source_of_ids() -> None:
    found = {
        name_of(path): find_own_clocks_and_ids(parse(path))
        for path in list_python("app")
        if not name_of(path).startswith("app/kernel/")
    }
    assert not {path: calls for path, calls in found.items() if calls}, (
        "use app.kernel.clock and app.kernel.ids"
    )


def test_no_row_is_fetched_past_the_scope() -> None:
    found = {name_of(path): find_unscoped_gets(parse(path)) for path in list_python("app")}
    assert not {path: calls for path, calls in found.items() if calls}, "use select().where(id ==)"


def test_rooms_below_the_routes_flush_and_never_commit() -> None:
    found = {
        name_of(path): find_commits(parse(path))
        for path in list_python("app")
        if set(ROOMS_THAT_FLUSH).intersection((*path.parts, path.stem))
    }
    assert not {path: calls for path, calls in found.items() if calls}


@pytest.mark.parametrize("call", sorted(CLOCKS | IDS))
def test_a_clock_or_an_id_of_ones_own_is_found(call: str) -> None:
    assert find_own_clocks_and_ids(ast.parse(f"x = {call}()"))


@pytest.mark.parametrize(
    "call", ["db.session.get(Person, id)", "session.get(Person, id)", "self.session.get(A, 1)"]
)
def test_a_get_past_the_scope_is_found(call: str) -> None:
    assert find_unscoped_gets(ast.parse(call))


@pytest.mark.parametrize("source", ["from flask import session\nsession.get('locale')", "form.get('x')"])
def test_a_dictionary_is_no_session_of_the_database(source: str) -> None:
    assert not find_unscoped_gets(ast.parse(source))


def test_a_commit_is_found() -> None:
    assert find_commits(ast.parse("db.session.commit()"))
