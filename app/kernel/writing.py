"""Rows that their unit does not read as objects: put down one by one, written together with the next flush.

An object of the session costs ten times what its row costs. It is worth that where something is changed and compared;
a line of the timeline, a job or a link of the audit trail is only ever added.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Table, Update, insert
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.kernel.direct import converters_in, execute, usual_errors

Values = Mapping[str, Any]
RowGuard = Callable[[Session, type[Any], Values], None]
WAITING = "waiting_rows"
_guards: list[RowGuard] = []
_preparations: list[Callable[[Session], None]] = []


def guards_rows(guard: RowGuard) -> RowGuard:
    """Let a function see each row before it is put down; it raises where the row must not be written."""
    _guards.append(guard)
    return guard


def before_writing(prepare: Callable[[Session], None]) -> Callable[[Session], None]:
    """Let a function put more down, each time before what was put down is written."""
    _preparations.append(prepare)
    return prepare


class Writing:
    """An INSERT or UPDATE, built once for each engine; all its values are given by name.

    `rows`: how many it must change. Another number means that somebody else was first: StaleDataError.
    """

    def __init__(self, statement: Insert | Update, *, rows: int | None = None) -> None:
        self._statement, self._rows = statement, rows
        self._words: dict[str, tuple[str, list[str] | None, Mapping[str, Callable[[Any], Any]]]] = {}

    def carry_out(self, connection: Connection, cursor: Any, values: Values) -> None:
        """Hand it to the driver."""
        sql, positions, convert = self._words_for(connection.dialect)
        filled = {name: convert[name](value) for name, value in values.items()}
        given = filled if positions is None else tuple([filled[name] for name in positions])
        execute(connection, cursor, sql, given)

    def check(self, cursor: Any) -> None:
        """Raise StaleDataError where it changed another number of rows than it must."""
        if self._rows not in (None, cursor.rowcount):
            raise StaleDataError(f"{cursor.rowcount} rows were changed instead of {self._rows}")

    def _words_for(
        self, dialect: Dialect
    ) -> tuple[str, list[str] | None, Mapping[str, Callable[[Any], Any]]]:
        if dialect.name not in self._words:
            compiled = self._statement.compile(dialect=dialect)
            self._words[dialect.name] = (
                compiled.string,
                compiled.positiontup,
                converters_in(compiled, dialect),
            )
        return self._words[dialect.name]


def put_row(session: Session, model: type[Any], **values: Any) -> None:
    """Put a new row of a model down; what is not given has its default, or is empty."""
    guard_row(session, model, values)
    writing, defaults = _inserting(model)  # type: ignore[arg-type]
    unknown = values.keys() - defaults.keys()
    if unknown:
        raise TypeError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
    row = {name: values[name] if name in values else default() for name, default in defaults.items()}
    put(session, writing, row)


def guard_row(session: Session, model: type[Any], values: Values) -> None:
    """Ask everybody who has to agree to a row that is written."""
    for guard in _guards:
        guard(session, model, values)


def put(session: Session, writing: Writing, values: Values, *, once: str = "") -> None:
    """Put down what is to be written. `once`: a later one takes the place of an earlier one that still waits."""
    waiting = session.info.setdefault(WAITING, {})
    waiting[(writing, once) if once else object()] = (writing, values)


def write_waiting(session: Session) -> None:
    """Write what was put down, in its order."""
    for prepare in _preparations:
        prepare(session)
    waiting = session.info.pop(WAITING, None)
    if not waiting:
        return
    _carry_out(session.connection(), list(waiting.values()))


def _carry_out(connection: Connection, waiting: Sequence[tuple[Writing, Values]]) -> None:
    proxied: Any = connection.connection
    cursors = [proxied.cursor() for _each in waiting]
    with usual_errors(connection, f"{len(waiting)} rows put down"):
        # PostgreSQL gets all of them before it is asked how they went; SQLite has no way to go there and back.
        with proxied.driver_connection.pipeline() if _is_far(connection, waiting) else nullcontext():
            for (writing, values), cursor in zip(waiting, cursors, strict=True):
                writing.carry_out(connection, cursor, values)
        for (writing, _values), cursor in zip(waiting, cursors, strict=True):
            writing.check(cursor)
            cursor.close()


def _is_far(connection: Connection, waiting: Sequence[object]) -> bool:
    return connection.dialect.name == "postgresql" and len(waiting) > 1


@cache
def _inserting(model: type[Any]) -> tuple[Writing, Mapping[str, Callable[[], Any]]]:
    table: Table = model.__table__
    return Writing(insert(table).inline()), {column.key: _default_of(column) for column in table.columns}


def _default_of(column: Any) -> Callable[[], Any]:
    default = column.default
    if default is not None and default.is_callable:
        return lambda: default.arg(None)
    if default is not None:
        return lambda: default.arg
    if column.nullable:
        return lambda: None

    def missing() -> Any:
        raise TypeError(f"{column.table.name}.{column.key} is missing")

    return missing
