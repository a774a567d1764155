"""The files of the project, for tests that read them; judging is the tests' own."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
APP = ROOT / "app"
NOT_FEATURES = {"demo", "kernel", "static", "translations", "web"}
OURS = ("app", "tests", "scripts", "bench")

AnyFunction = ast.FunctionDef | ast.AsyncFunctionDef


def list_python(*folders: str) -> list[Path]:
    """The Python files below these folders, in order."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def list_templates() -> list[Path]:
    return sorted(APP.glob("**/templates/**/*.html"))


def list_features() -> list[Path]:
    """The packages of app/ that a user could name."""
    return sorted(
        path
        for path in APP.iterdir()
        if path.is_dir() and path.name not in NOT_FEATURES and any(path.rglob("*.py"))
    )


def list_committed() -> list[Path]:
    """Every text that git keeps or would keep; outside a checkout, every file that no tool has made."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        made = {".venv", ".build", "node_modules", "dist", "__pycache__", "var"}
        paths = [path for path in ROOT.rglob("*") if not made.intersection(path.relative_to(ROOT).parts)]
    return sorted(path for path in paths if path.is_file() and not path.is_symlink())


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def list_functions(tree: ast.AST) -> Iterator[AnyFunction]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def count_lines(function: AnyFunction) -> int:
    """From the first decorator to the last line."""
    first = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
    return (function.end_lineno or first) - first + 1


def is_view(function: AnyFunction) -> bool:
    """Whether a blueprint serves this function: `@bp.get(...)`, `@bp.post(...)`."""
    called = [decorator.func for decorator in function.decorator_list if isinstance(decorator, ast.Call)]
    return any(isinstance(name, ast.Attribute) and name.attr in {"get", "post", "route"} for name in called)


def dotted(node: ast.expr) -> str:
    """`a.b.c` for a chain of names, or an empty text."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        left = dotted(node.value)
        return f"{left}.{node.attr}" if left else ""
    return ""
