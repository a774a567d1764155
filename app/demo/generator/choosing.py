"""Which person is referred to which service: of her municipality, of the right age, and never twice to the same."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from app.demo.content import Starter, get_code_defaults
from app.demo.generator.people import PersonFact
from app.demo.generator.providers import ServiceFact
from app.demo.generator.world import World
from app.providers.domain import Area

_TRIES = 12
_NEARNESS = {Area.MUNICIPALITY: 6, Area.COUNTY: 3, Area.NATIONAL: 1}


@dataclass(frozen=True, slots=True)
class Choice:
    """One person and the service that may help her."""

    person: PersonFact
    service: ServiceFact


class Chooser:
    """Draws persons and services that fit together."""

    def __init__(
        self, random: Random, world: World, people: Sequence[PersonFact], services: Sequence[ServiceFact]
    ) -> None:
        self._random, self._world = random, world
        self._people = people
        self._people_of: dict[str, list[PersonFact]] = defaultdict(list)
        for person in people:
            self._people_of[person.municipality_code].append(person)
        self._services = [service for service in services if service.is_referable and _weight(service)]
        self._offers: dict[str, tuple[list[ServiceFact], list[int]]] = {}
        self._given: set[tuple[PersonFact, ServiceFact]] = set()

    def draw(self, starter: Starter | None = None) -> Choice:
        """Any person and a service for her, or those that a starter asks for."""
        candidates = (self._people_of[starter.municipality_code] if starter else None) or self._people
        for _ in range(_TRIES):
            person = self._random.choice(candidates)
            service = self._wanted(starter) or self._service_for(person)
            if _suits(person, service) and (person, service) not in self._given:
                break
        self._given.add((person, service))
        return Choice(person, service)

    def draw_again(self, before: Choice) -> Choice:
        """The same person and another provider, of the same kind of service where there is one."""
        offers, _bounds = self._offers_for(before.person.municipality_code)
        fresh = [service for service in offers if (before.person, service) not in self._given]
        nearest = max((_alike(before.service, service) for service in fresh), default=0)
        alike = [service for service in fresh if _alike(before.service, service) == nearest]
        service = self._random.choice(alike or offers)
        self._given.add((before.person, service))
        return Choice(before.person, service)

    def _wanted(self, starter: Starter | None) -> ServiceFact | None:
        if starter is None or not starter.organisation:
            return None
        wanted = (starter.organisation, starter.code)
        return next((s for s in self._services if (s.organisation_slug, s.code) == wanted), None)

    def _service_for(self, person: PersonFact) -> ServiceFact:
        offers, bounds = self._offers_for(person.municipality_code)
        return self._random.choices(offers, cum_weights=bounds)[0]

    def _offers_for(self, municipality_code: str) -> tuple[list[ServiceFact], list[int]]:
        """The services that people of a municipality may be referred to, with running weights."""
        if municipality_code not in self._offers:
            offers = [service for service in self._services if self._is_for(service, municipality_code)]
            weights = (_weight(service) * _NEARNESS[Area(service.area)] for service in offers)
            self._offers[municipality_code] = offers, list(accumulate(weights))
        return self._offers[municipality_code]

    def _is_for(self, service: ServiceFact, municipality_code: str) -> bool:
        if service.area == Area.NATIONAL or service.municipality_code == municipality_code:
            return True
        places = self._world.municipalities
        same_county = places[service.municipality_code].county_code == places[municipality_code].county_code
        return service.area == Area.COUNTY and same_county


def _alike(one: ServiceFact, other: ServiceFact) -> int:
    """2 for the same kind of service, 1 for the same family of the catalogue, otherwise 0."""
    if one.code == other.code:
        return 2
    return int(one.code.split("-")[0] == other.code.split("-")[0])


def _weight(service: ServiceFact) -> int:
    return get_code_defaults()[service.code].referral_weight


def _suits(person: PersonFact, service: ServiceFact) -> bool:
    limits = get_code_defaults()[service.code]
    if person.age is None:
        return True
    return (limits.min_age or 0) <= person.age <= (limits.max_age or 150)
