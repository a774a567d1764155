"""The schema goes up, down and up again on both engines, and at the top it is what the models say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, select, text

from app import registry
from app.kernel import migrate
from app.kernel.actor import SYSTEM
from app.kernel.audit import AuditEntry
from app.kernel.db import Base, db, prepare_engine
from app.kernel.uow import unit
from tests.support.databases import REFERENCE_TABLES, Database

VERSIONS = ScriptDirectory.from_config(migrate.alembic_config())


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    prepare_engine(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def empty_postgresql(postgresql: Database) -> Iterator[Engine]:
    """A schema of its own: the role of the application may not make databases."""
    with postgresql.app.app_context():
        url = db.engine.url
    owner = create_engine(url)
    with owner.begin() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS empty CASCADE"))
        connection.execute(text("CREATE SCHEMA empty"))
    engine = create_engine(url.update_query_dict({"options": "-csearch_path=empty"}))
    yield engine
    engine.dispose()
    with owner.begin() as connection:
        connection.execute(text("DROP SCHEMA empty CASCADE"))
    owner.dispose()


@pytest.fixture(params=["empty_sqlite", "empty_postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    chosen: Engine = request.getfixturevalue(request.param)
    return chosen


def describe(engine: Engine) -> set[str]:
    """What stands in the database, but for alembic's own table: columns, indexes, sequences, types, policies."""
    inspector = inspect(engine)
    tables = set(inspector.get_table_names()) - {"alembic_version"}
    found = {f"{table}.{column['name']}" for table in tables for column in inspector.get_columns(table)}
    found |= {f"{table}:{index['name']}" for table in tables for index in inspector.get_indexes(table)}
    if engine.dialect.name == "postgresql":
        found |= {f"sequence {name}" for name in inspector.get_sequence_names()}
        with engine.connect() as connection:
            found |= {f"policy {row}" for row in connection.scalars(_POLICIES)}
            found |= {f"type {row}" for row in connection.scalars(_ENUMS)}
            found |= {f"secured {row}" for row in connection.scalars(_SECURED)}
    return found


_POLICIES = text("SELECT tablename || '.' || policyname FROM pg_policies WHERE schemaname = current_schema()")
_ENUMS = text(
    "SELECT typname FROM pg_type WHERE typtype = 'e' AND typnamespace = current_schema()::regnamespace"
)
_SECURED = text(
    "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
    " AND (relrowsecurity OR relforcerowsecurity)"
)


def test_all_the_way_down_leaves_nothing_and_up_again_works(engine: Engine) -> None:
    migrate.upgrade(engine)
    everything = describe(engine)
    models = {
        f"{table.name}.{column.name}" for table in Base.metadata.sorted_tables for column in table.columns
    }
    assert models <= everything
    migrate.downgrade(engine, "base")
    assert describe(engine) == set()
    migrate.upgrade(engine)
    assert describe(engine) == everything


def test_each_single_step_can_be_taken_back(engine: Engine) -> None:
    for revision in reversed(list(VERSIONS.walk_revisions())):
        before = describe(engine)
        migrate.upgrade(engine, revision.revision)
        migrate.downgrade(engine, "-1")
        assert describe(engine) == before, revision.revision
        migrate.upgrade(engine, revision.revision)


def test_the_newest_schema_is_what_the_models_say(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_there_is_one_newest_revision_and_the_file_names_it() -> None:
    assert [(migrate.MIGRATIONS / ".current-head").read_text("utf-8").strip()] == VERSIONS.get_heads()


def test_revisions_are_one_row_and_their_files_are_called_after_them() -> None:
    revisions = list(VERSIONS.walk_revisions())
    assert len(revisions) == len({revision.down_revision for revision in revisions})
    for revision in revisions:
        assert Path(revision.path).stem == revision.revision
        assert re.fullmatch(r"\d{4}_[a-z_]+", revision.revision)


def test_no_migration_depends_on_the_code_of_the_application() -> None:
    for revision in VERSIONS.walk_revisions():
        source = Path(revision.path).read_text("utf-8")
        assert not re.search(r"^\s*(from|import) app\b", source, re.MULTILINE), revision.path


def read_reference() -> dict[str, list[tuple[object, ...]]]:
    """Every row of the reference tables."""
    tables = [table for table in Base.metadata.sorted_tables if table.name in REFERENCE_TABLES]
    with db.engine.connect() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key))
            ]
            for table in tables
        }


def count_entries() -> int:
    return len(db.session.scalars(select(AuditEntry.sequence)).all())


@pytest.mark.usefixtures("database")
def test_loading_the_reference_data_again_changes_nothing() -> None:
    before, entries = read_reference(), count_entries()
    with unit(SYSTEM):
        registry.load_reference_data(SYSTEM)
    assert (read_reference(), count_entries()) == (before, entries)
    assert (len(before["county"]), len(before["municipality"]), len(before["catalogue_entry"])) == (
        12,
        61,
        94,
    )
