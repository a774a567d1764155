"""What people read of a service: the page of its organisation, its own short address, the text to share."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.kernel import clock
from app.kernel.actor import Role
from app.kernel.db import db
from app.kernel.ids import new_id
from app.providers.domain import ServiceStatus, Status, Tier
from app.providers.models import Location, ServiceAtLocation
from app.providers.queries import get_organisation
from tests.conftest import Acting, Browse
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.contacts import make_agreement, make_contact
from tests.factories.providers import COUNSELLING, SHELTER, make_location, make_organisation, make_service
from tests.support.databases import Database

MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
OFFICE = [f"{day} 08:00-16:00" for day in ("mon", "tue", "wed", "thu", "fri")]
READERS = (
    Role.SOCIAL_WORKER,
    Role.PROVIDER_STAFF,
    Role.PROVIDER_MANAGER,
    Role.RECEPTION_WORKER,
    Role.ADMINISTRATOR,
    None,
)
RICH: dict[str, Any] = {
    "tier": Tier.PUBLIC,
    "opening_hours": OFFICE,
    "opening_exceptions": ["2026-12-24/2026-12-31 closed"],
    "required_documents": ["residence_permit", "photograph"],
    "documents_to_bring": "Two copies of each",
    "cost_kind": "free",
    "languages": ["sq", "en"],
    "interpreter_languages": ["prs"],
    "interpreter_genders": ["woman"],
    "capacity_total": 20,
    "places_free": 6,
    "capacity_unit": "bed",
    "waiting_days": 12,
    "next_place_on": date(2026, 12, 8),
    "legal_statuses": ["AS", "REF"],
    "minimum_age": 18,
    "needs_residence": True,
    "wait_days_since_application": 270,
    "application_process": "Come with the form",
}


def _public_service(**columns: Any) -> tuple[UUID, UUID]:
    """An organisation in Tirana with one public service, known at its place; the ids of both."""
    organisation = make_organisation()
    place = make_location(organisation, point=(41.335, 19.825))
    return organisation, make_service(organisation, location_ids=(place,), **{**RICH, **columns})


def test_the_page_says_everything_that_one_must_know_before_going(database: Database, browse: Browse) -> None:
    with clock.set_to(MORNING):
        organisation, service = _public_service()
        make_contact(organisation, phone_kind="whatsapp", phone="+355691112223")
        make_contact(organisation, "Besa Salla", service_id=service, title="Desk 3", languages=["prs"])
        page = browse(make_actor(Role.SOCIAL_WORKER)).get(f"/providers/{organisation}").text
    for text in (
        'href="tel:+355692345678"',
        'href="https://wa.me/355691112223"',
        "Open now, until 16:00",
        "Mon–Fri",
        "24.12.2026 to 31.12.2026: closed",
        "Flag and Independence Day",
        "geo:41.33500,19.82500",
        "in a straight line, about",
        "minutes on foot",
        "Residence permit",
        "Two copies of each",
        "Free for everybody",
        "Albanian, English",
        "Interpreter for Dari: a woman",
        "6 beds free",
        "20 beds in all",
        "As of 24.11.2026",
        "About 12 days of waiting",
        "Next free place on 08.12.2026",
        "Legal status: Asylum-seeker, Refugee",
        "From 18 years of age",
        "registered as living here",
        "From 270 days after the asylum application",
        "Come with the form",
        "24.11.2026 by Test Person",
        "Besa Salla",
        "Speaks Dari",
        f"/referrals/new?service={service}",
        f"/providers/services/{service}/share",
    ):
        assert text in page, text


def test_what_is_old_or_closed_says_so(database: Database, browse: Browse) -> None:
    old = MORNING - timedelta(days=91)
    with clock.set_to(MORNING):
        organisation, _service = _public_service(last_confirmed_at=old, capacity_confirmed_at=old)
        closed: dict[str, Any] = {"closed_from": date(2026, 11, 20), "closed_until": date(2026, 11, 30)}
        make_service(organisation, closure_reason="Water damage", opening_hours=OFFICE, **closed)
        page = browse(make_actor(Role.SOCIAL_WORKER)).get(f"/providers/{organisation}").text
    assert "Unconfirmed: last confirmed 25.08.2026 by Test Person" in page
    assert "6 beds free, unconfirmed" in page
    assert "Closed for a time: 20.11.2026 to 30.11.2026" in page
    assert "Water damage" in page
    # The closed one says nothing of its hours, and nobody is referred to it.
    assert page.count("Open now") == page.count("/referrals/new?service=") == 1


def test_hours_of_a_place_stand_beside_the_place(database: Database, browse: Browse) -> None:
    organisation = make_organisation()
    place = make_location(organisation)
    service = make_service(organisation, opening_hours=OFFICE)
    link = ServiceAtLocation(service_id=service, location_id=place, opening_hours=["sat 09:00-11:00"])
    db.session.add(link)
    db.session.flush()
    page = browse(make_actor(Role.SOCIAL_WORKER)).get(f"/providers/{organisation}").text
    assert page.index("Mon–Fri") < page.index("Rruga e Provës 1") < page.index("09:00–11:00")


def test_an_organisation_costs_six_statements_whatever_it_offers(
    database: Database, acting: Acting, count_statements: Callable[[], list[str]]
) -> None:
    organisation = make_organisation()
    for _number in range(8):
        place = make_location(organisation)
        service = make_service(organisation, location_ids=(place,), **RICH)
        make_contact(organisation, service_id=service)
        make_contact(organisation, location_id=place)
    make_agreement(organisation)
    for actor in (make_actor(Role.SOCIAL_WORKER), make_actor(Role.COORDINATOR)):
        with acting(actor):
            statements = count_statements()
            entry = get_organisation(organisation)
        assert entry is not None
        assert len(entry.services) == 8
        assert (
            len([text for text in statements if text.startswith("SELECT") and "set_config" not in text]) <= 6
        )


@pytest.mark.parametrize("role", READERS)
def test_contacts_of_what_is_guarded_stay_with_it(
    database: Database, browse: Browse, acting: Acting, role: Role | None
) -> None:
    organisation = make_organisation()
    hidden_place = make_location(organisation, address="Rruga e Fshehtë 7")
    make_service(organisation, tier=Tier.PUBLIC)
    sealed = make_service(organisation, SHELTER, location_ids=(hidden_place,))
    make_contact(organisation, "Dera Hapur")
    make_contact(organisation, "Streha Fshehur", service_id=sealed)
    make_contact(organisation, "Portieri Fshehur", location_id=hidden_place)
    actor = make_actor(role, organisation_id=UUID(int=5)) if role else None
    path = f"/providers/{organisation}" if role else f"/providers/services/{sealed}"
    page = browse(actor).get(path, check=False).text
    assert ("Dera Hapur" in page) is (role is not None)
    assert "Fshehur" not in page
    assert "Fshehtë" not in page
    with acting(make_actor(Role.CHILD_PROTECTION_WORKER)):
        entry = get_organisation(organisation)
    assert entry is not None
    assert len(entry.contacts) == 3


def test_that_a_sealed_service_is_at_a_known_place_is_not_said_elsewhere(
    database: Database, acting: Acting
) -> None:
    organisation = make_organisation()
    place = make_location(organisation)
    make_service(organisation, location_ids=(place,))
    make_service(organisation, SHELTER, location_ids=(place,))
    for municipality, sealed_places in ((TIRANE, 1), (KORCE, 0)):
        with acting(make_actor(Role.COORDINATOR, municipality)):
            entry = get_organisation(organisation)
        assert entry is not None
        assert {service.tier: len(service.locations) for service in entry.services} == {
            Tier.NETWORK: 1,
            Tier.SEALED: sealed_places,
        }


@pytest.mark.parametrize("part", ["", "/share"])
@pytest.mark.parametrize("tier", list(Tier))
def test_a_visitor_without_an_account_reads_what_is_public_only(
    database: Database, browse: Browse, tier: Tier, part: str
) -> None:
    _organisation, service = _public_service(tier=tier)
    for reader in (None, make_actor(Role.PROGRAMME_REVIEWER)):
        answer = browse(reader).get(f"/providers/services/{service}{part}", check=False)
        assert answer.status_code == (200 if tier is Tier.PUBLIC else 404)
        assert ("Rruga e Provës" in answer.text) is (tier is Tier.PUBLIC)


def test_a_visitor_is_told_nothing_that_is_for_colleagues(database: Database, browse: Browse) -> None:
    organisation, service = _public_service(project_tags=["Projekti Provë"], asks_for=["age"])
    make_agreement(organisation, "Fondi Shembull")
    page = browse().get(f"/providers/services/{service}").text
    for text in (
        "Test Person",
        "Fondi Shembull",
        "Projekti Provë",
        "Still right",
        "/edit",
        "/history",
        "referrals/new",
    ):
        assert text not in page, text
    assert "Residence permit" in page


@pytest.mark.parametrize("status", [Status.PENDING, Status.DECLINED, Status.CLOSED])
def test_an_organisation_that_does_not_stand_is_not_public(
    database: Database, browse: Browse, status: Status
) -> None:
    service = make_service(make_organisation(status=status), tier=Tier.PUBLIC)
    assert browse().get(f"/providers/services/{service}", check=False).status_code == 404
    assert browse().get(f"/providers/services/{new_id()}", check=False).status_code == 404


def test_the_text_to_share_says_it_in_both_languages(database: Database, browse: Browse) -> None:
    _organisation, service = _public_service()
    page = browse().get(f"/providers/services/{service}/share").text
    for text in (
        "Qendra Drita",
        "Rruga e Provës 1",
        "Mon–Fri: 08:00–16:00",
        "Hën–pre: 08:00–16:00",
        "Bring: Residence permit, Photograph, Two copies of each",
        "+355 69 234 5678",
        f"/providers/services/{service}",
        'lang="sq"',
    ):
        assert text in page, text


@pytest.mark.parametrize("code", [COUNSELLING, SHELTER])
def test_what_is_guarded_is_not_passed_on(database: Database, browse: Browse, code: str) -> None:
    organisation = make_organisation()
    service = make_service(organisation, code, location_ids=(make_location(organisation),))
    browser = browse(make_actor(Role.COORDINATOR))
    page = browser.get(f"/providers/{organisation}").text
    assert "data-share" not in page
    assert "/share" not in page
    assert browser.get(f"/providers/services/{service}/share", check=False).status_code == 404


def test_an_address_is_passed_on_only_where_the_person_can_open_it(
    database: Database, browse: Browse
) -> None:
    _organisation, service = _public_service(tier=Tier.NETWORK)
    page = browse(make_actor(Role.SOCIAL_WORKER)).get(f"/providers/services/{service}/share").text
    assert "Rruga e Provës 1" in page
    assert f"://127.0.0.1:8000/providers/services/{service}" not in page


def test_a_closed_service_is_not_passed_on(database: Database, browse: Browse) -> None:
    _organisation, service = _public_service(status=ServiceStatus.CLOSED)
    assert "Closed for good" in browse().get(f"/providers/services/{service}").text
    assert browse().get(f"/providers/services/{service}/share", check=False).status_code == 404


def test_accessibility_and_the_way_there_are_told(database: Database, browse: Browse) -> None:
    organisation, _service = _public_service()
    place = db.session.query(Location).one()
    place.accessibility, place.transportation = ["wheelchair", "lift"], "Bus 12, stop Provë"
    place.accessibility_note, place.latitude = "Ring at the side door", 41.5
    db.session.flush()
    page = browse(make_actor(Role.SOCIAL_WORKER)).get(f"/providers/{organisation}").text
    for text in ("Wheelchair access", "Lift", "Bus 12, stop Provë", "Ring at the side door", "straight line"):
        assert text in page, text
    assert "on foot" not in page
