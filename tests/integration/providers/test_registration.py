"""A provider registers itself, proves its address, and is approved or declined."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts.queries import list_open_invitations
from app.kernel.actor import SYSTEM, Role
from app.kernel.db import db
from app.kernel.ids import new_id
from app.kernel.pages import PageRequest
from app.providers import services
from app.providers.domain import RegistrationStatus, Status
from app.providers.models import Contact, Location, Organisation, ProviderRegistration, Service
from app.providers.queries import get_registration, list_waiting
from tests.conftest import Browse
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.accounts import make_membership
from tests.factories.providers import COUNSELLING, COURSE, SHELTER, make_organisation, make_service
from tests.factories.registrations import make_registration, proof_path
from tests.support.browsing import Browser, settle
from tests.support.databases import Database
from tests.support.mailbox import deliver_mails
from tests.support.rows import count_rows

FORM: dict[str, Any] = {
    "name": "Qendra Agimi",
    "other_names": "QA\nDawn Centre",
    "kind": "ngo",
    "municipality_code": TIRANE,
    "address": "Rruga e Agimit 3",
    "phone": "068 234 5678",
    "email": "mira@agimi.example",
    "website": "www.agimi.example",
    "service_codes": [COURSE, COUNSELLING],
    "languages": ["sq", "ar"],
    "contact_name": "Mira Shembulli",
    "contact_title": "Drejtore",
    "description": "Kurse dhe këshillim.",
    "agrees": "y",
}


def registrations() -> list[ProviderRegistration]:
    return list(db.session.scalars(select(ProviderRegistration).order_by(ProviderRegistration.id)))


def version_of(registration_id: UUID) -> int:
    found = get_registration(registration_id)
    assert found
    return found.version


def test_a_registration_waits_once_its_address_is_proved(database: Database, browse: Browse) -> None:
    make_membership(make_actor(Role.COORDINATOR), "koordinator@tirane.example")
    visitor = browse()
    assert visitor.post("/register", FORM).location == "/register/sent"
    assert visitor.get("/register/sent").status_code == 200
    (mail,) = deliver_mails(database)
    assert mail["To"] == "mira@agimi.example"
    assert "Agimi" not in mail.get_content()
    path = re.search(r"/register/proof/\S+", mail.get_content())
    assert path
    assert "button" in visitor.get(path[0]).text
    assert not list_waiting(PageRequest()).rows
    assert visitor.post(path[0]).status_code == 303
    (told,) = deliver_mails(database)
    assert told["To"] == "koordinator@tirane.example"
    assert not re.search("Agimi|Mira|2345678", told.as_string())
    assert [row.name for row in list_waiting(PageRequest()).rows] == ["Qendra Agimi"]


def test_an_approved_registration_stands_in_the_directory_and_its_person_is_invited(
    database: Database, browse: Browse
) -> None:
    browse().post("/register", FORM)
    waiting = registrations()[0].id
    browse().post(proof_path(waiting))
    deliver_mails(database)
    staff, path = browse(make_actor(Role.COORDINATOR)), f"/providers/registrations/{waiting}"
    assert path in staff.get("/providers/pending").text
    page = staff.get(path).text
    assert all(text in page for text in ("Rruga e Agimit 3", "Drejtore", "+355 68 234 5678"))
    assert staff.post(f"{path}/approve", {"version": version_of(waiting)}).status_code == 303
    assert "Qendra Agimi" in staff.get("/providers?q=agimi").text
    decided, invited = sorted(deliver_mails(database), key=lambda mail: "/invitation/" in mail.get_content())
    assert "Qendra Agimi" in decided.get_content()
    assert invited["To"] == "mira@agimi.example"
    (invitation,) = list_open_invitations()
    assert (invitation.role, invitation.place) == (Role.PROVIDER_MANAGER, "Qendra Agimi")


def test_all_that_was_typed_is_in_the_entry(browse: Browse) -> None:
    browse().post("/register", FORM)
    waiting = registrations()[0].id
    browse().post(proof_path(waiting))
    staff = browse(make_actor(Role.COORDINATOR))
    staff.post(f"/providers/registrations/{waiting}/approve", {"version": version_of(waiting)})
    entry = db.session.scalars(select(Organisation)).one()
    assert (entry.name, entry.status, entry.phone) == ("Qendra Agimi", Status.APPROVED, "+355682345678")
    assert (entry.other_names, entry.website) == (["QA", "Dawn Centre"], "https://www.agimi.example")
    assert db.session.scalars(select(Location.address)).all() == ["Rruga e Agimit 3"]
    assert db.session.scalars(select(Contact.title)).all() == ["Drejtore"]
    assert set(db.session.scalars(select(Service.catalogue_code))) == {COURSE, COUNSELLING}


@pytest.mark.parametrize(
    "missing", ["name", "kind", "municipality_code", "email", "phone", "contact_name", "agrees"]
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(browse: Browse, missing: str) -> None:
    answer = browse().post("/register", FORM | {missing: ""})
    assert answer.status_code == 422
    assert "Kurse dhe këshillim." in answer.text
    assert count_rows(ProviderRegistration) == 0


def test_the_same_form_sent_twice_is_one_registration(browse: Browse) -> None:
    visitor, key = browse(), str(new_id())
    for _ in range(2):
        assert visitor.post("/register", FORM | {"idempotency_key": key}).location == "/register/sent"
    assert count_rows(ProviderRegistration) == 1


def test_the_answer_is_the_same_for_an_address_that_is_known(database: Database, browse: Browse) -> None:
    make_membership(make_actor(Role.COORDINATOR), "e.njohur@test.example")
    answers = [
        browse().post("/register", FORM | {"email": email})
        for email in ("e.njohur@test.example", "e.re@test.example")
    ]
    assert len({(answer.status_code, answer.location) for answer in answers}) == 1


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(browse: Browse) -> None:
    assert browse().post("/register", FORM | {"fax": "042 222 222"}).location == "/register/sent"
    assert count_rows(ProviderRegistration) == 0


def test_one_address_gets_only_so_many_mails_and_nobody_is_told(database: Database, browse: Browse) -> None:
    for number in range(6):
        answer = browse().post("/register", FORM | {"name": f"Qendra {number}"})
        assert answer.location == "/register/sent"
    assert len(deliver_mails(database)) == 3


def test_one_connection_registers_only_so_many(browse: Browse) -> None:
    statuses = [
        browse().post("/register", FORM | {"email": f"m{number}@agimi.example"}).status_code
        for number in range(22)
    ]
    assert statuses == [303] * 20 + [429] * 2


def test_what_looks_the_same_is_shown_before_it_is_sent(browse: Browse) -> None:
    alike = make_organisation("Qendra Agimi")
    make_service(alike, tier="public")
    guarded = make_organisation("Qendra e Agimit")
    make_service(guarded, tier="network")
    visitor = browse()
    answer = visitor.post("/register", FORM)
    assert answer.status_code == 422
    assert f"claims={alike}" in answer.text
    assert str(guarded) not in answer.text
    assert visitor.post("/register", FORM | {"looked": "y"}).status_code == 303
    assert count_rows(ProviderRegistration) == 1


def test_a_doubtful_tax_number_is_warned_of_and_never_refused(browse: Browse) -> None:
    visitor, wrong = browse(), FORM | {"tax_number": "12345"}
    answer = visitor.post("/register", wrong)
    assert answer.status_code == 422
    assert "tax number (NIPT)" in answer.text
    assert visitor.post("/register", wrong | {"looked": "y"}).status_code == 303


def test_a_sealed_service_is_neither_offered_nor_taken(browse: Browse) -> None:
    visitor = browse()
    assert SHELTER not in visitor.get("/register").text
    assert visitor.post("/register", FORM | {"service_codes": [SHELTER]}).status_code == 422
    assert count_rows(ProviderRegistration) == 0


def test_looking_at_the_link_proves_nothing_and_pressing_the_button_works_once(browse: Browse) -> None:
    waiting = make_registration(status=RegistrationStatus.UNPROVED)
    visitor = browse()
    for _ in range(2):
        assert visitor.get(proof_path(waiting)).status_code == 200
    assert registrations()[0].status == RegistrationStatus.UNPROVED
    assert visitor.post(proof_path(waiting)).status_code == 303
    assert registrations()[0].status == RegistrationStatus.WAITING
    again = visitor.post(proof_path(waiting))
    assert again.status_code == 410
    assert "confirmed already" in again.text
    assert visitor.get(proof_path(waiting)).status_code == 200


def test_a_link_is_good_for_two_days_and_an_invented_one_for_nothing(browse: Browse) -> None:
    old = make_registration(status=RegistrationStatus.UNPROVED, age=timedelta(hours=49))
    visitor = browse()
    for answer in (visitor.get(proof_path(old)), visitor.post(proof_path(old))):
        assert answer.status_code == 410
        assert "48 hours" in answer.text
    assert visitor.get("/register/proof/" + "0" * 64).status_code == 404


def test_what_nobody_proved_is_forgotten_after_a_week(database: Database) -> None:
    make_registration(status=RegistrationStatus.UNPROVED, age=timedelta(days=8))
    kept = {
        make_registration(status=RegistrationStatus.UNPROVED, age=timedelta(days=6)),
        make_registration(status=RegistrationStatus.WAITING, age=timedelta(days=8)),
    }
    assert services.forget_unproved(SYSTEM) == 1
    assert {row.id for row in registrations()} == kept


def test_the_reason_of_a_decline_is_told_by_mail(database: Database, browse: Browse) -> None:
    waiting = make_registration()
    staff = browse(make_actor(Role.COORDINATOR))
    path = f"/providers/registrations/{waiting}"
    assert staff.post(f"{path}/decline", {"version": 1, "reason": ""}).status_code == 422
    data = {"version": version_of(waiting), "reason": "Nuk punon në Tiranë."}
    assert staff.post(f"{path}/decline", data).status_code == 303
    (mail,) = deliver_mails(database)
    assert (mail["To"], "Nuk punon në Tiranë." in mail.get_content()) == ("mira@agimi.example", True)
    assert "Nuk punon në Tiranë." in staff.get(path).text
    assert count_rows(Organisation) == 0


def test_another_municipality_and_an_unproved_address_are_not_there(browse: Browse) -> None:
    elsewhere = make_registration(municipality_code=KORCE)
    unproved = make_registration(status=RegistrationStatus.UNPROVED)
    staff = browse(make_actor(Role.COORDINATOR))
    for registration_id in (elsewhere, unproved):
        path = f"/providers/registrations/{registration_id}"
        assert staff.get(path).status_code == 404
        assert staff.post(f"{path}/approve", {"version": 1}).status_code == 404


def test_what_works_in_the_whole_country_is_for_the_administrator(database: Database, browse: Browse) -> None:
    make_membership(make_actor(Role.COORDINATOR), "koordinator@tirane.example")
    make_membership(make_actor(Role.ADMINISTRATOR), "admin@ura.example")
    browse().post("/register", FORM | {"is_national": "y"})
    waiting = registrations()[0].id
    deliver_mails(database)
    browse().post(proof_path(waiting))
    assert [mail["To"] for mail in deliver_mails(database)] == ["admin@ura.example"]
    path, data = f"/providers/registrations/{waiting}", {"version": version_of(waiting)}
    assert browse(make_actor(Role.COORDINATOR)).post(f"{path}/approve", data).status_code == 404
    assert browse(make_actor(Role.ADMINISTRATOR)).post(f"{path}/approve", data).status_code == 303
    entry = db.session.scalars(select(Organisation)).one()
    assert entry.is_national
    assert set(db.session.scalars(select(Service.area))) == {"national"}


def test_a_municipality_without_coordinator_leaves_it_to_the_administrator(
    database: Database, browse: Browse
) -> None:
    make_membership(make_actor(Role.ADMINISTRATOR), "admin@ura.example")
    waiting = make_registration(status=RegistrationStatus.UNPROVED)
    browse().post(proof_path(waiting))
    assert [mail["To"] for mail in deliver_mails(database)] == ["admin@ura.example"]


def test_of_two_coordinators_who_approve_at_once_one_wins_and_the_other_reads_why(
    database: Database, browse: Browse
) -> None:
    waiting = make_registration()
    data, start = {"version": version_of(waiting)}, Barrier(2)

    def tap(browser: Browser) -> tuple[int, str]:
        hidden = {"csrf_token": browser.csrf_token, "idempotency_key": str(new_id())}
        start.wait(timeout=10)
        answer = browser.client.post(f"/providers/registrations/{waiting}/approve", data=hidden | data)
        return answer.status_code, answer.text

    both = [browse(make_actor(Role.COORDINATOR)), browse(make_actor(Role.COORDINATOR))]
    settle()
    db.session.remove()
    with ThreadPoolExecutor(2) as pool:
        results = [answer.result(timeout=30) for answer in [pool.submit(tap, one) for one in both]]
    assert sorted(status for status, _text in results) == [303, 409]
    assert "decided about this already" in next(text for status, text in results if status == 409)
    assert count_rows(Organisation) == 1


def test_a_decision_about_what_has_changed_since_is_refused(browse: Browse) -> None:
    waiting = make_registration()
    staff = browse(make_actor(Role.COORDINATOR))
    answer = staff.post(f"/providers/registrations/{waiting}/approve", {"version": version_of(waiting) + 1})
    assert answer.status_code == 409
    assert count_rows(Organisation) == 0


def test_a_registration_of_what_stands_there_already_can_be_given_that_entry(browse: Browse) -> None:
    standing = make_organisation("Qendra Agimi")
    waiting = make_registration()
    staff = browse(make_actor(Role.COORDINATOR))
    path = f"/providers/registrations/{waiting}"
    assert str(standing) in staff.get(path).text
    assert (
        staff.post(f"{path}/approve", {"version": version_of(waiting), "into": standing}).status_code == 303
    )
    assert count_rows(Organisation) == 1
    assert [invitation.place for invitation in list_open_invitations()] == ["Qendra Agimi"]


def test_what_staff_entered_waits_on_the_same_page_and_its_worker_is_told(
    database: Database, browse: Browse
) -> None:
    worker, coordinator = make_actor(Role.SOCIAL_WORKER), make_actor(Role.COORDINATOR)
    make_membership(worker, "punonjes@tirane.example")
    make_membership(coordinator, "koordinator@tirane.example")
    browse(worker).post("/providers/new", {"name": "Qendra Re", "kind": "ngo"})
    assert [mail["To"] for mail in deliver_mails(database)] == ["koordinator@tirane.example"]
    staff = browse(coordinator)
    (waiting,) = list_waiting(PageRequest()).rows
    path = f"/providers/{waiting.id}/decision"
    assert path in staff.get("/providers/pending").text
    assert "Qendra Re" in staff.get(path).text
    assert staff.post(f"/providers/{waiting.id}/decline", {"reason": "Ekziston."}).status_code == 303
    assert [mail["To"] for mail in deliver_mails(database)] == ["punonjes@tirane.example"]
