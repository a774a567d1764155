"""Tables of the public reference data: counties, municipalities and places; not scoped, not audited."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base


class County(Base):
    """A county (qark), keyed by its ISO 3166-2 code."""

    __tablename__ = "county"

    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    name_sq: Mapped[str] = mapped_column(String(40))
    nuts3: Mapped[str] = mapped_column(String(5), unique=True)
    nuts2: Mapped[str] = mapped_column(String(4))
    ocha_pcode: Mapped[str] = mapped_column(String(6), unique=True)
    geonames_admin1: Mapped[str] = mapped_column(String(4), unique=True)
    seat: Mapped[str] = mapped_column(String(60))
    lat: Mapped[float]
    lon: Mapped[float]
    population: Mapped[int]
    area_km2: Mapped[float | None]


class Municipality(Base):
    """A municipality (bashki), keyed by its code in the national address register.

    Its NUTS 3 and ISO codes stand on the county. `lat` and `lon` are those of the seat. `pilot_from` and
    `pilot_to` are days, both included.
    """

    __tablename__ = "municipality"

    code: Mapped[str] = mapped_column(String(2), primary_key=True)
    name_sq: Mapped[str] = mapped_column(String(60))
    name_definite: Mapped[str] = mapped_column(String(60))
    former_names: Mapped[list[str]]
    county_code: Mapped[str] = mapped_column(ForeignKey("county.code"), index=True)
    lau_code: Mapped[str] = mapped_column(String(5), unique=True)
    ocha_pcode: Mapped[str] = mapped_column(String(8), unique=True)
    geonames_admin2: Mapped[str] = mapped_column(String(20), unique=True)
    election_code: Mapped[str] = mapped_column(String(4), unique=True)
    seat: Mapped[str] = mapped_column(String(60))
    seat_geonameid: Mapped[int | None]
    seat_note: Mapped[str] = mapped_column(String(200))
    lat: Mapped[float]
    lon: Mapped[float]
    population: Mapped[int]
    population_basis: Mapped[str] = mapped_column(String(1))
    area_km2: Mapped[float | None]
    pilot_from: Mapped[date | None]
    pilot_to: Mapped[date | None]


class Place(Base):
    """A town or village of the gazetteer, keyed by its GeoNames number.

    `municipality_code` is None where the source does not say; nobody guesses it.
    """

    __tablename__ = "place"

    geonameid: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(80))
    other_names: Mapped[list[str]]
    lat: Mapped[float]
    lon: Mapped[float]
    population: Mapped[int]
    feature_code: Mapped[str] = mapped_column(String(6))
    county_code: Mapped[str] = mapped_column(ForeignKey("county.code"), index=True)
    municipality_code: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"), index=True)
