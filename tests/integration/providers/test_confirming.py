"""Asked by mail, answered by the signed link: without an account, only by a button, and never about what is sealed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from flask import current_app
from sqlalchemy import func, select

from app.kernel import clock
from app.kernel.actor import Role
from app.kernel.db import db
from app.kernel.outbox import OutboxJob
from app.kernel.scope import unscoped
from app.providers.domain import ServiceStatus, Status, Tier
from app.providers.domain.upkeep import Settlement
from app.providers.links import confirmation_token
from app.providers.models import ConfirmationRequest, EntryChange, EntryReport, Service
from app.providers.tasks.upkeep import ask_all
from tests.conftest import Browse
from tests.factories import make_actor
from tests.factories.accounts import make_membership
from tests.factories.providers import SHELTER, make_organisation, make_service
from tests.factories.upkeep import long_ago, make_request
from tests.support.browsing import Browser, settle
from tests.support.databases import Database
from tests.support.mailbox import deliver_mails

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
ALL = unscoped("a test looks at everything")


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.set_to(NOW):
        yield


def ask() -> None:
    settle()
    scope = db.session.info.get("scope")
    db.session.remove()
    ask_all()
    db.session.info["scope"] = scope


def count(model: type[ConfirmationRequest | EntryReport | OutboxJob]) -> int:
    return db.session.scalar(select(func.count()).select_from(model), execution_options=ALL) or 0


def read(service_id: UUID) -> Service:
    db.session.expire_all()
    return db.session.scalars(select(Service).where(Service.id == service_id)).one()


def link_to(organisation_id: UUID, asked_at: datetime | None = None) -> str:
    request_id = make_request(organisation_id, asked_at)
    return f"/confirm/{confirmation_token(current_app.extensions['settings'], request_id)}"


def answers(service_id: UUID, **said: str) -> dict[str, str]:
    values = {"answer": "right", "places_free": "", "waiting_days": ""} | said
    return {f"{name}_{service_id.hex}": value for name, value in values.items()}


def test_only_organisations_with_something_stale_are_asked_and_once_a_fortnight(database: Database) -> None:
    stale = make_organisation("Qendra e vjetër", email="qendra@old.example")
    make_service(stale, last_confirmed_at=long_ago())
    make_service(make_organisation("Qendra e re", email="qendra@new.example"))
    ask()
    ask()
    (mail,) = deliver_mails(database)
    assert mail["To"] == "qendra@old.example"
    with clock.set_to(NOW + timedelta(days=13)):
        ask()
    assert count(ConfirmationRequest) == 1
    with clock.set_to(NOW + timedelta(days=14)):
        ask()
    assert count(ConfirmationRequest) == 2


def test_after_three_mails_without_answer_they_rest(database: Database) -> None:
    organisation_id = make_organisation(email="qendra@old.example")
    make_service(organisation_id, last_confirmed_at=long_ago(400))
    for days in (15, 29, 43):
        make_request(organisation_id, NOW - timedelta(days=days))
    ask()
    assert count(ConfirmationRequest) == 3
    with clock.set_to(NOW + timedelta(days=76)):
        ask()
    assert count(ConfirmationRequest) == 4


def test_without_a_registered_address_the_managers_are_mailed_in_their_language(database: Database) -> None:
    organisation_id = make_organisation()
    make_service(organisation_id, last_confirmed_at=None)
    manager = make_actor(Role.PROVIDER_MANAGER, None, organisation_id)
    make_membership(manager, "drejtuesja@old.example", locale="en")
    make_membership(make_actor(Role.PROVIDER_STAFF, None, organisation_id), "tjetri@old.example")
    ask()
    (mail,) = deliver_mails(database)
    assert (mail["To"], mail["Subject"]) == ("drejtuesja@old.example", "Is your entry in Ura still right?")


def test_a_mail_names_no_guarded_service(database: Database) -> None:
    organisation_id = make_organisation("Strehë Sekrete", email="streha@old.example")
    make_service(organisation_id, SHELTER, last_confirmed_at=None, name_sq="Streha e fshehtë")
    ask()
    (mail,) = deliver_mails(database)
    text = str(mail.get_content())
    assert not {"Strehë", "Streha", "fshehtë", "/confirm/"} & set(text.replace("\n", " ").split())
    assert "/confirm/" not in text


def test_opening_the_link_confirms_nothing_and_one_button_confirms_all(browse: Browse) -> None:
    organisation_id = make_organisation()
    first = make_service(organisation_id, last_confirmed_at=long_ago(), places_free=3)
    second = make_service(organisation_id, "MHP-01", last_confirmed_at=None)
    link = link_to(organisation_id)
    visitor = browse()
    for _scanner in range(3):
        assert visitor.get(link).status_code == 200
    assert read(first).last_confirmed_at == long_ago()
    answer = visitor.post(link, answers(first, places_free="2") | answers(second, waiting_days="10"))
    assert (answer.status_code, answer.location) == (303, link)
    confirmed = read(first)
    assert (confirmed.last_confirmed_at, confirmed.places_free, confirmed.capacity_confirmed_at) == (
        NOW,
        2,
        NOW,
    )
    assert confirmed.last_confirmed_by == "Qendra Drita (e-mail)"
    assert (read(second).waiting_days, read(second).capacity_confirmed_at) == (10, None)
    actions = db.session.scalars(select(EntryChange.action), execution_options=ALL).all()
    assert set(actions) == {"service.confirm_by_mail"}


def test_the_link_shows_what_was_said_and_lets_it_be_corrected(browse: Browse) -> None:
    organisation_id = make_organisation()
    service_id = make_service(organisation_id, places_free=3, capacity_total=5)
    link, visitor = link_to(organisation_id), browse()
    visitor.post(link, answers(service_id, answer="closed", closed_until="2026-05-20", places_free="0"))
    assert (read(service_id).closed_from, read(service_id).closed_until) == (
        date(2026, 5, 4),
        date(2026, 5, 20),
    )
    assert "You answered on 04.05.2026" in visitor.get(link).text
    visitor.post(link, answers(service_id, places_free="1"))
    assert (read(service_id).closed_from, read(service_id).places_free) == (None, 1)


def test_what_is_wrong_becomes_a_report_which_the_link_can_take_back(browse: Browse) -> None:
    service_id = make_service(organisation_id := make_organisation(), last_confirmed_at=None)
    link, visitor = link_to(organisation_id), browse()
    visitor.post(link, answers(service_id, answer="wrong", words="Numri i telefonit"))
    visitor.post(link, answers(service_id, answer="wrong", words="Numri i ri"))
    report = db.session.scalars(select(EntryReport)).one()
    assert (report.words, report.settled_at) == ("Numri i ri", None)
    assert read(service_id).last_confirmed_at is None
    visitor.post(link, answers(service_id))
    db.session.expire_all()
    assert db.session.scalars(select(EntryReport)).one().settlement == Settlement.WAS_RIGHT


@pytest.mark.parametrize(
    "said",
    [
        {"places_free": "9"},
        {"answer": "closed", "closed_until": "2026-05-01"},
        {"answer": "wrong", "words": ""},
        {"answer": "nonsense"},
    ],
    ids=str,
)
def test_what_cannot_be_is_asked_again_and_changes_nothing(browse: Browse, said: dict[str, str]) -> None:
    service_id = make_service(
        organisation_id := make_organisation(), last_confirmed_at=None, capacity_total=5
    )
    answer = browse().post(link_to(organisation_id), answers(service_id, **said))
    assert answer.status_code == 422
    assert read(service_id).last_confirmed_at is None


def test_the_link_gives_no_right_over_sealed_services_or_those_of_others(browse: Browse) -> None:
    organisation_id = make_organisation()
    own = make_service(organisation_id, last_confirmed_at=None)
    sealed = make_service(
        organisation_id, SHELTER, last_confirmed_at=None, name_sq="Streha e fshehtë", name_en="Hidden shelter"
    )
    strange = make_service(make_organisation("Tjetra"), last_confirmed_at=None)
    link, visitor = link_to(organisation_id), browse()
    page = visitor.get(link).text
    assert not {name for name in ("fshehtë", "Hidden", sealed.hex) if name in page}
    visitor.post(link, answers(own) | answers(sealed) | answers(strange))
    assert [read(one).last_confirmed_at for one in (own, sealed, strange)] == [NOW, None, None]
    assert read(sealed).tier == Tier.SEALED
    assert visitor.get(f"/providers/{organisation_id}").status_code == 303


def test_an_altered_link_is_not_found_and_an_expired_one_is_gone(browse: Browse) -> None:
    service_id = make_service(organisation_id := make_organisation(), last_confirmed_at=None)
    link, old = link_to(organisation_id), link_to(organisation_id, NOW - timedelta(days=31))
    visitor = browse()
    for method in (visitor.get, lambda path: visitor.post(path, answers(service_id))):
        assert method(link[:-1] + ("a" if link[-1] != "a" else "b")).status_code == 404
        assert method("/confirm/nonsense").status_code == 404
        assert method(old).status_code == 410
    assert read(service_id).last_confirmed_at is None


def test_the_link_of_an_organisation_that_closed_is_gone(browse: Browse) -> None:
    make_service(organisation_id := make_organisation(status=Status.CLOSED))
    assert browse().get(link_to(organisation_id)).status_code == 410


def test_a_new_link_goes_only_to_the_registered_address_and_says_the_same_to_all(
    database: Database, browse: Browse
) -> None:
    organisation_id = make_organisation(email="Qendra@old.example")
    make_service(organisation_id)
    old = link_to(organisation_id, NOW - timedelta(days=40)).rsplit("/", 1)[1]
    said = [
        send_again(browse(), {"email": "qendra@old.example"}),
        send_again(browse(), {"email": "stranger@none.example"}),
        send_again(browse(), {"token": old}),
    ]
    assert set(said) == {(303, "/confirm/sent")}
    mails = deliver_mails(database)
    assert [mail["To"] for mail in mails] == ["Qendra@old.example"]


def send_again(visitor: Browser, data: dict[str, str]) -> tuple[int, str | None]:
    answer = visitor.post("/confirm/again", data)
    return answer.status_code, answer.location


def test_new_links_are_not_sent_without_end(browse: Browse) -> None:
    visitor = browse()
    statuses = {send_again(visitor, {"email": f"someone{n}@none.example"})[0] for n in range(14)}
    assert statuses == {303, 429}


def test_closed_services_are_neither_asked_about_nor_confirmed(browse: Browse) -> None:
    organisation_id = make_organisation()
    make_service(organisation_id, status=ServiceStatus.CLOSED, last_confirmed_at=None, listed=False)
    ask()
    assert count(ConfirmationRequest) == 0
    assert "There is nothing to confirm here" in browse().get(link_to(organisation_id)).text
