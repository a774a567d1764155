"""Prepared statements on the short way to the driver: what is worked out anew at each call is worked out once here.

Which form a statement has in a scope is not decided here: `scope` decides it, and hands it over to be remembered.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from sys import intern
from typing import Any

from sqlalchemy import Connection, Dialect, Executable, Select
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.compiler import SQLCompiler

PREPARED = "ura_prepared"
_Values = Mapping[str, Any]
_Rows = Sequence[Sequence[Any]]
_Convert = Callable[[Any], Any]


class Prepared:
    """The forms of one statement: one for each scope and engine, as `scope` handed them over."""

    __slots__ = ("_columns", "_plans", "forms")
    MOST = 1000

    def __init__(self) -> None:
        self.forms: dict[object, Executable] = {}
        self._plans: dict[tuple[object, str], Plan | None] = {}
        self._columns: dict[str, _Columns] = {}

    def remember(self, scope: object, form: Executable) -> None:
        """From now on the statement has this form in this scope."""
        if len(self.forms) + len(self._plans) >= self.MOST:
            self.forms.clear()
            self._plans.clear()
        self.forms[scope] = form

    def plan_for(self, scope: object, dialect: Dialect) -> "Plan | None":
        """The short way, once `scope` has said what the form is, for statements that select plain columns."""
        key = (scope, dialect.name)
        if key in self._plans:
            return self._plans[key]
        form = self.forms.get(scope)
        if form is None:
            return None
        plan = None
        if isinstance(form, Select) and _selects_columns(form):
            columns = self._columns.setdefault(dialect.name, _Columns(form, dialect))
            plan = Plan(form, dialect, columns)
            # The form is not asked for again.
            del self.forms[scope]
        self._plans[key] = plan
        return plan


@dataclass(frozen=True, slots=True)
class _Words:
    """The SQL of a statement whose lists have certain lengths, and how its values go in."""

    sql: str
    positions: Sequence[str] | None
    fixed: _Values
    lists: tuple[tuple[str, Sequence[str]], ...]


class _Columns:
    """What a statement selects: names and ways out are the same in every scope."""

    __slots__ = ("_metadata", "_out", "_types")

    def __init__(self, form: Select[Any], dialect: Dialect) -> None:
        columns = form.column_descriptions
        self._metadata = SimpleResultMetaData([str(column["name"]) for column in columns])
        self._types = [column["type"].dialect_impl(dialect) for column in columns]
        self._out: list[tuple[int, _Convert]] | None = None

    def read(self, cursor: Any, dialect: Dialect) -> IteratorResult[Any]:
        """All rows, as `Session.execute` would give them."""
        rows = cursor.fetchall()
        if self._out is None:
            self._out = self._ways_out(cursor, dialect)
        return IteratorResult(self._metadata, iter(_converted(rows, self._out)))

    def _ways_out(self, cursor: Any, dialect: Dialect) -> list[tuple[int, _Convert]]:
        # The description of the columns is asked for once: the driver needs as long for it as for the rows.
        kinds = [column[1] for column in cursor.description]
        found = [kind.result_processor(dialect, code) for kind, code in zip(self._types, kinds, strict=True)]
        return [(place, convert) for place, convert in enumerate(found) if convert]


class Plan:
    """One statement in one scope on one engine: its SQL, how values go in and how columns come out."""

    __slots__ = ("_asked", "_columns", "_compiled", "_in", "_lists", "_moments", "_words")

    def __init__(self, form: Select[Any], dialect: Dialect, columns: _Columns) -> None:
        compiled: SQLCompiler = form.compile(dialect=dialect)
        self._columns = columns
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        self._in = converters_in(compiled, dialect)
        self._asked = [name for name, bind in binds.items() if bind.required and not bind.expanding]
        self._moments = [(name, bind.callable) for name, bind in binds.items() if bind.callable]
        self._lists = [name for name, bind in binds.items() if bind.required and bind.expanding]
        self._words: dict[tuple[int, ...], _Words] = {}
        # What was compiled is large: it is only kept where lists may have other lengths later.
        self._compiled = compiled if self._lists else None
        if not self._lists:
            self._words[()] = self._written(compiled, {})

    def carry_out(self, connection: Connection, values: _Values) -> IteratorResult[Any]:
        """All rows, as `Session.execute` would give them."""
        words = self._words_for(values)
        with cursor_for(connection, words.sql, self._fill(words, values)) as cursor:
            return self._columns.read(cursor, connection.dialect)

    def _words_for(self, values: _Values) -> _Words:
        lengths = tuple([len(values[name]) for name in self._lists])
        if lengths not in self._words and self._compiled is not None:
            self._words[lengths] = self._written(self._compiled, values)
        return self._words[lengths]

    def _written(self, compiled: SQLCompiler, values: _Values) -> _Words:
        state = compiled.construct_expanded_state({**dict.fromkeys(self._asked), **values})
        given = {*self._asked, *(name for name, _read in self._moments)}
        given.update(place for name in self._lists for place in state.parameter_expansion[name])
        fixed = {
            name: self._converter_of(name, state.processors)(value)
            for name, value in state.parameters.items()
            if name not in given
        }
        lists = tuple((name, tuple(state.parameter_expansion[name])) for name in self._lists)
        return _Words(intern(state.statement), state.positiontup, fixed, lists)

    def _converter_of(self, name: str, of_lists: Mapping[str, Any]) -> _Convert:
        return of_lists.get(name) or self._in.get(name) or _as_it_is

    def _fill(self, words: _Words, values: _Values) -> Any:
        filled = dict(words.fixed)
        for name in self._asked:
            filled[name] = self._in[name](values[name])
        for name, read in self._moments:
            filled[name] = self._in[name](read())
        for name, places in words.lists:
            filled.update(zip(places, map(self._in[name], values[name]), strict=True))
        return filled if words.positions is None else tuple([filled[name] for name in words.positions])


def _converted(rows: _Rows, ways_out: list[tuple[int, _Convert]]) -> _Rows:
    if not ways_out:
        return rows
    converted = [list(row) for row in rows]
    for row in converted:
        for place, convert in ways_out:
            row[place] = convert(row[place])
    return converted


@contextmanager
def cursor_for(connection: Connection, sql: str, values: Any) -> Iterator[Any]:
    """A cursor of the driver after a statement."""
    cursor = connection.connection.cursor()
    try:
        with usual_errors(connection, sql):
            execute(connection, cursor, sql, values)
            yield cursor
    finally:
        cursor.close()


def execute(connection: Connection, cursor: Any, sql: str, values: Any) -> None:
    """Carry a statement out, so that whoever listens to statements (tests, the profile) hears it."""
    events = connection.dispatch
    if events.before_cursor_execute:
        events.before_cursor_execute(connection, cursor, sql, values, None, False)
    cursor.execute(sql, values)
    if events.after_cursor_execute:
        events.after_cursor_execute(connection, cursor, sql, values, None, False)


@contextmanager
def usual_errors(connection: Connection, sql: str) -> Iterator[None]:
    """Errors of the driver get the names that everybody above knows them by."""
    try:
        yield
    except connection.dialect.loaded_dbapi.Error as error:
        raise _as_sqlalchemy(connection, error, sql) from error


def _as_sqlalchemy(connection: Connection, error: Any, sql: str) -> DBAPIError:
    """The error under the name that everybody above knows it by; its values stay out of it."""
    lost = connection.dialect.is_disconnect(error, connection.connection.dbapi_connection, None)
    if lost:
        connection.invalidate(error)
    base = connection.dialect.loaded_dbapi.Error
    named: DBAPIError = DBAPIError.instance(
        sql, None, error, base, hide_parameters=True, connection_invalidated=lost, dialect=connection.dialect
    )
    return named


def _selects_columns(form: Select[Any]) -> bool:
    return all(
        isinstance(column["expr"], ColumnElement | QueryableAttribute) for column in form.column_descriptions
    )


def converters_in(compiled: SQLCompiler, dialect: Dialect) -> dict[str, _Convert]:
    """How the value of each name goes in."""
    ways = {name: bind.type.dialect_impl(dialect) for bind, name in compiled.bind_names.items()}
    return {name: kind.bind_processor(dialect) or _as_it_is for name, kind in ways.items()}


def _as_it_is(value: Any) -> Any:
    return value
