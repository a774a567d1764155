"""Mails that say that something waits; they name nobody, the page behind the link does."""

from collections.abc import Mapping
from uuid import UUID

from flask import current_app

from app.accounts.queries import list_mail_addresses
from app.config import Settings
from app.kernel import mail
from app.kernel.actor import SYSTEM
from app.kernel.errors import NotFound
from app.kernel.i18n import gettext as _
from app.kernel.i18n import use_locale
from app.kernel.uow import unit
from app.referrals.queries import ReferralDetail, get_referral

_Addresses = list[tuple[str, str]]


def tell_provider(payload: Mapping[str, str]) -> None:
    """Say to the provider's people that a referral waits for them."""
    found = _find(payload)
    if found is None:
        return
    referral, settings = found
    with unit(SYSTEM, read_only=True):
        addresses = list_mail_addresses(organisation_id=referral.organisation_id)
    _send(addresses, settings, referral)


def tell_referrer(payload: Mapping[str, str]) -> None:
    """Say to the municipality's people that something happened to a referral of theirs."""
    found = _find(payload)
    if found is None:
        return
    referral, settings = found
    with unit(SYSTEM, read_only=True):
        addresses = list_mail_addresses(municipality_code=referral.municipality_code)
    _send(addresses, settings, referral)


def _find(payload: Mapping[str, str]) -> tuple[ReferralDetail, Settings] | None:
    settings: Settings = current_app.extensions["settings"]
    try:
        with unit(SYSTEM, read_only=True):
            return get_referral(UUID(payload["referral_id"])), settings
    except NotFound:
        return None


def _send(addresses: _Addresses, settings: Settings, referral: ReferralDetail) -> None:
    link = f"{settings.base_url.rstrip('/')}/referrals/{referral.id}"
    for address, locale in addresses:
        with use_locale(locale):
            mail.send(
                address,
                _("A referral waits for you in Ura"),
                _(
                    "Something happened to a referral that concerns you. Sign in to read it:\n\n%(link)s\n\n"
                    "This mail names nobody. Do not answer it.",
                    link=link,
                ),
            )


HANDLERS = {"referrals.tell_provider": tell_provider, "referrals.tell_referrer": tell_referrer}
