"""Mail: plain text with no personal data; by SMTP where a server is set, else into a folder."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import current_app

from app.config import Settings
from app.kernel import clock
from app.kernel.ids import new_id

TIMEOUT_SECONDS = 20


def send(to: str, subject: str, body: str) -> None:
    """Deliver one mail; an error is raised so that the job is tried again."""
    settings: Settings = current_app.extensions["settings"]
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.mail_from, to, subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{new_id()}@{urlsplit(settings.base_url).hostname}>"
    message.set_content(body)
    if settings.smtp_url:
        _by_smtp(settings.smtp_url, message)
    else:
        _into_folder(settings.data_dir / "mail", message)


def _by_smtp(url: str, message: EmailMessage) -> None:
    parts = urlsplit(url)
    host, port = parts.hostname or "localhost", parts.port or (465 if parts.scheme == "smtps" else 587)
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
    with server:
        if parts.scheme == "smtp+starttls":
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)


def _into_folder(folder: Path, message: EmailMessage) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{new_id()}.eml").write_bytes(bytes(message))
