"""Whole rows of the registry as plain data: loaded in bulk, told apart by a digest, kept as text and put back."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Date, DateTime, Uuid, select
from sqlalchemy.orm import InstrumentedAttribute

from app.kernel.db import UtcDateTime, db
from app.providers.models import Location, Organisation, Service

Content: TypeAlias = dict[str, Any]
Model: TypeAlias = type[Organisation] | type[Location] | type[Service]

MODELS: Mapping[str, Model] = {"organisation": Organisation, "location": Location, "service": Service}
_BATCH = 500
# The count of changes locks forms; it is no part of what an entry says.
_UNSAID = frozenset(("version",))


@cache
def columns_of(model: Model) -> tuple[str, ...]:
    return tuple(attribute.key for attribute in model.__mapper__.column_attrs)


def batches(items: Iterable[Any], size: int = _BATCH) -> Iterator[list[Any]]:
    """Lists of so many, in order."""
    held: list[Any] = []
    for item in items:
        held.append(item)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


def load_contents(
    model: Model,
    key: InstrumentedAttribute[Any],
    values: Collection[UUID],
    *criteria: Any,
    options: Mapping[str, str] | None = None,
) -> dict[UUID, Content]:
    """The rows whose `key` is among values, by id, as far as the scope on the session reaches."""
    names = columns_of(model)
    found: dict[UUID, Content] = {}
    for some in batches(values):
        statement = select(*(getattr(model, name) for name in names)).where(key.in_(some), *criteria)
        for row in db.session.execute(statement.order_by(model.id), execution_options=dict(options or {})):
            found[row.id] = dict(zip(names, row, strict=True))
    return found


def digest_of(content: Content) -> str:
    """What a row says, in one word: equal as long as nothing of it was changed."""
    said = {name: value for name, value in content.items() if name not in _UNSAID}
    return hashlib.sha256(dump(said).encode()).hexdigest()[:32]


def dump(value: Any) -> str:
    """Plain data as JSON, in one order."""
    return json.dumps(value, default=_plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def restore(model: Model, said: Mapping[str, Any]) -> Content:
    """Column values from what `dump` wrote of them."""
    return {name: _restored(model, name, value) for name, value in said.items()}


def _restored(model: Model, name: str, value: Any) -> Any:
    kind = model.__table__.c[name].type
    if value is None:
        return None
    if isinstance(kind, UtcDateTime | DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return UUID(value) if isinstance(kind, Uuid) else value


def blank(model: Model) -> Content:
    """The values of a new row of which nothing is said yet."""
    return {name: _default(model, name) for name in columns_of(model)}


def _default(model: Model, name: str) -> Any:
    default = model.__table__.c[name].default
    if default is None:
        return None
    if default.is_callable:
        return default.arg(None)
    return default.arg if default.is_scalar else None
