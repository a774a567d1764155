from collections.abc import Iterator

import pytest

from app.demo.content import list_pilots
from app.kernel.actor import SYSTEM
from app.kernel.db import db
from app.kernel.uow import unit
from app.places.queries import forget_atlas
from app.places.services import set_pilot_period
from tests.support.databases import Database


@pytest.fixture(autouse=True)
def _no_pilots_afterwards(database: Database) -> Iterator[None]:
    """Pilot days stand in a reference table, which is not emptied after a test."""
    yield
    db.session.remove()
    forget_atlas()
    with unit(SYSTEM):
        for pilot in list_pilots():
            set_pilot_period(SYSTEM, pilot.municipality_code, None, None)
    forget_atlas()
