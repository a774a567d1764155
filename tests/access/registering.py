"""How the rows of the matrix about registrations, decisions and duplicates are asked."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from app.kernel.actor import Role
from app.kernel.db import db
from app.kernel.scope import scope_of
from app.providers import services
from app.providers.domain import RegistrationStatus, Tier
from app.providers.domain import Status as Standing
from tests.access.asked import Ask, Asked
from tests.access.world import Column, World, unique
from tests.factories import make_actor
from tests.factories.providers import make_service
from tests.factories.registrations import make_registration, proof_path

_CONTACT = MappingProxyType({"contact_name": "Mira Shembulli", "phone": "068 234 5678", "agrees": "y"})
UNPROVED = RegistrationStatus.UNPROVED


def _email() -> str:
    return f"{unique('mira')}@test.example"


def _register(world: World, _column: Column) -> Asked:
    code = world.place(Column.OWN).municipality_code
    data = {
        "name": unique("Qendra"),
        "kind": "ngo",
        "municipality_code": code,
        "email": _email(),
        "looked": "y",
    }
    return Asked("/register", {**_CONTACT, **data})


def _open_entry(world: World, column: Column, tier: Tier = Tier.PUBLIC) -> UUID:
    entry_id = world.new_organisation(column, Standing.APPROVED)
    make_service(entry_id, tier=tier)
    return entry_id


def _claim_page(tier: Tier) -> Ask:
    return lambda world, column: Asked(f"/register?claims={_open_entry(world, column, tier)}")


def _claim(world: World, column: Column) -> Asked:
    return Asked(f"/register/claims/{_open_entry(world, column)}", {**_CONTACT, "email": _email()})


def _new_registration(world: World, column: Column, **columns: Any) -> UUID:
    return make_registration(
        unique("Qendra"), world.place(column).municipality_code, email=_email(), **columns
    )


def _proof(data: Mapping[str, Any] | None = None) -> Ask:
    return lambda world, column: Asked(proof_path(_new_registration(world, column, status=UNPROVED)), data)


def _registration(tail: str = "", data: Mapping[str, Any] | None = None, **columns: Any) -> Ask:
    return lambda world, column: Asked(
        f"/providers/registrations/{_new_registration(world, column, **columns)}{tail}", data
    )


def _claimed(world: World, column: Column) -> Asked:
    entry_id = _open_entry(world, column)
    return Asked(
        f"/providers/registrations/{_new_registration(world, column, claimed_organisation_id=entry_id)}"
    )


def _decision(world: World, column: Column) -> Asked:
    return Asked(f"/providers/{world.new_organisation(column, Standing.PENDING)}/decision")


def _two(verb: str, **data: Any) -> Ask:
    def ask(world: World, column: Column) -> Asked:
        one, other = _two_entries(world, column)
        return Asked(f"/providers/{one}/{verb}/{other}", data)

    return ask


def _compare(world: World, column: Column) -> Asked:
    one, other = _two_entries(world, column)
    return Asked(f"/providers/{one}/merge/{other}")


def _merge(world: World, column: Column) -> Asked:
    one, other = _two_entries(world, column)
    data = {"stays": "one", "one_version": 1, "other_version": 1, "name": "one"}
    return Asked(f"/providers/{one}/merge/{other}", data)


def _undo(world: World, column: Column) -> Asked:
    one, other = _two_entries(world, column)
    administrator = make_actor(Role.ADMINISTRATOR)
    with scope_of(db.session(), administrator):
        merge_id = services.merge_organisations(administrator, (one, 1), (other, 1))
    return Asked(f"/providers/merges/{merge_id}/undo", {})


def _two_entries(world: World, column: Column) -> tuple[UUID, UUID]:
    one, other = (world.new_organisation(column, Standing.APPROVED) for _ in range(2))
    return one, other


ASK: Mapping[str, Ask] = MappingProxyType(
    {
        "GET providers.registration": lambda _world, _column: Asked("/register"),
        "GET providers.registration: claim": _claim_page(Tier.PUBLIC),
        "GET providers.registration: claim of the network": _claim_page(Tier.NETWORK),
        "POST providers.send_registration": _register,
        "POST providers.send_claim": _claim,
        "GET providers.registration_sent": lambda _world, _column: Asked("/register/sent"),
        "GET providers.open_proof": _proof(),
        "POST providers.prove": _proof({}),
        "GET providers.show_registration": _registration(),
        "GET providers.show_registration: claim": _claimed,
        "GET providers.show_registration: national": _registration(is_national=True),
        "POST providers.approve_registration": _registration("/approve", {"version": 1}),
        "POST providers.decline_registration": _registration(
            "/decline", {"version": 1, "reason": "Nuk u gjet."}
        ),
        "GET providers.decision": _decision,
        "GET providers.duplicates": lambda _world, _column: Asked("/providers/duplicates"),
        "GET providers.compare": _compare,
        "POST providers.merge": _merge,
        "POST providers.keep_apart": _two("apart"),
        "POST providers.undo_merge": _undo,
    }
)
