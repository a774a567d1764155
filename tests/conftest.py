"""Fixtures that all tests share; what they stand on is in tests/support."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from hypothesis import HealthCheck, settings

from app.kernel.actor import SYSTEM, Actor
from app.kernel.db import db
from app.kernel.i18n import set_locale
from app.kernel.scope import scope_of, set_scope
from tests.support.browsing import Browser, fresh_process
from tests.support.databases import Database, postgresql_database, sqlite_database

# Machines are noisy: how long an example takes never decides a test.
settings.register_profile("ura", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ura")

Acting = Callable[[Actor], AbstractContextManager[None]]
Browse = Callable[..., Browser]


@pytest.fixture(scope="session")
def sqlite() -> Iterator[Database]:
    """The SQLite database of this test process."""
    with sqlite_database() as database:
        yield database


@pytest.fixture(scope="session")
def postgresql(worker_id: str) -> Iterator[Database]:
    """The PostgreSQL database of this test process."""
    with postgresql_database(f"ura_test_{worker_id}") as database:
        yield database


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Runs the test on both engines; `db.session` works inside and sees all rows unless `acting` narrows it."""
    chosen: Database = request.getfixturevalue(request.param)
    fresh_process()
    set_locale("en")
    with chosen.app.app_context():
        set_scope(db.session(), SYSTEM)
        yield chosen
        db.session.remove()
    chosen.empty()


@pytest.fixture
def acting(database: Database) -> Acting:
    """`with acting(actor):` puts that actor's scope on the session."""

    @contextmanager
    def narrowed(actor: Actor) -> Iterator[None]:
        db.session().flush()
        db.session().expire_all()
        with scope_of(db.session(), actor):
            yield

    return narrowed


@pytest.fixture
def browse(database: Database) -> Browse:
    """`browse(actor)` is a browser in which that actor is signed in; `browse()` is a stranger's."""

    def start(actor: Actor | None = None, *, locale: str = "en") -> Browser:
        return Browser(database.app, actor, locale=locale)

    return start
