import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.sources import APP, list_features, list_python, name_of, parse

ROOMS = {
    "domain", "events", "models", "policy", "queries", "services", "words", "forms", "routes", "cli", "tasks",
}  # fmt: skip
BESIDE = {"__init__", "data", "templates"}
# What one feature has and no other needs; each has a reason, none is a second kind of a room above.
OF_ONE_FEATURE = {
    ("places", "boundaries"),  # draws areas: neither a rule nor a query
    ("places", "geocoder"),  # stands behind the interface of geopy
    ("accounts", "links"),  # signs the addresses that invite
    ("accounts", "sessions"),  # stands behind the interface of Flask-Login
    ("feeds", "openapi"),  # describes the feeds for machines: a document, no page and no rule
    ("feeds", "records"),  # writes rows in the shape of a standard: neither a query nor words
    ("providers", "links"),  # signs the addresses that ask whether an entry is right
    ("people", "panels"),  # what packages above add to a person's page
    ("referrals", "panels"),  # what referrals add to a person's page
}
# Domains of the layers below too: import-linter sees to the direction.
PURE = re.compile(r"app\.(kernel\.(errors|text)|\w+\.domain)(\.|$)")


def list_rooms(feature: Path) -> set[str]:
    return {path.stem for path in feature.iterdir() if not path.name.startswith((".", "__pycache__"))}


def find_strange(feature: str, rooms: set[str]) -> list[str]:
    """Rooms that other features do not know."""
    return sorted(room for room in rooms - ROOMS - BESIDE if (feature, room) not in OF_ONE_FEATURE)


def test_every_feature_has_only_the_rooms_that_all_have() -> None:
    strange = {path.name: find_strange(path.name, list_rooms(path)) for path in list_features()}
    assert not {feature: rooms for feature, rooms in strange.items() if rooms}


def test_a_room_that_nobody_knows_is_found() -> None:
    assert find_strange("people", {"models", "utils", "geocoder"}) == ["geocoder", "utils"]


def find_foreign_imports(tree: ast.AST) -> list[str]:
    """What a domain imports besides the standard library, other domains and what is pure in the kernel."""
    return [
        name
        for name in list_imported(tree)
        if name.split(".")[0] not in sys.stdlib_module_names and not PURE.match(name)
    ]


def list_imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def list_domains() -> list[Path]:
    return [
        path
        for feature in list_features()
        for path in (feature / "domain.py", *sorted((feature / "domain").rglob("*.py")))
        if path.exists()
    ]


def test_a_domain_knows_the_standard_library_and_nothing_else() -> None:
    foreign = {name_of(path): find_foreign_imports(parse(path)) for path in list_domains()}
    assert not {path: names for path, names in foreign.items() if names}


@pytest.mark.parametrize(
    "line", ["import sqlalchemy", "from app.people.models import Person", "from app.kernel.db import db"]
)
def test_a_domain_that_imports_a_framework_is_found(line: str) -> None:
    assert find_foreign_imports(ast.parse(line))


def test_a_domain_may_import_what_is_pure() -> None:
    source = "import datetime\nfrom app.kernel.errors import Refused\nfrom app.people.domain.names import x"
    assert not find_foreign_imports(ast.parse(source))


def test_every_module_says_in_its_docstring_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path in list_python("app")
        if parse(path).body and not ast.get_docstring(parse(path))
    ]
    assert not silent


def find_unregistered(mapped: list[str], registry: str) -> list[str]:
    """Modules with tables that the register does not load: no room `models` of a listed feature, not named."""
    constants = {node.value for node in ast.walk(ast.parse(registry)) if isinstance(node, ast.Constant)}
    return [name for name in mapped if name not in constants and not is_models_of(name, constants)]


def is_models_of(module: str, features: set[Any]) -> bool:
    _, feature, room = module.split(".")[:3]
    return room == "models" and feature in features


def list_mapped_modules() -> list[str]:
    """Modules that map a table."""
    found = [path for path in list_python("app") if maps_table(parse(path))]
    return [".".join(path.relative_to(APP.parent).with_suffix("").parts) for path in found]


def maps_table(tree: ast.AST) -> bool:
    assigned = [node for node in ast.walk(tree) if isinstance(node, ast.Assign | ast.AnnAssign)]
    targets = [
        target
        for node in assigned
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return any(isinstance(target, ast.Name) and target.id == "__tablename__" for target in targets)


def test_every_table_is_loaded_by_the_register() -> None:
    mapped = list_mapped_modules()
    assert mapped
    missing = find_unregistered(mapped, (APP / "registry.py").read_text("utf-8"))
    assert not missing, "app/registry.py must load these, or their tables are in no migration"


def test_a_table_that_is_not_registered_is_found() -> None:
    mapped = [
        "app.people.models",
        "app.stays.models",
        "app.people.services",
        "app.kernel.audit",
        "app.kernel.other",
    ]
    registry = 'FEATURES = ("people", "places")\nKERNEL_MODELS = ("app.kernel.audit",)'
    assert find_unregistered(mapped, registry) == [
        "app.stays.models",
        "app.people.services",
        "app.kernel.other",
    ]
