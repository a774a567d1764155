from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.audit import AuditEntry
from app.kernel.db import db
from app.kernel.errors import Forbidden, Invalid, NotFound, Refused, StaleVersion
from app.kernel.pages import PageRequest
from app.providers import services
from app.providers.domain import Kind, ServiceStatus, Status
from app.providers.events import services_changed
from app.providers.models import CatalogueEntry, ServiceListing
from app.providers.queries import DirectoryFilters, get_organisation, get_service_view, search_services
from app.providers.services import LocationDetails, OrganisationDetails, ServiceDetails
from tests.conftest import Acting
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.providers import COURSE, SHELTER, make_location, make_organisation, make_service
from tests.support.databases import Database

DETAILS = OrganisationDetails(name="Qendra Drita", kind=Kind.NGO, municipality_code=TIRANE)


def _listed() -> list[str]:
    return [card.organisation_name for card in search_services(DirectoryFilters(), PageRequest()).rows]


def _version(organisation_id: UUID) -> int:
    entry = get_organisation(organisation_id)
    assert entry is not None
    return entry.version


def test_from_registration_to_the_directory(database: Database, acting: Acting) -> None:
    worker, coordinator = make_actor(Role.SOCIAL_WORKER), make_actor(Role.COORDINATOR)
    with acting(worker):
        entry = services.register(worker, DETAILS)
        place = services.add_location(worker, entry, LocationDetails(TIRANE, "", "Rruga 1", 41.33, 19.82))
        services.add_service(worker, entry, ServiceDetails(COURSE, (place,), places_free=4))
        assert _listed() == []
    with acting(coordinator):
        services.approve(coordinator, entry)
        assert _listed() == ["Qendra Drita"]
        services.close(coordinator, entry)
        assert _listed() == []
        services.approve(coordinator, entry)
        assert _listed() == ["Qendra Drita"]


def test_each_command_leaves_its_entry_in_the_audit_trail(database: Database, acting: Acting) -> None:
    coordinator = make_actor(Role.COORDINATOR)
    with acting(coordinator):
        entry = services.register(coordinator, DETAILS)
        services.approve(coordinator, entry)
        service = services.add_service(coordinator, entry, ServiceDetails(COURSE))
        services.confirm_service(coordinator, service, None)
        db.session.flush()
    actions = db.session.scalars(
        select(AuditEntry.action)
        .where(AuditEntry.chain == f"organisation:{entry}")
        .order_by(AuditEntry.sequence)
    )
    assert list(actions) == ["provider.register", "provider.approve", "service.add", "service.confirm"]


def test_those_above_are_told_which_municipalities_changed(
    database: Database, acting: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[frozenset[str]] = []
    monkeypatch.setattr(services_changed, "_listeners", [lambda _actor, codes: told.append(codes)])
    coordinator = make_actor(Role.COORDINATOR)
    organisation = make_organisation()
    place = make_location(organisation, KORCE, (40.6, 20.8))
    with acting(coordinator):
        services.add_service(coordinator, organisation, ServiceDetails(COURSE, (place,)))
    assert told == [{TIRANE, KORCE}]


def test_municipal_staff_register_in_their_own_municipality(database: Database, acting: Acting) -> None:
    for role, refused in ((Role.SOCIAL_WORKER, True), (Role.ADMINISTRATOR, False)):
        actor = make_actor(role, KORCE)
        with acting(actor):
            if refused:
                with pytest.raises(Forbidden):
                    services.register(actor, DETAILS)
            else:
                assert services.register(actor, DETAILS)


def test_the_same_name_is_not_registered_twice_in_a_municipality(database: Database, acting: Acting) -> None:
    make_organisation("QENDRA drita")
    worker = make_actor(Role.SOCIAL_WORKER)
    with acting(worker), pytest.raises(Invalid) as refusal:
        services.register(worker, DETAILS)
    assert refusal.value.fields == {"name": "already_registered"}


def test_a_waiting_entry_of_another_municipality_is_not_there(database: Database, acting: Acting) -> None:
    entry = make_organisation(status=Status.PENDING)
    stranger = make_actor(Role.COORDINATOR, KORCE)
    with acting(stranger), pytest.raises(NotFound):
        services.approve(stranger, entry)


def test_a_standing_entry_of_another_municipality_is_not_closed(database: Database, acting: Acting) -> None:
    entry = make_organisation()
    stranger = make_actor(Role.COORDINATOR, KORCE)
    with acting(stranger), pytest.raises(Forbidden):
        services.close(stranger, entry)


def test_what_is_decided_is_not_decided_again(database: Database, acting: Acting) -> None:
    entry = make_organisation(status=Status.PENDING)
    coordinator = make_actor(Role.COORDINATOR)
    with acting(coordinator):
        services.decline(coordinator, entry, "Stands here twice.")
        with pytest.raises(Refused):
            services.decline(coordinator, entry, "Stands here twice.")


def test_a_change_that_is_based_on_an_older_reading_is_refused(database: Database, acting: Acting) -> None:
    organisation = make_organisation()
    manager = make_actor(Role.PROVIDER_MANAGER, organisation_id=organisation)
    with acting(manager):
        version = _version(organisation)
        services.edit_organisation(manager, organisation, version, DETAILS)
        with pytest.raises(StaleVersion):
            services.edit_organisation(manager, organisation, version, DETAILS)


def test_a_new_name_is_found_at_once(database: Database, acting: Acting) -> None:
    organisation = make_organisation("Before")
    make_service(organisation)
    manager = make_actor(Role.PROVIDER_MANAGER, organisation_id=organisation)
    with acting(manager):
        services.edit_organisation(manager, organisation, _version(organisation), DETAILS)
        assert [
            card.organisation_name
            for card in search_services(DirectoryFilters(text="drita"), PageRequest()).rows
        ] == ["Qendra Drita"]


def test_staff_confirm_but_do_not_change(database: Database, acting: Acting) -> None:
    organisation = make_organisation()
    service = make_service(organisation, capacity_total=10, last_confirmed_at=None)
    staff = make_actor(Role.PROVIDER_STAFF, organisation_id=organisation, name="Elira")
    with acting(staff):
        services.confirm_service(staff, service, 3)
        seen = get_service_view(service)
        assert seen is not None
        assert (seen.places_free, seen.last_confirmed_by) == (3, "Elira, Test organisation")
        with pytest.raises(Invalid):
            services.confirm_service(staff, service, 11)
        with pytest.raises(Forbidden):
            services.edit_service(staff, service, seen.version, ServiceDetails(COURSE))


def test_a_service_takes_only_places_of_its_own_organisation(database: Database, acting: Acting) -> None:
    organisation, other = make_organisation("One"), make_organisation("Other")
    coordinator = make_actor(Role.COORDINATOR)
    foreign = make_location(other)
    with acting(coordinator), pytest.raises(Invalid) as refusal:
        services.add_service(coordinator, organisation, ServiceDetails(COURSE, (foreign,)))
    assert refusal.value.fields == {"location_ids": "unknown_location"}


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (ServiceDetails("XXX-99"), "catalogue_code"),
        (ServiceDetails(COURSE, languages=("klingon",)), "languages"),
        (ServiceDetails(COURSE, capacity_total=2, places_free=3), "places_free"),
    ],
)
def test_a_service_that_cannot_be_so_is_refused(
    database: Database, acting: Acting, details: ServiceDetails, field: str
) -> None:
    organisation = make_organisation()
    coordinator = make_actor(Role.COORDINATOR)
    with acting(coordinator), pytest.raises(Invalid) as refusal:
        services.add_service(coordinator, organisation, details)
    assert field in refusal.value.fields


def test_whoever_may_not_know_of_sealed_services_cannot_make_one(database: Database, acting: Acting) -> None:
    worker, coordinator = make_actor(Role.SOCIAL_WORKER), make_actor(Role.COORDINATOR)
    with acting(worker):
        entry = services.register(worker, DETAILS)
        with pytest.raises(Invalid):
            services.add_service(worker, entry, ServiceDetails(SHELTER))
    with acting(coordinator):
        assert services.add_service(coordinator, entry, ServiceDetails(SHELTER))


def test_a_service_can_be_moved_closed_and_opened_again(database: Database, acting: Acting) -> None:
    organisation = make_organisation()
    places = (make_location(organisation), make_location(organisation, KORCE, (40.6, 20.8)))
    coordinator = make_actor(Role.COORDINATOR)
    with acting(coordinator):
        service = services.add_service(coordinator, organisation, ServiceDetails(COURSE, places))
        assert len(_listed()) == 2
        for details, rows in (
            (ServiceDetails(COURSE, places[:1]), 1),
            (ServiceDetails(COURSE, status=ServiceStatus.CLOSED), 0),
            (ServiceDetails(COURSE, places), 2),
        ):
            seen = get_service_view(service)
            assert seen is not None
            services.edit_service(coordinator, service, seen.version, details)
            assert len(_listed()) == rows


@pytest.mark.parametrize("status", [Status.DECLINED, Status.CLOSED])
def test_nothing_is_added_to_an_organisation_that_is_not_open(
    database: Database, acting: Acting, status: Status
) -> None:
    organisation = make_organisation(status=status)
    coordinator = make_actor(Role.COORDINATOR)
    with acting(coordinator), pytest.raises(Refused):
        services.add_service(coordinator, organisation, ServiceDetails(COURSE))


def test_loading_the_catalogue_again_changes_nothing_and_leaves_edited_names_alone(
    database: Database,
) -> None:
    assert services.load_catalogue(SYSTEM) == 0
    entry = db.session.scalars(select(CatalogueEntry).where(CatalogueEntry.code == COURSE)).one()
    before, entry.name_en, entry.is_edited = entry.name_en, "Our own name", True
    db.session.flush()
    assert services.load_catalogue(SYSTEM) == 0
    entry.is_edited = False
    assert services.load_catalogue(SYSTEM) == 1
    assert entry.name_en == before


def test_refreshing_leaves_no_row_and_no_word_behind(database: Database) -> None:
    service = make_service()
    services.refresh_listing([service])
    assert db.session.scalar(select(func.count(ServiceListing.id))) == 1
    words = db.session.scalars(select(ServiceListing.words)).one().split()
    assert len(words) == len(set(words))
    assert {"drit", "kurs"} <= set(words)


def test_an_actor_of_nowhere_changes_nothing(database: Database, acting: Acting) -> None:
    organisation = make_organisation()
    service = make_service(organisation)
    actors: tuple[Actor, ...] = (make_actor(Role.ADMINISTRATOR), make_actor(Role.SOCIAL_WORKER))
    for actor in actors:
        with acting(actor), pytest.raises(Forbidden):
            services.confirm_service(actor, service, 1)
