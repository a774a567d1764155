"""Rows of the demo accounts, and the invented staff in whose name everything else happened."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from app.demo.content import DemoAccount, get_weights, list_accounts
from app.demo.generator.providers import ProviderRows
from app.demo.generator.world import StaffMember, World
from app.demo.tables import rows_of
from app.kernel.permissions import Role

Row = dict[str, Any]

_ANSWERS_FOR_PROVIDER = frozenset({Role.PROVIDER_STAFF, Role.RECEPTION_WORKER})


class Staff:
    """Who works where: those with a demo account, and invented names for all other places."""

    def __init__(self, world: World, providers: ProviderRows) -> None:
        self._ids = world.ids("staff")
        self._began = world.now - timedelta(days=400)
        self._names = [row["name"] for row in rows_of("staff_names")]
        self.users: list[Row] = []
        self.memberships: list[Row] = []
        self.workers: dict[str, StaffMember] = {}
        self.coordinators: dict[str, StaffMember] = {}
        self.answering: dict[UUID, StaffMember] = {}
        self._open_accounts(world, providers)
        for code, weights in get_weights().items():
            if weights.people:
                place = _municipal_place(world, code)
                self.workers.setdefault(code, self._invent(place))
                self.coordinators.setdefault(code, self._invent(place))

    def set_password(self, password_hash: str) -> None:
        """All demo accounts share one password, so one hash is enough."""
        for row in self.users:
            row["password_hash"] = password_hash

    def answering_for(self, organisation_id: UUID, place: str) -> StaffMember:
        """Who answers referrals at an organisation."""
        if organisation_id not in self.answering:
            self.answering[organisation_id] = self._invent(place)
        return self.answering[organisation_id]

    def _open_accounts(self, world: World, providers: ProviderRows) -> None:
        names = {row["id"]: row["name"] for row in providers.organisations}
        for account in list_accounts():
            organisation_id = (
                providers.organisation_ids[account.organisation] if account.organisation else None
            )
            place = (
                names[organisation_id]
                if organisation_id
                else _municipal_place(world, account.municipality_code)
            )
            self._open(account, organisation_id, place)

    def _open(self, account: DemoAccount, organisation_id: UUID | None, place: str) -> None:
        user_id, role = self._ids.new(self._began), Role(account.role)
        self.users.append(
            {
                "id": user_id,
                "version": 1,
                "email": account.email,
                "name": account.name,
                "password_hash": "",
                "locale": account.locale,
                "is_demo": True,
                "created_at": self._began,
            }
        )
        self.memberships.append(
            {
                "id": self._ids.new(self._began),
                "user_id": user_id,
                "role": role.value,
                "municipality_code": account.municipality_code,
                # A reviewer sees totals only, so that no organisation's rows come with the role.
                "organisation_id": None if role is Role.PROGRAMME_REVIEWER else organisation_id,
                "place": place,
                "created_at": self._began,
                "ended_at": None,
                "certified_at": self._began if account.is_focal_point else None,
            }
        )
        self._remember(account, organisation_id, StaffMember(user_id, account.name, place))

    def _remember(self, account: DemoAccount, organisation_id: UUID | None, member: StaffMember) -> None:
        if account.role == Role.SOCIAL_WORKER and account.municipality_code:
            self.workers[account.municipality_code] = member
        elif account.role == Role.COORDINATOR and account.municipality_code:
            self.coordinators[account.municipality_code] = member
        elif account.role in _ANSWERS_FOR_PROVIDER and organisation_id:
            self.answering[organisation_id] = member

    def _invent(self, place: str) -> StaffMember:
        member_id = self._ids.new(self._began)
        return StaffMember(member_id, self._names[member_id.int % len(self._names)], place)


def _municipal_place(world: World, municipality_code: str | None) -> str:
    return f"Bashkia {world.municipalities[municipality_code].name_sq}" if municipality_code else "Ura"
