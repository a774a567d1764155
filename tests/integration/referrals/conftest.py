from dataclasses import dataclass
from uuid import UUID

import pytest

from app.kernel.actor import Actor, Role
from app.kernel.db import db
from app.providers.domain import Area, Kind, ServiceStatus, Status, Tier
from app.providers.models import Organisation, Service
from app.providers.services.listing import refresh_listing
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.people import make_person
from tests.support.databases import Database

CONSENT = {"medium": "signed", "language": "prs", "agrees": "y"}
DRAFT = {"priority": "normal", "need_note": "A course in the afternoon", **CONSENT}


def make_service(name: str = "Training centre", *, asks_for: tuple[str, ...] = ("age",)) -> tuple[UUID, UUID]:
    """An approved organisation with one open service; the ids of both."""
    organisation = Organisation(
        name=name, kind=Kind.TRAINING_CENTRE, municipality_code=TIRANE, status=Status.APPROVED
    )
    db.session.add(organisation)
    db.session.flush()
    service = Service(
        organisation_id=organisation.id,
        catalogue_code="EMP-05",
        name_sq="Kurs i gjuhës",
        name_en="Language course",
        tier=Tier.PUBLIC,
        status=ServiceStatus.ACTIVE,
        area=Area.MUNICIPALITY,
        asks_for=list(asks_for),
    )
    db.session.add(service)
    db.session.flush()
    refresh_listing([service.id])
    return organisation.id, service.id


@dataclass(frozen=True, slots=True)
class Stage:
    """Who plays in these tests, and where."""

    worker: Actor
    coordinator: Actor
    far_worker: Actor
    staff: Actor
    other_staff: Actor
    person_id: UUID
    organisation_id: UUID
    service_id: UUID
    other_service_id: UUID


@pytest.fixture
def stage(database: Database) -> Stage:
    organisation_id, service_id = make_service()
    other_organisation_id, other_service_id = make_service("Another centre")
    return Stage(
        worker=make_actor(Role.SOCIAL_WORKER, name="Elira Worker"),
        coordinator=make_actor(Role.COORDINATOR),
        far_worker=make_actor(Role.SOCIAL_WORKER, KORCE),
        staff=make_actor(Role.PROVIDER_STAFF, None, organisation_id, name="Genti Staff"),
        other_staff=make_actor(Role.PROVIDER_STAFF, None, other_organisation_id),
        person_id=make_person(given_name="Amina", languages=["prs"], phone="+355692345678", may_call=True),
        organisation_id=organisation_id,
        service_id=service_id,
        other_service_id=other_service_id,
    )
