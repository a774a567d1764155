"""What the directory offers where nothing was found: the same with fewer conditions, or in a municipality nearby."""

from collections.abc import Iterator
from itertools import islice

from app.kernel.actor import Actor
from app.places.queries import get_municipality, list_nearest_municipalities
from app.providers import queries
from app.providers.routes.asking import PARTS, Asked, filters_of, name_part
from app.providers.words.directory import Offer, elsewhere_text, without_text

_MOST = 3
_NEIGHBOURS = 8


def list_alternatives(asked: Asked, actor: Actor) -> list[Offer]:
    """Searches that find something, the one that changes least first."""
    fewer = list(islice(_without_one(asked, actor), _MOST)) or _without_several(asked, actor)
    return [*fewer, *islice(_in_the_neighbourhood(asked, actor), _MOST)]


def _without_one(asked: Asked, actor: Actor) -> Iterator[Offer]:
    """Each part alone, the least important first."""
    for name in reversed(PARTS):
        if name in asked:
            rest = _without(asked, {name})
            found = _count(rest, actor)
            if found:
                yield _offer(asked, rest, found)


def _without_several(asked: Asked, actor: Actor) -> list[Offer]:
    """As many parts as must go, the least important first; what turns out to do no harm stays."""
    dropped: list[str] = []
    for name in reversed([part for part in PARTS if part in asked]):
        dropped.append(name)
        if _count(_without(asked, set(dropped)), actor):
            break
    for name in list(dropped):
        fewer = set(dropped) - {name}
        if fewer and _count(_without(asked, fewer), actor):
            dropped.remove(name)
    rest = _without(asked, set(dropped))
    found = _count(rest, actor)
    return [_offer(asked, rest, found)] if found and dropped else []


def _in_the_neighbourhood(asked: Asked, actor: Actor) -> Iterator[Offer]:
    here = get_municipality(asked.get("municipality", ""))
    if here is None:
        return
    for near in list_nearest_municipalities(here.point, _NEIGHBOURS):
        if near.municipality.code != here.code:
            there = asked | {"municipality": near.municipality.code}
            found = _count(there, actor)
            if found:
                yield Offer(elsewhere_text(near.municipality.name_sq, near.km), there, found)


def _offer(asked: Asked, rest: Asked, found: int) -> Offer:
    names = [name_part(name, value) for name, value in asked.items() if name not in rest]
    return Offer(without_text(names), rest, found)


def _without(asked: Asked, names: set[str]) -> Asked:
    return {name: value for name, value in asked.items() if name not in names}


def _count(asked: Asked, actor: Actor) -> int:
    return queries.count_services(filters_of(asked, actor))
