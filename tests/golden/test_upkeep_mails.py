"""The mails that keep entries true, word for word, in both languages; guarded services are only counted."""

from pathlib import Path

import pytest

from app.kernel.actor import Role
from app.kernel.outbox import enqueue
from tests.factories import make_actor
from tests.factories.accounts import make_membership
from tests.factories.providers import COUNSELLING, COURSE, SHELTER, make_organisation, make_service
from tests.factories.upkeep import long_ago, make_report, make_request
from tests.golden.golden import check_golden
from tests.golden.test_mails import as_text
from tests.support.databases import Database
from tests.support.mailbox import deliver_mails

FOLDER = Path(__file__).parent / "mails"


@pytest.mark.parametrize("locale", ["sq", "en"])
def test_the_question_whether_an_entry_is_right_is_worded_as_agreed(database: Database, locale: str) -> None:
    organisation_id = make_organisation("Qendra Drita", email="qendra@drita.example")
    make_membership(make_actor(Role.PROVIDER_MANAGER, None, organisation_id), locale=locale)
    make_service(organisation_id, COURSE, last_confirmed_at=long_ago())
    make_service(organisation_id, COUNSELLING, last_confirmed_at=None)
    make_service(organisation_id, "EMP-01", name_sq="E konfirmuar", name_en="Confirmed lately")
    make_service(organisation_id, SHELTER, last_confirmed_at=None, name_sq="Streha", name_en="Refuge")
    enqueue("providers.mail_confirmation", request_id=str(make_request(organisation_id)))
    (mail,) = deliver_mails(database)
    assert mail["To"] == "qendra@drita.example"
    check_golden(FOLDER / f"providers.mail_confirmation.{locale}.txt", as_text(mail))


@pytest.mark.parametrize("locale", ["sq", "en"])
def test_a_mail_about_guarded_services_alone_is_worded_as_agreed(database: Database, locale: str) -> None:
    organisation_id = make_organisation("Qendra Drita", email="qendra@drita.example")
    make_membership(make_actor(Role.PROVIDER_MANAGER, None, organisation_id), locale=locale)
    make_service(organisation_id, SHELTER, last_confirmed_at=None, name_sq="Streha", name_en="Refuge")
    enqueue("providers.mail_confirmation", request_id=str(make_request(organisation_id)))
    (mail,) = deliver_mails(database)
    check_golden(FOLDER / f"providers.mail_confirmation_guarded.{locale}.txt", as_text(mail))


@pytest.mark.parametrize("locale", ["sq", "en"])
def test_the_mail_about_a_report_is_worded_as_agreed(database: Database, locale: str) -> None:
    organisation_id = make_organisation("Qendra Drita")
    make_membership(make_actor(Role.PROVIDER_MANAGER, None, organisation_id), locale=locale)
    report_id = make_report(organisation_id, words="Kati i dytë")
    enqueue("providers.mail_report", report_id=str(report_id))
    (mail,) = deliver_mails(database)
    assert "Kati" not in mail.as_string()
    check_golden(FOLDER / f"providers.mail_report.{locale}.txt", as_text(mail))
