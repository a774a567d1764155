"""Alembic's entry: migrations run on the connection that the caller hands over."""

from typing import Any, Literal

from alembic import context

from app import registry
from app.kernel.db import Base, UtcDateTime

registry.load_models()
connection = context.config.attributes["connection"]
only_tables: frozenset[str] | None = context.config.attributes.get("only_tables")


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Our column types are written as the plain ones beneath them: a migration must not change with our code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """With `only_tables`, one revision for one feature."""
    return kind != "table" or only_tables is None or name in only_tables


context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    compare_type=True,
    render_item=render_item,
    include_name=include_name,
    include_object=lambda item, name, kind, _reflected, _other: include_name(name, kind, {}),
)
with context.begin_transaction():
    context.run_migrations()
