"""The reference files as values for the tables: one mapping of key to column values for each table."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from app.places.data import rows_of

Values: TypeAlias = dict[str, Any]


def read_counties() -> dict[str, Values]:
    """The counties by ISO code."""
    return {row["iso_3166_2"]: _county(row) for row in rows_of("counties")}


def read_municipalities() -> dict[str, Values]:
    """The municipalities by code, without the days of a pilot: those are set in the product."""
    names = _municipality_names()
    return {row["asr_code"]: _municipality(row, names[row["asr_code"]]) for row in rows_of("municipalities")}


def read_places() -> dict[int, Values]:
    """The towns and villages by GeoNames number."""
    counties = {row["geonames_admin1"]: row["iso_3166_2"] for row in rows_of("counties")}
    municipalities = read_municipalities()
    codes = {values["name_sq"]: code for code, values in municipalities.items()}
    # The gazetteer is silent or wrong about a seat now and then; the municipalities name their seats.
    seats = {values["seat_geonameid"]: code for code, values in municipalities.items()}
    places = (_place(row, counties, codes, seats) for row in rows_of("gazetteer"))
    return {values["geonameid"]: values for values in places}


def _municipality_names() -> Mapping[str, Mapping[str, list[str]]]:
    names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows_of("municipality_names"):
        names[row["asr_code"]][row["kind"]].append(row["name"])
    return names


def _county(row: Mapping[str, str]) -> Values:
    return {
        "code": row["iso_3166_2"],
        "name_sq": row["name_sq"],
        "nuts3": row["nuts3"],
        "nuts2": row["nuts2"],
        "ocha_pcode": row["ocha_pcode"],
        "geonames_admin1": row["geonames_admin1"],
        "seat": row["seat"],
        "lat": float(row["seat_lat"]),
        "lon": float(row["seat_lon"]),
        "population": int(row["pop_2023"]),
        "area_km2": _number(row["area_km2"]),
    }


def _municipality(row: Mapping[str, str], names: Mapping[str, list[str]]) -> Values:
    return {
        "code": row["asr_code"],
        "name_sq": row["name_sq"],
        "name_definite": names["definite"][0],
        "former_names": names["former"],
        "county_code": row["iso_3166_2"],
        "lau_code": row["lau_code"],
        "ocha_pcode": row["ocha_pcode"],
        "geonames_admin2": row["geonames_admin2"],
        "election_code": row["cec_bas_id"],
        "seat": row["seat"],
        "seat_geonameid": int(row["seat_geonameid"]) if row["seat_geonameid"] else None,
        "seat_note": row["seat_note"],
        "lat": float(row["seat_lat"]),
        "lon": float(row["seat_lon"]),
        "population": int(row["pop_2023"]),
        "population_basis": row["pop_2023_basis"],
        "area_km2": _number(row["area_km2"]),
    }


def _place(
    row: Mapping[str, str],
    county_codes: Mapping[str, str],
    codes: Mapping[str, str],
    seats: Mapping[int, str],
) -> Values:
    number, stated = int(row["geonameid"]), row["municipality_geonames"]
    return {
        "geonameid": number,
        "name": row["name"],
        "other_names": list(_written_in_latin(row["alternate"].split("|"), row["name"])),
        "lat": float(row["lat"]),
        "lon": float(row["lon"]),
        "population": int(row["population"]),
        "feature_code": row["fcode"],
        "county_code": county_codes[row["admin1"]],
        "municipality_code": seats.get(number) or codes.get(stated),
    }


def _written_in_latin(names: list[str], own_name: str) -> Iterator[str]:
    """The other names in Latin letters, without transliterations by machine: those are in small letters."""
    for name in names:
        if name and name != own_name and name[0].isupper() and max(name) < "\u0250":
            yield name


def _number(text: str) -> float | None:
    return float(text) if text else None
