"""The stage of the access tests: for one role, things of its own, of another organisation, of another municipality."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import count
from uuid import UUID

from sqlalchemy import select

from app.kernel.actor import Actor
from app.kernel.db import db
from app.kernel.permissions import PROVIDER_ROLES, Role
from app.people.models import Person
from app.providers.domain import Status as Standing
from app.providers.models import ImportBatch, Location, Organisation, Service
from app.referrals.domain import Status
from app.referrals.models import Referral
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.accounts import make_invitation, make_membership
from tests.factories.people import make_consent, make_person, make_share
from tests.factories.providers import make_organisation, make_service
from tests.factories.referrals import make_referral
from tests.support.browsing import Browser
from tests.support.databases import Database


class Column(StrEnum):
    """Whose thing it is, seen from the one who asks; `ANYWHERE` where the address names no thing."""

    ANYWHERE = "anywhere"
    OWN = "own"
    OTHER_ORGANISATION = "other_organisation"
    OTHER_MUNICIPALITY = "other_municipality"


# The names of people and organisations of each column, by which they are found again in a page.
MARKS = {
    Column.ANYWHERE: "Vetja",
    Column.OWN: "Vetja",
    Column.OTHER_ORGANISATION: "Tjetrorg",
    Column.OTHER_MUNICIPALITY: "Tjetrbash",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality, an organisation in it and its service."""

    municipality_code: str
    organisation_id: UUID
    service_id: UUID


@dataclass
class World:
    """One role's view; every `new_…` makes a fresh thing, because requests that succeed use things up."""

    database: Database
    role: Role | None
    locale: str = "en"

    @cached_property
    def _places(self) -> dict[Column, Place]:
        own = _new_place(TIRANE, MARKS[Column.OWN])
        return {
            Column.ANYWHERE: own,
            Column.OWN: own,
            Column.OTHER_ORGANISATION: _new_place(TIRANE, MARKS[Column.OTHER_ORGANISATION]),
            Column.OTHER_MUNICIPALITY: _new_place(KORCE, MARKS[Column.OTHER_MUNICIPALITY]),
        }

    def place(self, column: Column) -> Place:
        return self._places[column]

    def actor_at(self, column: Column) -> Actor:
        """Somebody in this role at the place of a column; a stranger's colleague is a social worker."""
        place, role = self.place(column), self.role or Role.SOCIAL_WORKER
        organisation_id = place.organisation_id if role in PROVIDER_ROLES else None
        return make_actor(role, place.municipality_code, organisation_id, name=f"Koleg {MARKS[column]}")

    @cached_property
    def actor(self) -> Actor | None:
        return self.actor_at(Column.OWN) if self.role else None

    @cached_property
    def browser(self) -> Browser:
        return self.new_browser()

    def new_browser(self, actor: Actor | None = None) -> Browser:
        return Browser(self.database.app, actor or self.actor, locale=self.locale)

    def new_person(self, column: Column) -> UUID:
        return make_person(
            self.place(column).municipality_code,
            given_name=MARKS[column],
            family_name="Shembulli",
            languages=["prs"],
            phone="+355692345678",
            may_call=True,
        )

    def new_referral(self, column: Column, status: Status = Status.SENT) -> UUID:
        """A referral of a person of that municipality to that organisation, with what it rests on."""
        place, person_id = self.place(column), self.new_person(column)
        referral_id = make_referral(person_id, place.service_id, status)
        if status is not Status.DRAFT:
            consent_id = make_consent(person_id, place.organisation_id)
            make_share(person_id, place.organisation_id, referral_id=referral_id, consent_id=consent_id)
        return referral_id

    def new_organisation(self, column: Column, status: Standing) -> UUID:
        return make_organisation(unique(MARKS[column]), self.place(column).municipality_code, status)

    def new_membership(self, column: Column) -> UUID:
        return make_membership(self.actor_at(column))

    def new_invitation(self, column: Column) -> UUID:
        """An invitation to the place of a column, such as this role would write."""
        place = self.place(column)
        if self.role in PROVIDER_ROLES:
            return make_invitation(Role.PROVIDER_STAFF, None, place.organisation_id)
        return make_invitation(Role.SOCIAL_WORKER, place.municipality_code)


_numbers = count()


def unique(name: str) -> str:
    """A name that was not there before, made of letters only, since people have no digits in their names."""
    return name + "".join(chr(ord("a") + int(digit)) for digit in str(next(_numbers)))


def version_of(
    model: type[ImportBatch | Person | Referral | Organisation | Service | Location], row_id: UUID
) -> int:
    return int(db.session.execute(select(model.version).where(model.id == row_id)).scalar_one())


def _new_place(municipality_code: str, name: str) -> Place:
    organisation_id = make_organisation(f"Qendra {name}", municipality_code)
    return Place(municipality_code, organisation_id, make_service(organisation_id, name_sq=f"Kursi {name}"))
