"""Asks an organisation of a running site by mail and finds the link, as its worker and a mailbox would."""

import re
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from app import create_app
from app.config import Settings
from app.kernel import outbox
from app.kernel.actor import SYSTEM
from app.kernel.uow import unit
from app.providers.services.confirming import ask_to_confirm
from tests.browser.server import SECRET_KEY, Site

_LINK = re.compile(r"https?://\S+/confirm/\S+")


def ask_by_mail(site: Site, folder: Path, organisation_id: UUID) -> str:
    """The address in the mail, without the host; the mail itself is kept in the folder."""
    settings = Settings(
        data_dir=folder,
        database_url=site.engine.url.render_as_string(hide_password=False),
        secret_key=SECRET_KEY,
        base_url=site.url,
        log_level="ERROR",
    )
    app = create_app(settings)
    with app.app_context():
        with unit(SYSTEM):
            assert ask_to_confirm(organisation_id), "it was asked within the last hour"
        for job_id in outbox.list_due():
            outbox.deliver(job_id)
    return _read_link(folder)


def _read_link(folder: Path) -> str:
    """The link of the newest mail that has one."""
    for path in sorted((folder / "mail").glob("*.eml"), reverse=True):
        text = message_from_bytes(path.read_bytes(), policy=policy.default).get_content()
        found = _LINK.search(text)
        if found:
            return urlsplit(found[0]).path
    raise AssertionError("no mail has a link")
