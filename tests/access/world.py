"""The stage of the access tests: for one role, things of its own, of another organisation, of another municipality."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from sqlalchemy import select

from app.accounts.models import Invitation, Membership
from app.accounts.services import NewAccount, open_account
from app.accounts.services.passwords import hash_password
from app.kernel import clock
from app.kernel.actor import SYSTEM, Actor
from app.kernel.db import db
from app.kernel.ids import new_id
from app.kernel.permissions import PROVIDER_ROLES, Role
from app.kernel.scope import scope_of
from app.people.models import Person
from app.providers.domain import Status as Standing
from app.providers.models import Organisation, Service
from app.referrals.domain import Status
from app.referrals.models import Referral
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.people import make_consent, make_person, make_share
from tests.factories.providers import make_organisation, make_service
from tests.factories.referrals import make_referral
from tests.support.browsing import Browser
from tests.support.databases import Database

PASSWORD = "ura mbi lumin e gjate"
_HASH = hash_password(PASSWORD)
# Words by which a thing is found again in a page.
MARKS = {"own": "Vetja", "other_organisation": "Tjetraorg", "other_municipality": "Tjetrabashki"}


class Column(StrEnum):
    """Whose thing it is, seen from the one who asks; `ANYWHERE` where the address names no thing."""

    ANYWHERE = "anywhere"
    OWN = "own"
    OTHER_ORGANISATION = "other_organisation"
    OTHER_MUNICIPALITY = "other_municipality"


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
    _count: int = field(default=0, init=False)

    @cached_property
    def places(self) -> dict[Column, Place]:
        return {
            Column.OWN: _new_place(TIRANE, "Vetja"),
            Column.OTHER_ORGANISATION: _new_place(TIRANE, "Tjetraorg"),
            Column.OTHER_MUNICIPALITY: _new_place(KORCE, "Tjetrabashki"),
        }

    @cached_property
    def actor(self) -> Actor | None:
        return self.actor_at(Column.OWN)

    def actor_at(self, column: Column) -> Actor | None:
        """Somebody else in the same role at the place of a column."""
        if self.role is None:
            return None
        place = self.places[column]
        organisation_id = place.organisation_id if self.role in PROVIDER_ROLES else None
        return make_actor(self.role, place.municipality_code, organisation_id, name=f"Koleg {self.role}")

    @cached_property
    def browser(self) -> Browser:
        return self.new_browser()

    def new_browser(self, actor: Actor | None = None) -> Browser:
        return Browser(self.database.app, actor or self.actor, locale=self.locale)

    def place(self, column: Column) -> Place:
        return self.places[Column.OWN if column is Column.ANYWHERE else column]

    def unique(self, name: str) -> str:
        self._count += 1
        return f"{name} {self._count}"

    # ------------------------------------------------------------------------------------------- things

    def new_person(self, column: Column) -> UUID:
        return make_person(
            self.place(column).municipality_code,
            given_name=MARKS[column if column in MARKS else "own"],
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
        return make_organisation(
            self.unique(MARKS[column]), self.place(column).municipality_code, status=status
        )

    def new_service(self, column: Column) -> UUID:
        return make_service(self.place(column).organisation_id)

    def new_membership(self, column: Column) -> UUID:
        """The role of somebody at the place of a column; it is the own place of the role where it has none."""
        actor = self.actor_at(column) or make_actor(
            Role.SOCIAL_WORKER, self.place(column).municipality_code, name="Koleg"
        )
        _token, membership_id = _sign_up(actor)
        return membership_id

    def new_invitation(self, column: Column) -> UUID:
        place, role = self.place(column), self.role or Role.SOCIAL_WORKER
        of_provider = role in PROVIDER_ROLES
        invitation = Invitation(
            email=f"{new_id().hex}@test.example",
            name="I ftuar",
            role=(Role.PROVIDER_STAFF if of_provider else Role.SOCIAL_WORKER).value,
            municipality_code=None if of_provider else place.municipality_code,
            organisation_id=place.organisation_id if of_provider else None,
            place="Test",
            locale="sq",
            invited_by=new_id(),
            created_at=clock.now(),
            expires_at=clock.now() + clock_day(),
        )
        db.session.add(invitation)
        db.session.flush()
        return invitation.id

    def new_account(self) -> str:
        """An account that can sign in with PASSWORD; returns its address."""
        email = f"{new_id().hex}@test.example"
        open_account(NewAccount(email, "Hyrje", _HASH, Role.SOCIAL_WORKER, municipality_code=TIRANE))
        db.session.flush()
        return email

    def version_of(self, model: type[Person | Referral | Organisation | Service], row_id: UUID) -> int:
        found = select(model.version).where(model.id == row_id)
        with scope_of(db.session(), SYSTEM):
            return int(db.session.execute(found).scalar_one())


Maker = Callable[[World, Column], UUID]


def _new_place(municipality_code: str, name: str) -> Place:
    organisation_id = make_organisation(f"Qendra {name}", municipality_code)
    return Place(municipality_code, organisation_id, make_service(organisation_id, name_sq=f"Kursi {name}"))


def _sign_up(actor: Actor) -> tuple[str, UUID]:
    from tests.support.browsing import settle, sign_in_token

    settle()
    token = sign_in_token(actor)
    from app.kernel.scope import set_scope

    set_scope(db.session(), SYSTEM)
    found = select(Membership.id).where(Membership.user_id == actor.user_id)
    return token, db.session.scalars(found).one()
