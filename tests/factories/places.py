"""The reference data for tests: loaded into a database, or in memory for tests that have none."""

from dataclasses import fields
from functools import cache
from typing import TypeVar

from app.kernel.actor import SYSTEM
from app.places.data.reference import Values, read_counties, read_municipalities, read_places
from app.places.queries.atlas import Atlas, CountyRow, MunicipalityRow, PlaceRow
from app.places.services import load_reference_data

Row = TypeVar("Row", CountyRow, MunicipalityRow, PlaceRow)

KAMEZ = "50"
DIMAL = "05"


def load_places() -> None:
    """Put all counties, municipalities and places into the database at hand."""
    load_reference_data(SYSTEM)


@cache
def make_atlas() -> Atlas:
    """The reference data in memory, straight from the files."""
    counties = read_counties()
    municipalities = {
        code: {**values, "county_name": counties[values["county_code"]]["name_sq"]}
        | {"former_names": tuple(values["former_names"]), "pilot_from": None, "pilot_to": None}
        for code, values in read_municipalities().items()
    }
    places = {
        str(number): {**values, "other_names": tuple(values["other_names"])}
        for number, values in read_places().items()
    }
    return Atlas.of(
        {code: _row(CountyRow, values) for code, values in counties.items()},
        {code: _row(MunicipalityRow, values) for code, values in municipalities.items()},
        {key: _row(PlaceRow, values) for key, values in places.items()},
    )


def _row(shape: type[Row], values: Values) -> Row:
    return shape(**{field.name: values[field.name] for field in fields(shape)})
