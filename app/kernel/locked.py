"""Records that are locked, changed and written back: as objects of the session are, without what else those can do.

Loading one object and flushing one change takes the session as long as all the rest of a command. A record from here
has the attributes of its model and is compared when the unit is flushed; it has no relationships, and it is changed by
nobody else, because its row is locked until the unit ends.
"""

from functools import cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Table, bindparam, event, inspect, select, update
from sqlalchemy.orm import Session, SessionTransaction
from sqlalchemy.orm.attributes import get_history, instance_dict, manager_of_class, set_committed_value

from app.kernel.db import UnitSession, Versioned
from app.kernel.scope import prepared
from app.kernel.writing import Writing, before_writing, guard_row, put

Record = TypeVar("Record", bound=Versioned)
_HELD = "locked_records"


class LockedRows(Generic[Record]):
    """The records of one model, one at a time and each under the lock of its row."""

    def __init__(self, model: type[Record]) -> None:
        self._model, self._manager = model, manager_of_class(model)
        self._names = [attribute.key for attribute in inspect(model).column_attrs]
        columns = [getattr(model, name) for name in self._names]
        wanted = select(*columns).where(inspect(model).primary_key[0] == bindparam("id"))
        self._statement = prepared(wanted.with_for_update())

    def find(self, session: Session, record_id: UUID) -> Record | None:
        """The record as it stands, or None where the actor may not see it. Whoever else wants it waits.

        The same record twice in a unit is the same object, read anew.
        """
        row = session.execute(self._statement, {"id": record_id}).one_or_none()
        if row is None:
            return None
        held = session.info.setdefault(_HELD, {})
        record: Record = held.setdefault((self._model, record_id), self._manager.new_instance())
        instance_dict(record).update(zip(self._names, row, strict=True))
        return record


@before_writing
def _write_back(session: Session) -> None:
    """Put down what changed in the records that this unit holds."""
    for (model, record_id), record in session.info.get(_HELD, {}).items():
        changed = _changes_of(record)
        if changed:
            guard_row(session, model, {"id": record_id})
            old = {"of_id": record_id, "of_version": record.version}
            changed["version"] = record.version + 1
            new = {f"new_{name}": value for name, value in changed.items()}
            put(session, _updating(model, frozenset(changed)), old | new)
            for name, value in changed.items():
                set_committed_value(record, name, value)


def _changes_of(record: Versioned) -> dict[str, Any]:
    state = inspect(record)
    if not state.modified:
        return {}
    touched = state.manager.keys() - state.unmodified
    return {name: getattr(record, name) for name in touched if get_history(record, name).has_changes()}


@cache
def _updating(model: type[Any], names: frozenset[str]) -> Writing:
    table: Table = model.__table__
    values = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in sorted(names)}
    of_row = (table.c.id == bindparam("of_id"), table.c.version == bindparam("of_version"))
    return Writing(update(table).where(*of_row).values(values), rows=1)


@event.listens_for(UnitSession, "after_transaction_end")
def _let_go(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_HELD, None)
