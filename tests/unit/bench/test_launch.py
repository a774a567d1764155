import ast
from pathlib import Path

from bench import launch
from bench.servers import ROOT

OWN = {"log_enabled", "address", "port", "workers"}


def options_of_server(path: Path) -> dict[str, str]:
    """The options with which a module starts its server, but for those that each run chooses."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    server = next(call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Server")
    return {
        option.arg: ast.unparse(option.value)
        for option in server.keywords
        if option.arg and option.arg not in OWN
    }


def test_what_is_measured_is_served_as_ura_serves() -> None:
    assert options_of_server(Path(launch.__file__)) == options_of_server(ROOT / "app" / "cli.py")
