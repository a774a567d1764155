from dataclasses import replace
from uuid import UUID

import pytest

from app.kernel.actor import Actor, Role
from app.kernel.pages import PageRequest
from app.providers.domain import Status
from app.providers.queries import (
    DirectoryFilters,
    get_organisation,
    get_service,
    get_service_labels,
    get_service_view,
    list_waiting,
    search_directory,
    search_services,
)
from tests.conftest import Acting
from tests.factories import KORCE, make_actor
from tests.factories.providers import (
    COUNSELLING,
    SHELTER,
    make_location,
    make_organisation,
    make_placed_service,
    make_service,
)
from tests.support.databases import Database

ROLES = (
    Role.SOCIAL_WORKER,
    Role.CHILD_PROTECTION_WORKER,
    Role.COORDINATOR,
    Role.PROVIDER_STAFF,
    Role.RECEPTION_WORKER,
    Role.ADMINISTRATOR,
)
MUNICIPAL = {Role.SOCIAL_WORKER, Role.CHILD_PROTECTION_WORKER, Role.COORDINATOR}
SEALED = {Role.CHILD_PROTECTION_WORKER, Role.COORDINATOR}


def _found(text: str = "", **filters: str) -> list[str]:
    page = search_services(DirectoryFilters(text=text, **filters), PageRequest())  # type: ignore[arg-type]
    return [card.organisation_name for card in page.rows]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("certified", [True, False])
def test_restricted_services_are_for_focal_points_and_those_who_lead_sealed_cases(
    database: Database, acting: Acting, role: Role, certified: bool
) -> None:
    service = make_placed_service("Këshillim", (41.33, 19.82), catalogue_code=COUNSELLING)
    knows = role in SEALED or (certified and role in MUNICIPAL)
    with acting(replace(make_actor(role, organisation_id=UUID(int=1)), is_focal_point=certified)):
        assert bool(_found()) is knows
        assert (get_service(service) is not None) is knows


@pytest.mark.parametrize("role", ROLES)
def test_sealed_services_are_for_those_who_lead_sealed_cases(
    database: Database, acting: Acting, role: Role
) -> None:
    service = make_placed_service("Streha e fshehtë", (41.33, 19.82), catalogue_code=SHELTER)
    knows = role in SEALED
    with acting(make_actor(role, organisation_id=UUID(int=1))):
        assert bool(_found()) is knows
        assert bool(_found("fsheht")) is knows
        card = get_service(service)
        assert (card is not None) is knows
        assert (get_service_view(service) is not None) is knows
        if card:
            assert card.reason == "sealed_service"
            assert not card.referable


def test_a_sealed_service_has_no_point_and_no_distance_for_anybody(
    database: Database, acting: Acting
) -> None:
    make_placed_service("Streha", (41.33, 19.82), catalogue_code=SHELTER)
    with acting(make_actor(Role.COORDINATOR)):
        (card,) = search_services(DirectoryFilters(from_municipality="53"), PageRequest()).rows
        assert (card.point, card.distance_km, card.location_id) == (None, None, None)


def test_words_of_sealed_services_are_never_offered_as_corrections(
    database: Database, acting: Acting
) -> None:
    make_placed_service("Fshehtësira", (41.33, 19.82), catalogue_code=SHELTER)
    with acting(make_actor(Role.SOCIAL_WORKER)):
        assert search_directory(DirectoryFilters(text="fshehtsira"), PageRequest()).read_as == ()


def test_the_place_of_a_sealed_service_is_for_its_own_municipality(
    database: Database, acting: Acting
) -> None:
    organisation = make_organisation("Streha")
    place = make_location(organisation)
    make_service(organisation, SHELTER, location_ids=(place,))
    for actor, sees in (
        (make_actor(Role.COORDINATOR), True),
        (make_actor(Role.COORDINATOR, KORCE), False),
        (make_actor(Role.PROVIDER_STAFF, organisation_id=organisation), True),
    ):
        with acting(actor):
            entry = get_organisation(organisation)
            assert entry is not None
            assert bool(entry.locations) is bool(entry.services[0].locations) is sees


def test_an_organisation_with_only_sealed_services_is_not_known_outside_the_tier(
    database: Database, acting: Acting
) -> None:
    hidden = make_organisation("Streha")
    make_service(hidden, SHELTER)
    mixed = make_organisation("Qendra")
    make_service(mixed, SHELTER)
    make_service(mixed)
    for actor, sees in (
        (make_actor(Role.SOCIAL_WORKER), False),
        (make_actor(Role.ADMINISTRATOR), False),
        (make_actor(Role.CHILD_PROTECTION_WORKER, KORCE), True),
        (make_actor(Role.PROVIDER_STAFF, organisation_id=hidden), True),
    ):
        with acting(actor):
            assert (get_organisation(hidden) is not None) is sees
    with acting(make_actor(Role.SOCIAL_WORKER)):
        entry = get_organisation(mixed)
        assert entry is not None
        assert [service.catalogue_code for service in entry.services] == ["EMP-08"]


@pytest.mark.parametrize("status", [Status.PENDING, Status.DECLINED, Status.CLOSED])
def test_an_entry_that_does_not_stand_is_for_its_keepers(
    database: Database, acting: Acting, status: Status
) -> None:
    organisation = make_organisation(status=status)
    service = make_service(organisation)
    readers: list[tuple[Actor, bool]] = [
        (make_actor(Role.SOCIAL_WORKER), True),
        (make_actor(Role.COORDINATOR), True),
        (make_actor(Role.COORDINATOR, KORCE), False),
        (make_actor(Role.ADMINISTRATOR), True),
        (make_actor(Role.PROVIDER_MANAGER, organisation_id=organisation), True),
        (make_actor(Role.PROVIDER_MANAGER, organisation_id=UUID(int=9)), False),
    ]
    for actor, sees in readers:
        with acting(actor):
            assert (get_organisation(organisation) is not None) is sees
            assert (get_service(service) is not None) is sees


def test_a_coordinator_sees_only_the_waiting_entries_of_the_own_municipality(
    database: Database, acting: Acting
) -> None:
    make_organisation("Here", status=Status.PENDING)
    make_organisation("There", KORCE, status=Status.PENDING)
    make_organisation("Standing")
    with acting(make_actor(Role.COORDINATOR)):
        assert [row.name for row in list_waiting(PageRequest()).rows] == ["Here"]
    with acting(make_actor(Role.ADMINISTRATOR)):
        assert len(list_waiting(PageRequest()).rows) == 2


def test_names_outlive_an_entry_but_not_the_seal(database: Database, acting: Acting) -> None:
    gone = make_service(make_organisation("Gone", status=Status.CLOSED))
    sealed = make_service(make_organisation("Streha"), SHELTER)
    with acting(make_actor(Role.SOCIAL_WORKER, KORCE)):
        labels = get_service_labels([gone, sealed])
    assert {label.organisation_name for label in labels.values()} == {"Gone"}


def test_a_closed_service_says_why_it_takes_nobody(database: Database, acting: Acting) -> None:
    service = make_service(make_organisation(status=Status.CLOSED))
    with acting(make_actor(Role.SOCIAL_WORKER)):
        card = get_service(service)
    assert card is not None
    assert card.reason == "service_closed"
