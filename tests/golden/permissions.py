"""Draws docs/permissions.md: which role has which permission, and which route asks for which."""

from collections.abc import Iterable, Iterator, Sequence

from flask import Flask

from app.accounts.words import ROLE_NAMES
from app.kernel.access import PUBLIC, SIGNED_IN, RouteRule
from app.kernel.i18n import use_locale
from app.kernel.permissions import ACCOUNT_ROLES, ROLE_PERMISSIONS, P

ROLES = ACCOUNT_ROLES
_HEAD = """# Permissions

Generated from `app/kernel/permissions.py` and the routes; do not edit.
Renew with `URA_WRITE_GOLDEN=1 .venv/bin/pytest tests/golden`.

A permission always means: in one's own municipality or organisation. What somebody may see at all is decided before,
row by row (`app/kernel/scope.py`); what somebody may do with a thing that is seen, by the `policy` of each feature.
`tests/access/matrix.toml` says the answer of every route to every role about one's own things, those of another
organisation and those of another municipality, and tests ask every cell of it.
"""


def permissions_page(app: Flask) -> str:
    """The whole page."""
    return "\n".join([_HEAD, "## Roles\n", *_roles(), "\n## Routes\n", *_routes(app), ""])


def _roles() -> Iterator[str]:
    with use_locale("en"):
        names = [str(ROLE_NAMES[role]) for role in ROLES]
    yield from _table_head(["Permission", *names])
    for permission in P:
        marks = ["●" if permission in ROLE_PERMISSIONS[role] else "" for role in ROLES]
        yield _line([f"`{permission.value}`", *marks])


def _routes(app: Flask) -> Iterator[str]:
    register: dict[str, RouteRule] = app.extensions["access"]
    yield from _table_head(["Address", "Method", "Who may enter", "Notes", "Endpoint"])
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        declared = register[rule.endpoint]
        methods = ", ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        yield _line([f"`{rule.rule}`", methods, _who(declared), _notes(declared), f"`{rule.endpoint}`"])


def _who(declared: RouteRule) -> str:
    words = {PUBLIC: "everybody", SIGNED_IN: "whoever is signed in"}
    return words.get(str(declared.access)) or f"`{P(declared.access).value}`"


def _notes(declared: RouteRule) -> str:
    notes = ["once per key"] * declared.creates + ["units of its own"] * declared.own_units
    return ", ".join(notes)


def _table_head(names: Sequence[str]) -> Iterator[str]:
    yield _line(names)
    yield _line(["---"] * len(names))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")
