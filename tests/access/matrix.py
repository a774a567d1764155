"""Reads the matrix: which status each role expects of each route and column."""

import tomllib
from functools import cache
from pathlib import Path

from app.kernel.permissions import ACCOUNT_ROLES, Role
from tests.access.world import Column

MATRIX = Path(__file__).parent / "matrix.toml"
SIGNED_OUT = "signed_out"
ROLES: tuple[Role | None, ...] = (*ACCOUNT_ROLES, None)
"""All roles that people have; None is nobody signed in."""

Row = dict[Column, dict[Role | None, int]]


def name_of(role: Role | None) -> str:
    return role.value if role else SIGNED_OUT


@cache
def read_matrix() -> dict[str, Row]:
    """Row name ("METHOD endpoint" or "METHOD endpoint: case") to column to role to status."""
    content = tomllib.loads(MATRIX.read_text("utf-8"))
    heads: list[str] = content.pop("columns")
    roles = [None if head == SIGNED_OUT else Role(head) for head in heads]
    return {
        name: {Column(column): _read_cells(roles, cells) for column, cells in columns.items()}
        for name, columns in content.items()
    }


def _read_cells(roles: list[Role | None], cells: str) -> dict[Role | None, int]:
    return dict(zip(roles, map(int, cells.split()), strict=True))


def route_of(row_name: str) -> tuple[str, str]:
    """Method and endpoint of a row."""
    method, _, endpoint = row_name.partition(":")[0].partition(" ")
    return method, endpoint
