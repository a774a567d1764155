"""Everything that stands in the tables, so that a test can say that a refused request changed nothing."""

from collections.abc import Collection

from sqlalchemy import func, select

from app.kernel.actor import SYSTEM
from app.kernel.db import Base, db
from app.kernel.scope import scope_of
from tests.support.databases import REFERENCE_TABLES

# Being signed in and having looked are noted also where nothing is done.
_ASIDE = REFERENCE_TABLES | {"sign_in_session", "sign_in_failure", "audit_view"}
# How often the directory changed is counted when a unit of work ends, also for what was there before it.
_ASIDE |= {"service_listing_change", "service_listing_state"}

Rows = dict[str, list[str]]


def read_rows(besides: Collection[str] = ()) -> Rows:
    """Every row of every table that requests change, as text."""
    db.session.expire_all()
    with scope_of(db.session(), SYSTEM):
        return {
            table.name: sorted(repr(tuple(row)) for row in db.session.execute(table.select()))
            for table in Base.metadata.sorted_tables
            if table.name not in _ASIDE | set(besides)
        }


def count_rows(model: type[Base]) -> int:
    with scope_of(db.session(), SYSTEM):
        return int(db.session.scalar(select(func.count()).select_from(model)) or 0)
