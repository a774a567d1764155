"""In whose name a role may act, near, far and elsewhere."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.errors import Forbidden
from app.referrals.domain import Event, Side, Status
from app.referrals.policy import may_refer, side_for, sides_of

CENTRE, OTHER = UUID(int=1), UUID(int=2)


@dataclass(frozen=True)
class Referral:
    municipality_code: str = "53"
    organisation_id: UUID | None = CENTRE


def actor(role: Role, municipality: str | None = None, organisation: UUID | None = None) -> Actor:
    return Actor(UUID(int=9), "Somebody", role, municipality, organisation)


@pytest.mark.parametrize(
    ("who", "sides"),
    [
        (actor(Role.SOCIAL_WORKER, "53"), {Side.REFERRER}),
        (actor(Role.CHILD_PROTECTION_WORKER, "53"), {Side.REFERRER}),
        (actor(Role.COORDINATOR, "53"), {Side.REFERRER, Side.SUPERVISOR}),
        (actor(Role.COORDINATOR, "35"), set()),
        (actor(Role.PROVIDER_STAFF, None, CENTRE), {Side.PROVIDER}),
        (actor(Role.PROVIDER_MANAGER, None, CENTRE), {Side.PROVIDER}),
        (actor(Role.PROVIDER_STAFF, None, OTHER), set()),
        (actor(Role.PROGRAMME_REVIEWER), set()),
        (actor(Role.DATA_PROTECTION_OFFICER, "53"), set()),
        (actor(Role.ADMINISTRATOR), set()),
        (SYSTEM, {Side.SYSTEM}),
    ],
)
def test_each_role_acts_for_its_own_side_only(who: Actor, sides: set[Side]) -> None:
    assert sides_of(who, Referral()) == sides


def test_a_draft_without_a_provider_belongs_to_no_provider() -> None:
    assert not sides_of(actor(Role.PROVIDER_STAFF, None, CENTRE), Referral(organisation_id=None))


def test_a_coordinator_supervises_only_where_the_referrer_may_not() -> None:
    sides = frozenset({Side.REFERRER, Side.SUPERVISOR})
    assert side_for(sides, Status.SENT, Event.RECALL) is Side.REFERRER
    assert side_for(sides, Status.SENT, Event.ENTERED_IN_ERROR) is Side.SUPERVISOR


def test_an_event_of_the_other_side_is_forbidden_even_from_elsewhere() -> None:
    with pytest.raises(Forbidden):
        side_for(frozenset({Side.PROVIDER}), Status.CLOSED, Event.RECALL)
    assert side_for(frozenset({Side.PROVIDER}), Status.CLOSED, Event.ACCEPT) is Side.PROVIDER


def test_only_municipal_staff_refer() -> None:
    assert may_refer(actor(Role.SOCIAL_WORKER, "53"))
    assert not may_refer(actor(Role.PROVIDER_STAFF, None, CENTRE))
