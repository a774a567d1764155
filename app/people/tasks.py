"""Mails of people's files; they name nobody, the page behind the link does."""

from collections.abc import Mapping

from flask import current_app

from app.accounts.queries import list_addresses_of_role
from app.config import Settings
from app.kernel import mail
from app.kernel.actor import SYSTEM, Role
from app.kernel.i18n import gettext as _
from app.kernel.i18n import use_locale
from app.kernel.uow import unit


def tell_of_broken_glass(payload: Mapping[str, str]) -> None:
    """Say to the data protection officer of a municipality that somebody opened a note that was not for her."""
    settings: Settings = current_app.extensions["settings"]
    link = f"{settings.base_url.rstrip('/')}/audit/broken-glass"
    with unit(SYSTEM, read_only=True):
        addresses = list_addresses_of_role(
            Role.DATA_PROTECTION_OFFICER, municipality_code=payload["municipality_code"]
        )
    for address, locale in addresses:
        with use_locale(locale):
            mail.send(
                address,
                _("A glass was broken in Ura"),
                _(
                    "Somebody opened a sealed note that was written for others, and said why. "
                    "Sign in to look at it:\n\n%(link)s\n\nThis mail names nobody. Do not answer it.",
                    link=link,
                ),
            )


HANDLERS = {"people.tell_of_broken_glass": tell_of_broken_glass}
