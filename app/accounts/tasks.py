"""Mails of accounts."""

from collections.abc import Mapping
from uuid import UUID

from flask import current_app

from app.accounts.links import invitation_url
from app.accounts.queries import get_invitation
from app.kernel import mail
from app.kernel.actor import SYSTEM
from app.kernel.i18n import gettext as _
from app.kernel.i18n import use_locale
from app.kernel.uow import unit


def mail_invitation(payload: Mapping[str, str]) -> None:
    """Send the link to the invited person; one that was used in the meantime is not sent."""
    with unit(SYSTEM, read_only=True):
        invitation = get_invitation(UUID(payload["invitation_id"]))
    if invitation is None or invitation.used_at is not None:
        return
    settings = current_app.extensions["settings"]
    with use_locale(invitation.locale):
        mail.send(
            invitation.email,
            _("Your invitation to Ura"),
            _(
                "You are invited to work with Ura, the municipal inclusion referral network.\n\n"
                "Open this link within 24 hours and choose a password. It works once.\n\n%(link)s\n\n"
                "If you do not expect this, delete this mail.",
                link=invitation_url(settings, invitation.id),
            ),
        )


HANDLERS = {"accounts.mail_invitation": mail_invitation}
