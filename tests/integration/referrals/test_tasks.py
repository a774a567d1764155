"""The mails that follow a move: to the right people, in their language, naming nobody."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from app.kernel.ids import new_id
from app.referrals.domain import Status
from app.referrals.tasks import HANDLERS
from tests.conftest import Browse
from tests.factories.referrals import make_referral
from tests.integration.referrals.conftest import Stage
from tests.support.browsing import settle
from tests.support.databases import Database


def mails(database: Database) -> list[EmailMessage]:
    folder = database.folder / "mail"
    found = [
        message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.glob("*.eml"))
    ]
    for path in folder.glob("*.eml"):
        path.unlink()
    return found


def test_each_side_is_told_without_a_name(stage: Stage, browse: Browse, database: Database) -> None:
    referral_id = make_referral(stage.person_id, stage.service_id, Status.SENT)
    for actor in (stage.worker, stage.far_worker, stage.staff, stage.other_staff):
        browse(actor)
    for job, actor in (("referrals.tell_provider", stage.staff), ("referrals.tell_referrer", stage.worker)):
        settle()
        HANDLERS[job]({"referral_id": str(referral_id)})
        [mail] = mails(database)
        body = mail.get_content()
        assert str(mail["To"]) == f"{actor.user_id.hex}@test.example"
        assert f"http://localhost/referrals/{referral_id}" in body
        assert "Amina" not in body + str(mail["Subject"])
        assert "Ura" in str(mail["Subject"])


def test_a_referral_that_is_not_there_is_no_reason_to_try_again(stage: Stage, database: Database) -> None:
    settle()
    HANDLERS["referrals.tell_provider"]({"referral_id": str(new_id())})
    assert not mails(database)
