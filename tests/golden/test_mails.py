"""The mails that Ura sends, word for word, in both languages; none of them names the person."""

import re
from email.message import EmailMessage
from pathlib import Path

import pytest

from app.kernel.actor import Role
from app.kernel.outbox import enqueue
from tests.factories import TIRANE, make_actor
from tests.factories.accounts import make_invitation, make_membership
from tests.factories.people import make_person
from tests.factories.providers import make_organisation, make_service
from tests.factories.referrals import make_referral
from tests.golden.golden import check_golden
from tests.support.databases import Database
from tests.support.mailbox import deliver_mails

FOLDER = Path(__file__).parent / "mails"
_IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/invitation/)\S+|(?<=/confirm/)\S+")


def as_text(mail: EmailMessage) -> str:
    """Subject and body, with what differs from run to run taken out."""
    return _IDENTIFIER.sub("…", f"Subject: {mail['Subject']}\n\n{mail.get_content()}")


@pytest.mark.parametrize("locale", ["sq", "en"])
def test_the_invitation_is_worded_as_agreed(database: Database, locale: str) -> None:
    invitation_id = make_invitation(Role.SOCIAL_WORKER, TIRANE, locale=locale)
    enqueue("accounts.mail_invitation", invitation_id=str(invitation_id))
    (mail,) = deliver_mails(database)
    check_golden(FOLDER / f"invitation.{locale}.txt", as_text(mail))


@pytest.mark.parametrize("locale", ["sq", "en"])
@pytest.mark.parametrize("job", ["referrals.tell_provider", "referrals.tell_referrer"])
def test_the_mail_about_a_referral_is_worded_as_agreed(database: Database, job: str, locale: str) -> None:
    organisation_id = make_organisation()
    reader = {
        "referrals.tell_provider": make_actor(Role.PROVIDER_STAFF, None, organisation_id),
        "referrals.tell_referrer": make_actor(Role.SOCIAL_WORKER),
    }[job]
    make_membership(reader, locale=locale)
    person_id = make_person(given_name="Amina", family_name="Rasuli", phone="+355692345678")
    enqueue(job, referral_id=str(make_referral(person_id, make_service(organisation_id))))
    (mail,) = deliver_mails(database)
    text = as_text(mail)
    assert not re.search("Amina|Rasuli|2345678|TR-", mail.as_string())
    check_golden(FOLDER / f"{job}.{locale}.txt", text)
