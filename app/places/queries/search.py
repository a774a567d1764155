"""Finding a municipality, town or village by a name as people type it on a phone."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from app.places.domain import Closeness, Found, PlaceKind, fold_name, without_twins
from app.places.queries.atlas import Atlas, atlas

LONGEST_TEXT = 80
_SHORTEST_MISTYPED = 2
_LONG_NAME = 6
_ALIKE_SCORE = 80


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A place that was found. `also_known_as` is the other name by which it was found, if it was."""

    kind: PlaceKind
    code: str
    name: str
    also_known_as: str | None
    municipality_code: str | None
    municipality_name: str | None
    county_code: str
    county_name: str
    lat: float
    lon: float
    closeness: Closeness


def search_places(text: str, limit: int = 8) -> list[PlaceHit]:
    """The places whose names are nearest to a text, nearest first.

    A town named like its municipality is left out. A letter that is wrong, missing, doubled or swapped still
    finds the place. Texts are cut at 80 letters.
    """
    known = atlas()
    text = text[:LONGEST_TEXT]
    found = known.index.places([*known.index.matches(text), *_nearly(known, fold_name(text))])
    hits = list(without_twins(found, known.twins))[:limit]
    return [_hit(known, each) for each in hits]


def _nearly(known: Atlas, typed: str) -> Iterator[tuple[str, Closeness]]:
    if len(typed) < _SHORTEST_MISTYPED:
        return
    names = known.index.sorted_names
    for name, distance, _ in process.extract_iter(typed, names, scorer=OSA.distance, score_cutoff=2):
        if distance <= 1:
            yield name, Closeness.ONE_LETTER_OFF
        elif len(typed) >= _LONG_NAME:
            yield name, Closeness.ALIKE
    if len(typed) >= _LONG_NAME:
        for name, _, _ in process.extract_iter(typed, names, scorer=fuzz.ratio, score_cutoff=_ALIKE_SCORE):
            yield name, Closeness.ALIKE


def _hit(known: Atlas, found: Found) -> PlaceHit:
    is_municipality = found.known.kind is PlaceKind.MUNICIPALITY
    row = known.municipalities[found.known.key] if is_municipality else known.places[found.known.key]
    code = found.known.key if is_municipality else known.places[found.known.key].municipality_code
    municipality = known.municipalities.get(code or "")
    return PlaceHit(
        kind=found.known.kind,
        code=found.known.key,
        name=found.known.names[0],
        also_known_as=None if found.is_own_name else _written(found),
        municipality_code=code,
        municipality_name=municipality.name_sq if municipality else None,
        county_code=row.county_code,
        county_name=known.counties[row.county_code].name_sq,
        lat=row.lat,
        lon=row.lon,
        closeness=found.closeness,
    )


def _written(found: Found) -> str | None:
    """The matching name as it is written, not folded."""
    return next((name for name in found.known.other_names if fold_name(name) == fold_name(found.name)), None)
