"""Invented providers and their services, up to any number, after the patterns of the data folder."""

from collections.abc import Iterator
from random import Random

from app.demo.content import DemoOrganisation, DemoService, get_weights, list_synthetic_providers
from app.demo.generator.world import Spread, World
from app.demo.tables import rows_of
from app.providers.domain import Area, ServiceStatus, Status, Tier


def invent_providers(world: World, wanted: int) -> Iterator[tuple[DemoOrganisation, list[DemoService]]]:
    """Invented providers, each with the services of its pattern, spread over the municipalities by weight."""
    random = world.random("invented providers")
    spread = Spread({code: weights.providers for code, weights in get_weights().items()})
    patterns = list_synthetic_providers()
    tongues = [row["languages"] for row in rows_of("synthetic_languages")]
    number = 0
    while wanted > 0:
        pattern = patterns[number % len(patterns)]
        code = spread.deal(number)
        name = f"{world.municipalities[code].name_sq} {number // len(patterns) + 1} (demo)"
        languages = tuple(random.choice(tongues).split(";"))
        organisation = DemoOrganisation(
            slug=f"demo-{number + 1}",
            name_sq=f"{pattern.name_sq} {name}",
            name_en=f"{pattern.name_en} {name}",
            kind=pattern.kind,
            level="municipal",
            tier=Tier.NETWORK,
            status=Status.APPROVED,
            municipality_code=code,
            area=random.choice((Area.MUNICIPALITY, Area.MUNICIPALITY, Area.COUNTY)),
            languages=languages,
            description_sq="",
            description_en="",
            source="demo",
        )
        yield organisation, [_service(random, organisation, code) for code in pattern.codes[:wanted]]
        wanted -= len(pattern.codes)
        number += 1


def _service(random: Random, organisation: DemoOrganisation, code: str) -> DemoService:
    capacity = random.choice((None, 6, 10, 12, 15, 20, 25, 40))
    free = None if capacity is None else random.choice((0, 0, 1, 2, capacity // 4, capacity // 2))
    return DemoService(
        organisation=organisation.slug,
        code=code,
        languages=organisation.languages,
        capacity=capacity,
        free=free,
        waiting_days=random.choice((7, 14, 30, 45)) if free == 0 else None,
        confirmed_days_ago=random.choice((1, 3, 8, 15, 22, 31, 45, 60, 80, 95, 140)),
        status=ServiceStatus.TEMPORARILY_CLOSED if random.random() < 0.03 else ServiceStatus.ACTIVE,
    )
