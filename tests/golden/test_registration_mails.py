"""The mails about registrations, claims and decisions, word for word, in both languages."""

import re
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.kernel.actor import Role
from app.kernel.outbox import enqueue
from app.providers.domain import RegistrationStatus
from tests.factories import TIRANE, make_actor
from tests.factories.accounts import make_membership
from tests.factories.providers import make_organisation
from tests.factories.registrations import make_registration
from tests.golden.golden import check_golden
from tests.support.databases import Database
from tests.support.mailbox import deliver_mails

FOLDER = Path(__file__).parent / "mails"
_CHANGING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/proof/)\S+")

on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
in_both = pytest.mark.parametrize("locale", ["sq", "en"])


def check(mail: EmailMessage, name: str, locale: str) -> None:
    text = _CHANGING.sub("…", f"Subject: {mail['Subject']}\n\n{mail.get_content()}")
    check_golden(FOLDER / f"{name}.{locale}.txt", text)


@on_sqlite
@in_both
def test_the_link_that_proves_an_address_says_nothing_that_a_stranger_typed(
    database: Database, locale: str
) -> None:
    registration_id = make_registration(
        "Fitues!", status=RegistrationStatus.UNPROVED, contact_name="Blini tani!", locale=locale
    )
    enqueue("providers.mail_proof", registration_id=str(registration_id))
    (mail,) = deliver_mails(database)
    assert not re.search("Blini|Fitues", mail.as_string())
    check(mail, "providers.mail_proof", locale)


@on_sqlite
@in_both
@pytest.mark.parametrize("decided", [RegistrationStatus.APPROVED, RegistrationStatus.DECLINED])
def test_the_decision_is_told_with_its_reason(
    database: Database, locale: str, decided: RegistrationStatus
) -> None:
    columns: dict[str, Any] = (
        {"reason": "Nuk punon në Tiranë."}
        if decided == "declined"
        else {"organisation_id": make_organisation()}
    )
    registration_id = make_registration(status=decided, locale=locale, **columns)
    enqueue("providers.mail_decision", registration_id=str(registration_id))
    (mail,) = deliver_mails(database)
    check(mail, f"providers.mail_decision.{decided}", locale)


@on_sqlite
@in_both
@pytest.mark.parametrize(
    ("job", "role"),
    [
        ("providers.tell_who_decides", Role.COORDINATOR),
        ("providers.tell_manager_of_claim", Role.PROVIDER_MANAGER),
        ("providers.tell_who_entered", Role.SOCIAL_WORKER),
    ],
)
def test_colleagues_are_told_without_any_name(database: Database, locale: str, job: str, role: Role) -> None:
    payload = tell(job, role, locale)
    enqueue(job, **{name: str(value) for name, value in payload.items()})
    (mail,) = deliver_mails(database)
    assert not re.search("Drita|Agimi|Mira|agimi", mail.as_string())
    check(mail, job, locale)


def tell(job: str, role: Role, locale: str) -> dict[str, UUID]:
    """The stage for a mail to a colleague; what the job is told."""
    entry_id = make_organisation("Qendra Drita")
    reader = make_actor(role, TIRANE, entry_id if role is Role.PROVIDER_MANAGER else None)
    make_membership(reader, "lexues@test.example", locale=locale)
    if job == "providers.tell_who_entered":
        return {"organisation_id": make_organisation("Drita e Re", registered_by=reader.user_id)}
    return {"registration_id": make_registration(claimed_organisation_id=entry_id)}
