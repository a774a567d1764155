"""Commands on the reference data: load it from the files, and say when a municipality is a pilot."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import inspect, select

from app.kernel.actor import Actor
from app.kernel.db import Base, db
from app.kernel.errors import Invalid, NotFound
from app.places.data.reference import Values, read_counties, read_municipalities, read_places
from app.places.models import County, Municipality, Place
from app.places.queries import forget_atlas


def load_reference_data(_actor: Actor) -> None:
    """Write the reference files to the tables; what is there is brought up to date, pilot days stay."""
    _upsert(County, read_counties())
    _upsert(Municipality, read_municipalities())
    _upsert(Place, read_places())
    forget_atlas()


def set_pilot_period(
    _actor: Actor, municipality_code: str, pilot_from: date | None, pilot_to: date | None
) -> None:
    """Say from which to which day a municipality takes part in the pilot; an open end has no last day.

    Raises NotFound for an unknown code and Invalid for an end without or before a beginning.
    """
    wanted = select(Municipality).where(Municipality.code == municipality_code)
    municipality = db.session.scalars(wanted).one_or_none()
    if municipality is None:
        raise NotFound
    if pilot_to and (pilot_from is None or pilot_to < pilot_from):
        raise Invalid({"pilot_to": "end_before_beginning"})
    municipality.pilot_from, municipality.pilot_to = pilot_from, pilot_to
    db.session.flush()
    forget_atlas()


def _upsert(model: type[Base], wanted: Mapping[Any, Values]) -> None:
    present = {inspect(row).identity: row for row in db.session.scalars(select(model))}
    for identity, values in wanted.items():
        row = present.get((identity,))
        if row is None:
            db.session.add(model(**values))
            continue
        for name, value in values.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    db.session.flush()
