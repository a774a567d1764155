from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.kernel import clock
from app.kernel.actor import Actor, Role
from app.kernel.audit import AuditView
from app.kernel.db import db
from app.kernel.ids import new_id
from app.people.domain import BirthPrecision
from app.people.models import Consent, Person
from tests.conftest import Browse
from tests.factories import KORCE, make_actor
from tests.factories.people import make_consent, make_person

FIRST_MINUTE = {
    "given_name": "Amina",
    "family_name": "Rasuli",
    "phone": "069 234 5678",
    "safe": ["call"],
    "languages": ["prs"],
    "interpreter": "woman",
    "legal_status": "AS",
    "sex": "female",
    "birth_date": ["", "", "1997"],
    "nationality": "AF",
}


def get_people() -> list[Person]:
    db.session.expire_all()
    return list(db.session.scalars(select(Person).order_by(Person.id)))


def test_the_first_minute_makes_a_file(browse: Browse, worker: Actor) -> None:
    answer = browse(worker).post("/people/new", FIRST_MINUTE)
    (person,) = get_people()
    assert answer.status_code == 303
    assert answer.location.endswith(f"/people/{person.id}")
    assert (person.given_name, person.phone, person.languages) == ("Amina", "+355692345678", ["prs"])
    assert (person.may_call, person.may_text) == (True, False)
    assert (person.interpreter_wanted, person.interpreter_gender) == (True, "woman")
    assert (person.birth_date.year, person.birth_precision) == (1997, BirthPrecision.YEAR)  # type: ignore[union-attr]


def test_one_name_is_enough(browse: Browse, worker: Actor) -> None:
    assert browse(worker).post("/people/new", {"name_original_script": "امینه"}).status_code == 303
    assert [person.name_original_script for person in get_people()] == ["امینه"]


def test_a_language_beyond_the_commonest_is_taken_and_stays(browse: Browse, worker: Actor) -> None:
    browser = browse(worker)
    browser.post("/people/new", {"given_name": "Selam", "languages": ["ar"], "other_language": "ti"})
    (person,) = get_people()
    assert person.languages == ["ar", "ti"]
    page = browser.get(f"/people/{person.id}/edit").text
    assert 'value="ti" checked' in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"given_name": "a" * 10_000}, "This is too long. Shorten it to at most 100 characters."),
        ({"given_name": "123"}, "A name needs at least one letter."),
        ({"phone": "call me"}, "This is not a phone number."),
        ({"birth_date": ["30", "2", "1997"]}, "There is no such day."),
        ({"birth_date": ["1", "1", "2999"]}, "The birth date is in the future."),
        ({"birth_date": ["", "", "97"]}, "The birth date is more than 120 years ago."),
        ({"birth_date": ["x", "", ""]}, "There is no such day."),
        ({"birth_date": "1997"}, "Write at least the year of birth"),
        ({"best_time": "\ue000"}, "This holds characters that cannot be shown."),
        ({"nationality": "Mars"}, "Not a valid choice"),
        ({"legal_status": "KING"}, "Invalid Choice"),
        ({"languages": ["xx"]}, "is not a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    browse: Browse, worker: Actor, wrong: dict[str, Any], sentence: str
) -> None:
    answer = browse(worker).post("/people/new", {"family_name": "Rasuli", "name_to_use": "Mina", **wrong})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Rasuli"' in answer.text
    assert 'value="Mina"' in answer.text
    assert get_people() == []


def test_a_person_without_any_name_is_refused_in_the_readers_language(browse: Browse, worker: Actor) -> None:
    answer = browse(worker, locale="sq").post("/people/new", {"phone": "069 234 5678"})
    assert answer.status_code == 422
    assert "Shkruani të paktën një emër" in answer.text
    assert 'value="069 234 5678"' in answer.text


def test_what_no_page_can_show_becomes_a_blank(browse: Browse, worker: Actor) -> None:
    browser = browse(worker)
    browser.post("/people/new", {"given_name": "Amina", "best_time": "after\x01four\uffff"})
    assert get_people()[0].best_time == "after four"
    assert browser.get("/people?q=%01%EF%BF%BF").status_code == 200


def test_a_known_name_asks_whether_it_is_the_same_person(browse: Browse, worker: Actor) -> None:
    known = make_person(given_name="Amína", family_name="Rasuli")
    browser = browse(worker)
    answer = browser.post("/people/new", FIRST_MINUTE)
    assert answer.status_code == 422
    assert "Is it the same person?" in answer.text
    assert f"/people/{known}" in answer.text
    assert 'value="069 234 5678"' in answer.text
    assert len(get_people()) == 1
    assert browser.post("/people/new", {**FIRST_MINUTE, "is_another_person": "y"}).status_code == 303
    assert len(get_people()) == 2


def test_a_double_tap_registers_once(browse: Browse, worker: Actor) -> None:
    browser, key = browse(worker), str(new_id())
    answers = [browser.post("/people/new", {**FIRST_MINUTE, "idempotency_key": key}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert len(get_people()) == 1


def test_a_form_without_its_key_is_refused(browse: Browse, worker: Actor) -> None:
    assert browse(worker).post("/people/new", {**FIRST_MINUTE, "idempotency_key": ""}).status_code == 422
    assert get_people() == []


def test_the_list_shows_names_and_code_names_and_no_status(browse: Browse, worker: Actor) -> None:
    make_person(family_name="Rasuli", code_name="TR-7K4M-2Q", legal_status="AS", languages=["prs"])
    page = browse(worker).get("/people").text
    assert "Amina Rasuli" in page
    assert "TR-7K4M-2Q" in page
    assert "Dari" in page
    assert "Asylum-seeker" not in page


def test_the_list_is_searched(browse: Browse, worker: Actor) -> None:
    make_person(given_name="Amina")
    make_person(given_name="Farid")
    page = browse(worker).get("/people?q=fari").text
    assert "Farid" in page
    assert "Amina" not in page
    assert "Nobody found" in browse(worker).get("/people?q=zzz").text


def test_markup_in_a_name_is_only_text(browse: Browse, worker: Actor) -> None:
    person_id = make_person(given_name="<script>alert(1)</script>")
    for path in ("/people", f"/people/{person_id}", f"/people/{person_id}/edit"):
        assert "<script>alert" not in browse(worker).get(path).text


def test_a_file_shows_how_to_reach_the_person_safely(browse: Browse, worker: Actor) -> None:
    safe = make_person(phone="+355692345678", may_call=True)
    unsafe = make_person(given_name="Laila", phone="+355692345678")
    never = make_person(given_name="Sara", phone="+355692345678", may_call=True, do_not_contact=True)
    browser = browse(worker)
    assert 'href="tel:+355692345678"' in browser.get(f"/people/{safe}").text
    page = browser.get(f"/people/{unsafe}").text
    assert "do not use the number" in page
    assert "tel:" not in page
    page = browser.get(f"/people/{never}").text
    assert "Do not contact this person in any way." in page
    assert "234" not in page.replace(str(never), "")


def test_a_file_leads_to_a_referral(browse: Browse, worker: Actor) -> None:
    person_id = make_person()
    assert f"/referrals/new?person={person_id}" in browse(worker).get(f"/people/{person_id}").text


def test_reading_a_file_is_recorded(browse: Browse, worker: Actor) -> None:
    person_id = make_person()
    browse(worker).get(f"/people/{person_id}")
    viewed = db.session.execute(select(AuditView.actor_id, AuditView.subject, AuditView.chain)).one()
    assert viewed == (worker.user_id, f"Person:{person_id}", "municipality:53")


def test_a_file_is_corrected(browse: Browse, worker: Actor) -> None:
    person_id = make_person(birth_date=clock.today().replace(1997, 1, 1), birth_precision="estimated")
    browser = browse(worker)
    page = browser.get(f"/people/{person_id}/edit").text
    assert 'value="Amina"' in page
    assert 'value="1997"' in page
    sent = {
        "version": "1",
        "given_name": "Amina",
        "legal_status": "REF",
        "legal_status_since": ["1", "5", "2026"],
        "birth_date": ["", "", "1997"],
        "birth_estimated": "y",
    }
    assert browser.post(f"/people/{person_id}/edit", sent).status_code == 303
    (person,) = get_people()
    assert (person.legal_status, person.version) == ("REF", 2)
    assert str(person.legal_status_since) == "2026-05-01"
    assert person.birth_precision == "estimated"


def test_of_two_who_edit_the_second_sees_both_values_and_loses_nothing(browse: Browse, worker: Actor) -> None:
    person_id = make_person()
    browser = browse(worker)
    browser.post(
        f"/people/{person_id}/edit", {"version": "1", "given_name": "Amina", "family_name": "Rasuli"}
    )
    mine = {"version": "1", "given_name": "Amina", "family_name": "Karimi"}
    answer = browser.post(f"/people/{person_id}/edit", mine)
    assert answer.status_code == 409
    assert "Somebody else changed this in the meantime" in answer.text
    assert "Rasuli" in answer.text
    assert 'value="Karimi"' in answer.text
    assert 'name="version" value="2"' in answer.text
    assert get_people()[0].family_name == "Rasuli"
    assert browser.post(f"/people/{person_id}/edit", {**mine, "version": "2"}).status_code == 303
    assert get_people()[0].family_name == "Karimi"


@pytest.mark.parametrize("version", ["", "x", None])
def test_a_correction_without_its_version_is_refused(
    browse: Browse, worker: Actor, version: str | None
) -> None:
    person_id = make_person()
    sent = {"given_name": "Laila"} | ({} if version is None else {"version": version})
    assert browse(worker).post(f"/people/{person_id}/edit", sent).status_code == 422
    assert get_people()[0].given_name == "Amina"


def test_a_consent_is_taken_back_with_one_button(browse: Browse, worker: Actor, centre: UUID) -> None:
    person_id = make_person()
    consent_id = make_consent(person_id, centre)
    browser = browse(worker)
    path = f"/people/{person_id}/consents/{consent_id}/withdraw"
    assert path in browser.get(f"/people/{person_id}").text
    assert browser.post(path).status_code == 303
    assert browser.post(path).status_code == 303
    assert path not in browser.get(f"/people/{person_id}").text


def test_a_consent_of_somebody_else_is_not_there(browse: Browse, worker: Actor, centre: UUID) -> None:
    person_id, other = make_person(), make_person()
    consent_id = make_consent(other, centre)
    assert browse(worker).post(f"/people/{person_id}/consents/{consent_id}/withdraw").status_code == 404
    assert db.session.scalars(select(Consent.withdrawn_at)).one() is None


def list_answers(browse: Browse, actor: Actor, person_id: UUID, consent_id: UUID) -> list[int]:
    browser = browse(actor)
    form: dict[str, Any] = {"given_name": "Laila", "version": "1"}
    return [
        browser.get(f"/people/{person_id}").status_code,
        browser.get(f"/people/{person_id}/edit").status_code,
        browser.post(f"/people/{person_id}/edit", form).status_code,
        browser.post(f"/people/{person_id}/consents/{consent_id}/withdraw").status_code,
    ]


def test_a_person_of_another_municipality_is_not_found(browse: Browse, worker: Actor, centre: UUID) -> None:
    there = make_person(KORCE)
    assert set(list_answers(browse, worker, there, make_consent(there, centre))) == {404}
    assert get_people()[0].given_name == "Amina"


@pytest.mark.parametrize(
    "role",
    [
        Role.PROVIDER_STAFF,
        Role.PROVIDER_MANAGER,
        Role.RECEPTION_WORKER,
        Role.PROGRAMME_REVIEWER,
        Role.DATA_PROTECTION_OFFICER,
        Role.ADMINISTRATOR,
    ],
)
def test_other_roles_do_not_enter(browse: Browse, role: Role, centre: UUID) -> None:
    person_id = make_person()
    actor = make_actor(role, organisation_id=centre if "provider" in role or "reception" in role else None)
    assert set(list_answers(browse, actor, person_id, make_consent(person_id, centre))) == {403}
    assert browse(actor).get("/people").status_code == 403
    assert browse(actor).post("/people/new", FIRST_MINUTE).status_code == 403


def test_a_page_of_nobody_is_not_found(browse: Browse, worker: Actor) -> None:
    assert browse(worker).get(f"/people/{new_id()}").status_code == 404
    assert browse(worker).get("/people/new?q=1").status_code == 200


def test_fields_that_nobody_asked_for_are_ignored(browse: Browse, worker: Actor) -> None:
    forged = MultiDict({"given_name": "Amina", "code_name": "TR-AAAA-AA", "municipality_code": KORCE})
    browse(worker).post("/people/new", forged.to_dict())
    (person,) = get_people()
    assert person.municipality_code == worker.municipality_code
    assert person.code_name != "TR-AAAA-AA"
