"""Row scope: every query on a scoped model shows only what the actor may see; no scope means an error, not all rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Executable, Table, TextClause, event
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction, with_loader_criteria
from sqlalchemy.sql import visitors

from app.kernel.actor import SYSTEM, Actor
from app.kernel.db import Base, UnitSession
from app.kernel.direct import PREPARED, Prepared, cursor_for
from app.kernel.permissions import MUNICIPAL_ROLES, PROVIDER_ROLES, Role
from app.kernel.writing import Values, guards_rows

_UNSCOPED = "unscoped"
_TELL = "SELECT set_config('ura.scope', %s, true)"


class UnscopedQuery(RuntimeError):
    """A statement touches scoped rows while nobody's scope is on the session."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What one actor may see, as data. `role` decides tiers; `all_rows` is the system itself."""

    role: Role
    municipality_code: str | None = None
    organisation_id: UUID | None = None
    all_rows: bool = False
    is_focal_point: bool = False

    @classmethod
    def of(cls, actor: Actor) -> "Scope":
        return cls(
            actor.role,
            actor.municipality_code,
            actor.organisation_id,
            all_rows=actor is SYSTEM,
            is_focal_point=actor.is_focal_point,
        )

    def as_setting(self) -> str:
        """The scope in one word, for the row-level security of PostgreSQL."""
        if self.all_rows:
            return "all"
        if self.is_municipal and self.municipality_code:
            return f"municipality:{self.municipality_code}"
        if self.is_provider and self.organisation_id:
            return f"organisation:{self.organisation_id}"
        return "none"

    @property
    def is_municipal(self) -> bool:
        return self.role in MUNICIPAL_ROLES

    @property
    def is_provider(self) -> bool:
        return self.role in PROVIDER_ROLES

    @property
    def sealed(self) -> bool:
        """Whether sealed services may be known of."""
        return self.role in {Role.CHILD_PROTECTION_WORKER, Role.COORDINATOR}

    @property
    def restricted(self) -> bool:
        """Whether restricted services may be known of: certified focal points, and those who know of sealed ones."""
        return self.sealed or (self.is_focal_point and self.is_municipal)


class Scoped:
    """A model whose rows are not for everybody."""

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        """The clause that holds for the rows that the scope may see."""
        raise NotImplementedError(cls.__name__)


AnySelect = TypeVar("AnySelect", bound=Executable)


def prepared(statement: AnySelect) -> AnySelect:
    """A statement that is built once, at import, with bindparams for what changes.

    Its scoped form is remembered for each scope. So `visible_to` of the models in it may depend on the scope alone;
    what changes with the moment goes in as `bindparam(callable_=…)`.
    """
    return statement.execution_options(**{PREPARED: Prepared()})


def unscoped(reason: str) -> dict[str, str]:
    """Execution options for the rare statement that must see all rows; the reason stands in the code."""
    return {_UNSCOPED: reason}


def set_scope(session: Session, actor: Actor | None) -> None:
    """Put an actor's scope on the session; None takes it off."""
    _put_scope(session, Scope.of(actor) if actor else None)


def _put_scope(session: Session, scope: Scope | None) -> None:
    session.info["scope"] = scope
    if session.in_transaction():
        _tell_engine(session.connection(), scope)


def _tell_engine(connection: Connection, scope: Scope | None) -> None:
    """PostgreSQL keeps the scope for this transaction and holds every statement to it, whoever wrote it."""
    if connection.dialect.name == "postgresql":
        with cursor_for(connection, _TELL, (scope.as_setting() if scope else "none",)):
            pass


def current_scope(session: Session) -> Scope:
    """The scope on the session, for what is read past its statements; raises UnscopedQuery where there is none."""
    scope: Scope | None = session.info.get("scope")
    if scope is None:
        raise UnscopedQuery("nobody's scope is on the session")
    return scope


@contextmanager
def scope_of(session: Session, actor: Actor) -> Iterator[None]:
    """Another actor's scope for the length of a block."""
    before = session.info.get("scope")
    set_scope(session, actor)
    try:
        yield
    finally:
        _put_scope(session, before)


@cache
def _scoped_tables() -> dict[Table, type[Any]]:
    return {
        mapper.local_table: mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Scoped) and isinstance(mapper.local_table, Table)
    }


def scoped_models_in(statement: Executable) -> list[type[Any]]:
    """The scoped models that a statement touches, wherever in it they stand."""
    scoped = _scoped_tables()
    found = {
        element: scoped[element]
        for element in visitors.iterate(statement)  # type: ignore[arg-type]
        if isinstance(element, Table) and element in scoped
    }
    return sorted(found.values(), key=lambda model: model.__name__)


@event.listens_for(UnitSession, "do_orm_execute")
def _keep_to_scope(state: ORMExecuteState) -> None:
    if state.is_column_load or state.is_insert:
        return
    scope: Scope | None = state.session.info.get("scope")
    known: Prepared | None = state.execution_options.get(PREPARED)
    if state.execution_options.get(_UNSCOPED):
        if known is not None:
            known.remember(scope, state.statement)
        return
    if known is not None and scope in known.forms:
        state.statement = known.forms[scope]
        return
    state.statement = _scoped(state, scope)
    if known is not None and scope is not None:
        known.remember(scope, state.statement)


def _scoped(state: ORMExecuteState, scope: Scope | None) -> Executable:
    """The statement with the clauses of all scoped models that it touches."""
    statement = state.statement
    if isinstance(statement, TextClause):
        raise UnscopedQuery("text() is not scoped; say why it may see all rows")
    touched = scoped_models_in(statement)
    if not touched:
        return statement
    if scope is None:
        raise UnscopedQuery(", ".join(model.__name__ for model in touched))
    if scope.all_rows:
        return statement
    if not state.is_orm_statement:
        raise UnscopedQuery("a Core statement cannot be scoped: select the mapped columns")
    criteria = (
        with_loader_criteria(model, model.visible_to(scope), include_aliases=True) for model in touched
    )
    return statement.options(*criteria)


@event.listens_for(UnitSession, "before_flush")
def _no_write_without_scope(session: Session, _context: UOWTransaction, _instances: object) -> None:
    if session.info.get("scope") is not None:
        return
    if any(isinstance(row, Scoped) for row in (*session.new, *session.deleted, *session.dirty)):
        raise UnscopedQuery("a scoped row is written while no scope is set")


@guards_rows
def _no_row_without_scope(session: Session, model: type[Any], _values: Values) -> None:
    if session.info.get("scope") is None and issubclass(model, Scoped):
        raise UnscopedQuery("a scoped row is written while no scope is set")


@event.listens_for(UnitSession, "after_begin")
def _scope_of_a_new_transaction(
    session: Session, _transaction: SessionTransaction, connection: Connection
) -> None:
    scope: Scope | None = session.info.get("scope")
    if scope is not None:
        _tell_engine(connection, scope)
