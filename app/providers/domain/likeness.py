"""Why two entries may be one organisation: what is compared, in how small groups, and how much each likeness says.

How alike two names are (0 to 100) is measured elsewhere; here is what follows from it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from types import MappingProxyType
from urllib.parse import urlsplit
from uuid import UUID

from app.providers.domain.place import Point
from app.providers.domain.search import search_words

NEAR_KM = 0.2
# What more entries than these have in common says nothing of any two of them.
_LARGEST_GROUP = 25
_LARGEST_NEIGHBOURHOOD = 50
# Half of it is more than NEAR_KM.
_CELL_DEGREES = 0.004
_LETTERS_OF_A_WORD = 4
_ALIKE_FROM = 35
_NAME_FROM = 60
_OPEN_TO_ALL = frozenset(
    (
        *("gmail.com", "googlemail.com", "yahoo.com", "hotmail.com", "outlook.com", "live.com", "icloud.com"),
        *("msn.com", "aol.com", "proton.me", "protonmail.com", "gmx.com", "yahoo.it", "facebook.com"),
        *("instagram.com", "fb.com", "linkedin.com", "youtube.com", "wordpress.com", "blogspot.com"),
    )
)


class Likeness(StrEnum):
    """What two entries have in common."""

    NAME = "name"
    TAX_NUMBER = "tax_number"
    PHONE = "phone"
    EMAIL = "email"
    DOMAIN = "domain"
    NEAR = "near"


_WORTH = MappingProxyType(
    {Likeness.TAX_NUMBER: 60, Likeness.PHONE: 35, Likeness.EMAIL: 40, Likeness.DOMAIN: 20, Likeness.NEAR: 15}
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of one entry; `names` are folded. Of something not registered yet, `id` is None."""

    id: UUID | None
    names: tuple[str, ...]
    municipality_code: str = ""
    phone: str = ""
    tax_number: str = ""
    email: str = ""
    domains: frozenset[str] = frozenset()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How much speaks for two entries being one, and what."""

    score: int
    why: tuple[Likeness, ...] = field(default=())


Similarity = Callable[[str, str], float]


def own_domains(email: str, website: str) -> frozenset[str]:
    """The domains of an address and a website that belong to the organisation and not to everybody."""
    host = (urlsplit(website).hostname or "") if website else ""
    names = {email.rpartition("@")[2].lower(), host.lower().removeprefix("www.")}
    return frozenset(name for name in names if name and name not in _OPEN_TO_ALL)


def compare(one: Known, other: Known, similarity: Similarity) -> Comparison | None:
    """What speaks for two entries being one organisation; None when it is too little."""
    shared = _shared(one, other)
    if not shared and one.municipality_code != other.municipality_code:
        return None
    score = sum(_WORTH[likeness] for likeness in shared)
    of_name = _worth_of_name(one, other, similarity)
    if of_name:
        shared.insert(0, Likeness.NAME)
        score += of_name
    return Comparison(score, tuple(shared)) if score >= _ALIKE_FROM else None


def _shared(one: Known, other: Known) -> list[Likeness]:
    """Written out, since it is asked a hundred thousand times. A shared address makes its domain no news."""
    shared = []
    if one.tax_number and one.tax_number == other.tax_number:
        shared.append(Likeness.TAX_NUMBER)
    if one.phone and one.phone == other.phone:
        shared.append(Likeness.PHONE)
    if one.email and one.email == other.email:
        shared.append(Likeness.EMAIL)
    elif one.domains and not one.domains.isdisjoint(other.domains):
        shared.append(Likeness.DOMAIN)
    if one.points and other.points and _are_near(one.points, other.points):
        shared.append(Likeness.NEAR)
    return shared


def _are_near(mine: tuple[Point, ...], theirs: tuple[Point, ...]) -> bool:
    return any(a.flat_km(b.latitude, b.longitude) <= NEAR_KM for a in mine for b in theirs)


def _worth_of_name(one: Known, other: Known, similarity: Similarity) -> int:
    """Schools of one name stand in every town: a name says half as much across municipalities."""
    best = max((similarity(mine, theirs) for mine in one.names for theirs in other.names), default=0.0)
    worth = max(0, round(best) - _NAME_FROM)
    return worth if one.municipality_code == other.municipality_code else worth // 2


def list_candidates(entries: Iterable[Known]) -> set[tuple[int, int]]:
    """Positions of the pairs that are worth comparing, the lower first: those that share something telling."""
    groups: dict[tuple[str, object], list[int]] = {}
    for position, entry in enumerate(entries):
        for key in _keys(entry):
            groups.setdefault(key, []).append(position)
    found: set[tuple[int, int]] = set()
    for (kind, _value), positions in groups.items():
        limit = _LARGEST_NEIGHBOURHOOD if kind == "cell" else _LARGEST_GROUP
        if 1 < len(positions) <= limit:
            found.update(combinations(positions, 2))
    return found


def _keys(entry: Known) -> Iterator[tuple[str, object]]:
    """Under what an entry is filed. A place lies in four overlapping cells, so that no border parts neighbours."""
    if entry.phone:
        yield "phone", entry.phone
    if entry.tax_number:
        yield "tax_number", entry.tax_number
    yield from (("domain", name) for name in entry.domains)
    if entry.email:
        yield "email", entry.email
    yield from _name_keys(entry)
    yield from (("cell", cell) for cell in {cell for point in entry.points for cell in _cells(point)})


def _name_keys(entry: Known) -> set[tuple[str, object]]:
    """Whole names, and the beginnings of their words in a municipality: a wrong letter later on does no harm."""
    whole: set[tuple[str, object]] = {("name", " ".join(sorted(name.split()))) for name in entry.names}
    words = {word[:_LETTERS_OF_A_WORD] for name in entry.names for word in search_words(name)}
    return whole | {("word", (entry.municipality_code, word)) for word in words}


def _cells(point: Point) -> Iterator[tuple[int, int]]:
    north, east = point.latitude / _CELL_DEGREES, point.longitude * point.shrink / _CELL_DEGREES
    for up in (0.0, 0.5):
        for right in (0.0, 0.5):
            yield int((north + up) // 1) * 2 + int(up * 2), int((east + right) // 1) * 2 + int(right * 2)


def in_order(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Two ids in the order in which a pair is remembered."""
    return (one, other) if one.hex < other.hex else (other, one)
