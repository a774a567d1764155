"""Loads a whole demo network in the unit of work at hand: content, people, referrals, directory, map."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.accounts.models import Membership, User
from app.accounts.services.passwords import hash_password
from app.coverage.services import recount_all
from app.demo.content import PASSWORD, list_pilots
from app.demo.generator.accounts import Staff
from app.demo.generator.bulk import BATCH, Row, Tell, batches_of, insert_rows, tell_nobody
from app.demo.generator.choosing import Chooser
from app.demo.generator.people import PersonFact, make_people
from app.demo.generator.providers import ProviderRows, make_providers
from app.demo.generator.referrals import ReferralMaker
from app.demo.generator.world import CatalogueFact, World
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record_bulk
from app.kernel.db import db
from app.people.models import Consent, Person, Share
from app.places.queries import list_municipalities
from app.places.services import load_reference_data, set_pilot_period
from app.providers.models import (
    Agreement,
    CatalogueEntry,
    Contact,
    Location,
    Organisation,
    Service,
    ServiceAtLocation,
)
from app.providers.services import load_catalogue, refresh_listing
from app.referrals.models import Gap, Referral, ReferralEvent

_ACTION = "demo.loaded"
_ACCOUNTS_CHAIN = "accounts"


@dataclass(slots=True)
class Loaded:
    """What was written."""

    organisations: int = 0
    services: int = 0
    people: int = 0
    referrals: int = 0


def generate(
    actor: Actor,
    services: int | None = None,
    people: int = 60,
    referrals: int = 120,
    seed: int = 1,
    tell: Tell = tell_nobody,
    *,
    now: datetime | None = None,
) -> Loaded:
    """Write demo data of a size; the same seed and moment give the same rows, identifiers included.

    Runs in an open unit of work of the system actor and leaves the commit to it.
    """
    load_reference_data(actor)
    load_catalogue(actor)
    for pilot in list_pilots():
        set_pilot_period(actor, pilot.municipality_code, pilot.since, None)
    world = _world(seed, now or clock.now())
    loading = _Loading(actor, world, tell)
    loading.write_providers(make_providers(world, services))
    loading.write_people(people)
    loading.write_referrals(referrals)
    loading.write_listings()
    loading.write_audit()
    return loading.loaded


def _world(seed: int, now: datetime) -> World:
    entries = select(
        CatalogueEntry.code,
        CatalogueEntry.name_sq,
        CatalogueEntry.name_en,
        CatalogueEntry.sector,
        CatalogueEntry.tier,
        CatalogueEntry.is_information_only,
    )
    catalogue = {
        row.code: CatalogueFact(*row) for row in db.session.execute(entries.order_by(CatalogueEntry.code))
    }
    return World(seed, now, {row.code: row for row in list_municipalities()}, catalogue)


class _Loading:
    """The steps of one loading, in the order of the foreign keys."""

    def __init__(self, actor: Actor, world: World, tell: Tell) -> None:
        self._actor, self._world, self._tell = actor, world, tell
        self.loaded = Loaded()
        self._counts: dict[str, Counter[str]] = {}
        self._people: list[PersonFact] = []

    def write_providers(self, providers: ProviderRows) -> None:
        self._providers = providers
        insert_rows(Organisation, providers.organisations, self._tell, len(providers.organisations))
        insert_rows(Location, providers.locations, self._tell, len(providers.locations))
        insert_rows(Service, providers.services, self._tell, len(providers.services))
        insert_rows(ServiceAtLocation, providers.links, self._tell, len(providers.links))
        insert_rows(Contact, providers.contacts, self._tell, len(providers.contacts))
        insert_rows(Agreement, providers.agreements, self._tell, len(providers.agreements))
        for row in providers.organisations:
            self._count(row["municipality_code"], "organisations")
        self._staff = Staff(self._world, providers)
        self._staff.set_password(hash_password(PASSWORD))
        insert_rows(User, self._staff.users)
        insert_rows(Membership, self._staff.memberships)
        self.loaded.organisations, self.loaded.services = (
            len(providers.organisations),
            len(providers.services),
        )

    def write_people(self, wanted: int) -> None:
        insert_rows(Person, self._person_rows(wanted), self._tell, wanted)
        self.loaded.people = len(self._people)

    def _person_rows(self, wanted: int) -> Iterator[Row]:
        for row, fact in make_people(self._world, wanted, self._staff.workers):
            self._people.append(fact)
            self._count(fact.municipality_code, "people")
            yield row

    def write_referrals(self, wanted: int) -> None:
        if not self._people:
            return
        chooser = Chooser(self._world.random("choices"), self._world, self._people, self._providers.facts)
        maker = ReferralMaker(self._world, chooser, self._staff)
        for batch in batches_of(maker.make(wanted)):
            insert_rows(Referral, (rows.referral for rows in batch))
            insert_rows(ReferralEvent, (row for rows in batch for row in rows.events))
            insert_rows(Consent, (row for rows in batch for row in rows.consents))
            insert_rows(Share, (row for rows in batch for row in rows.shares))
            insert_rows(Gap, (row for rows in batch for row in rows.gaps))
            for rows in batch:
                self._count(rows.referral["municipality_code"], "referrals")
            self.loaded.referrals += len(batch)
            self._tell(Referral.__tablename__, self.loaded.referrals, wanted)

    def write_listings(self) -> None:
        done, ids = 0, [fact.id for fact in self._providers.facts]
        for start in range(0, len(ids), BATCH):
            refresh_listing(ids[start : start + BATCH])
            done = min(start + BATCH, len(ids))
            self._tell("service_listing", done, len(ids))
        recount_all(self._actor)

    def write_audit(self) -> None:
        """One entry for each chain: who loaded how much."""
        seed = self._world.seed
        for code, counts in sorted(self._counts.items()):
            record_bulk(self._actor, _ACTION, f"municipality:{code}", seed=seed, **counts)
        record_bulk(self._actor, _ACTION, _ACCOUNTS_CHAIN, seed=seed, users=len(self._staff.users))
        db.session.flush()

    def _count(self, municipality_code: str, what: str) -> None:
        self._counts.setdefault(municipality_code, Counter())[what] += 1
