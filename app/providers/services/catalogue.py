"""Loads the service catalogue from the file that the project carries; safe to run again and again."""

import csv
from collections.abc import Iterator
from importlib import resources

from sqlalchemy import select

from app.kernel.actor import Actor
from app.kernel.audit import record_bulk
from app.kernel.db import db
from app.kernel.scope import unscoped
from app.providers.domain import SECTOR_OF, TIER_OF_SENSITIVITY, Tier
from app.providers.models import CatalogueEntry, Service
from app.providers.services.listing import refresh_listing

CHAIN = "catalogue"


def load_catalogue(actor: Actor) -> int:
    """Bring the table up to the file and return how many entries changed. Entries that people edited are left alone."""
    held = {entry.code: entry for entry in db.session.scalars(select(CatalogueEntry))}
    changed = [code for code, facts in read_catalogue() if _bring_up(held.get(code), code, facts)]
    if not changed:
        return 0
    db.session.flush()
    record_bulk(actor, "catalogue.load", CHAIN, entries=len(changed))
    uses = select(Service.id).where(Service.catalogue_code.in_(changed))
    refresh_listing(
        db.session.scalars(uses, execution_options=unscoped("names of all services follow")).all()
    )
    return len(changed)


def read_catalogue() -> Iterator[tuple[str, dict[str, object]]]:
    """Code and column values of each entry of the carried file."""
    source = resources.files("app.providers") / "data" / "services.csv"
    with source.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            tier = TIER_OF_SENSITIVITY[row["sensitivity"]]
            yield (
                row["code"],
                {
                    "name_sq": row["sq"],
                    "name_en": row["en"],
                    "sector": SECTOR_OF[row["sector"]],
                    "detailed_sector": row["sector"],
                    "sensitivity": row["sensitivity"],
                    "tier": tier,
                    "eligible_statuses": row["eligible_statuses"],
                    "notes": row["notes"],
                    "legal_source": row["source"],
                    "open_eligibility": row["open_eligibility_2_0"],
                    "sdg_target": row["sdg_target"],
                    "is_information_only": tier is Tier.PUBLIC,
                },
            )


def _bring_up(entry: CatalogueEntry | None, code: str, facts: dict[str, object]) -> bool:
    if entry is None:
        db.session.add(CatalogueEntry(code=code, **facts))
        return True
    if entry.is_edited:
        return False
    stale = {name: value for name, value in facts.items() if getattr(entry, name) != value}
    for name, value in stale.items():
        setattr(entry, name, value)
    return bool(stale)
