"""Carries out what waits in the outbox and reads the mails that came of it."""

import shutil
from email import message_from_bytes, policy
from email.message import EmailMessage

from app.kernel import outbox
from app.kernel.db import db
from tests.support.browsing import settle
from tests.support.databases import Database


def deliver_mails(database: Database) -> list[EmailMessage]:
    """Every mail that the waiting jobs send, in the order of sending; the mailbox is emptied before."""
    folder = database.folder / "mail"
    shutil.rmtree(folder, ignore_errors=True)
    settle()
    scope = db.session.info.get("scope")
    for job_id in outbox.list_due():
        outbox.deliver(job_id)
    db.session.info["scope"] = scope
    return read_mails(database)


def read_mails(database: Database) -> list[EmailMessage]:
    """The mails that were sent, oldest first."""
    paths = sorted((database.folder / "mail").glob("*.eml"))
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]
