"""Asks organisations whether their entries are right, tells keepers of reports, follows closures by the day."""

from collections.abc import Mapping
from uuid import UUID

from flask import current_app

from app.accounts.queries import list_addresses_of_role
from app.config import Settings
from app.kernel import mail
from app.kernel.actor import SYSTEM
from app.kernel.i18n import DEFAULT_LOCALE, current_locale, ngettext, use_locale
from app.kernel.i18n import gettext as _
from app.kernel.periodic import Periodic
from app.kernel.permissions import Role
from app.kernel.uow import unit
from app.providers.links import confirmation_url
from app.providers.queries.asking import list_organisations_to_ask
from app.providers.queries.confirmation import Stale, get_stale
from app.providers.queries.reports import find_reported_entry
from app.providers.services.closures import follow_closures
from app.providers.services.confirming import ask_to_confirm

Payload = Mapping[str, str]


def ask_all() -> None:
    """Write a request for every organisation that is due; each in a unit of its own, so that a stop loses none."""
    with unit(SYSTEM, read_only=True):
        due = list_organisations_to_ask()
    for organisation_id in due:
        with unit(SYSTEM):
            ask_to_confirm(organisation_id)


def mail_confirmation(payload: Payload) -> None:
    """Mail the signed link to the registered address, or to the managers where there is none."""
    request_id = UUID(payload["request_id"])
    with unit(SYSTEM, read_only=True):
        stale = get_stale(request_id)
        addresses = _addresses_of(stale) if stale else []
    if stale is None:
        return
    for address, locale in addresses:
        with use_locale(locale):
            mail.send(address, _("Is your entry in Ura still right?"), _body(stale, request_id))


def mail_report(payload: Payload) -> None:
    """Say to those who keep an entry that something in it was reported; what, stands on the page."""
    with unit(SYSTEM, read_only=True):
        entry = find_reported_entry(UUID(payload["report_id"]))
        if entry is None:
            return
        addresses = {
            **dict(list_addresses_of_role(Role.COORDINATOR, municipality_code=entry.municipality_code)),
            **dict(list_addresses_of_role(Role.PROVIDER_MANAGER, organisation_id=entry.organisation_id)),
        }
    link = f"{_settings().base_url.rstrip('/')}/providers/{entry.organisation_id}/reports"
    for address, locale in sorted(addresses.items()):
        with use_locale(locale):
            mail.send(
                address,
                _("Somebody reports a mistake in an entry of Ura"),
                _(
                    "Somebody says that something in an entry that you keep is wrong. Sign in to read it and to "
                    "settle it:\n\n%(link)s\n\nThis mail names nobody. Do not answer it.",
                    link=link,
                ),
            )


def follow_the_calendar() -> None:
    """Closures begin and end at midnight: directory and map follow."""
    with unit(SYSTEM):
        follow_closures(SYSTEM)


def _addresses_of(stale: Stale) -> list[tuple[str, str]]:
    managers = list_addresses_of_role(Role.PROVIDER_MANAGER, organisation_id=stale.organisation_id)
    if not stale.email:
        return managers
    return [(stale.email, managers[0][1] if managers else DEFAULT_LOCALE)]


def _body(stale: Stale, request_id: UUID) -> str:
    """Only what the directory shows to the network is named; of the rest a mail says no more than how many."""
    if not stale.services:
        return _without_names(stale)
    parts = [
        _(
            "People are sent to the services of %(name)s by what the directory says. Please look whether this is "
            "still right:",
            name=stale.organisation_name,
        ),
        "\n".join(f"- {service.name(current_locale())}" for service in stale.services),
        _guarded_text(stale),
        _("One tap is enough, without a password:"),
        confirmation_url(_settings(), request_id),
        _(
            "There you can also say how many places are free, or that a service is closed for now. The link works "
            "for 30 days and opens nothing else. Please do not pass it on."
        ),
        _("If nobody answers, people read that the entry is unconfirmed."),
    ]
    return "\n\n".join(part for part in parts if part)


def _without_names(stale: Stale) -> str:
    return "\n\n".join(
        (
            _guarded_text(stale),
            _(
                "Sign in and say whether what the directory says is still right:\n\n%(link)s",
                link=_settings().base_url,
            ),
        )
    )


def _guarded_text(stale: Stale) -> str:
    if not stale.guarded:
        return ""
    return ngettext(
        "%(num)s protected service waits to be confirmed after signing in. It is not named here.",
        "%(num)s protected services wait to be confirmed after signing in. They are not named here.",
        stale.guarded,
    )


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


HANDLERS = {"providers.mail_confirmation": mail_confirmation, "providers.mail_report": mail_report}
PERIODIC = (
    Periodic("providers.ask_to_confirm", ask_all, daily_at=8),
    Periodic("providers.follow_closures", follow_the_calendar, daily_at=0),
)
