"""The one list of features, from the lowest to the highest, and what connects them upwards."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import click
from flask import Flask

from app.kernel import outbox
from app.kernel.actor import Actor
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.periodic import register_periodic
from app.kernel.permissions import P
from app.web.errors import register_words
from app.web.frame import NavPlace

FEATURES = ("places", "accounts", "providers", "people", "referrals", "coverage", "feeds", "demo")
KERNEL_MODELS = ("app.kernel.audit", "app.kernel.idempotency", "app.kernel.outbox", "app.kernel.periodic")


def _is_case_worker(actor: Actor) -> bool:
    return actor.may(P.REFERRALS_WRITE)


NAVIGATION = (
    NavPlace("today", _l("Today"), "referrals.today", "today", _is_case_worker),
    NavPlace("people", _l("People"), "people.index", "people", lambda actor: actor.may(P.PEOPLE_READ)),
    NavPlace("refer", _l("Referrals"), "referrals.index", "refer", _is_case_worker),
    NavPlace("inbox", _l("Inbox"), "referrals.inbox", "inbox", lambda actor: actor.may(P.REFERRALS_RESPOND)),
    NavPlace(
        "providers",
        _l("Providers"),
        "providers.index",
        "providers",
        lambda actor: actor.may(P.DIRECTORY_READ),
    ),
    NavPlace("map", _l("Map"), "coverage.index", "map", lambda actor: actor.may(P.COVERAGE_READ)),
    NavPlace("audit", _l("Audit trail"), "accounts.trail", "audit", lambda actor: actor.may(P.AUDIT_READ)),
    NavPlace(
        "glass", _l("Broken glass"), "people.broken_glass", "sealed", lambda actor: actor.may(P.AUDIT_READ)
    ),
    NavPlace(
        "accounts",
        _l("Accounts"),
        "accounts.members",
        "accounts",
        lambda actor: actor.may(P.ACCOUNTS_ADMINISTER),
    ),
)


def _rooms(room: str) -> Iterator[ModuleType]:
    """That room of every feature that has it."""
    for feature in FEATURES:
        name = f"app.{feature}.{room}"
        if find_spec(name) is not None:
            yield import_module(name)


def load_models() -> None:
    """Import every module that maps a table."""
    for name in KERNEL_MODELS:
        import_module(name)
    list(_rooms("models"))


def connect() -> None:
    """Tell the kernel of job handlers, periodic work and words, and lower features who listens to their events."""
    for tasks in _rooms("tasks"):
        outbox.register_handlers(tasks.HANDLERS)
        register_periodic(getattr(tasks, "PERIODIC", ()))
    for words in _rooms("words"):
        register_words(getattr(words, "REFUSALS", {}))
    _connect_events()


def _connect_events() -> None:
    from app.coverage.services import recount
    from app.people.events import consent_withdrawn
    from app.people.panels import connect_panel
    from app.providers.events import organisation_merged, services_changed
    from app.referrals.panels import referrals_of_person
    from app.referrals.services import end_for_withdrawn_consent, follow_organisation

    services_changed.connect(recount)
    organisation_merged.connect(follow_organisation)
    consent_withdrawn.connect(end_for_withdrawn_consent)
    connect_panel(referrals_of_person)


def register_routes(app: Flask) -> None:
    """All pages."""
    for routes in _rooms("routes"):
        app.register_blueprint(routes.bp)


def list_commands() -> list[click.Command]:
    """What the features add to the `ura` command."""
    found: list[Any] = []
    for module in _rooms("cli"):
        found += [value for value in vars(module).values() if isinstance(value, click.Command)]
    return found


def load_reference_data(actor: Actor) -> None:
    """The reference tables that `ura migrate` brings up to date: places and the catalogue of services."""
    from app.places.services import load_reference_data as load_places
    from app.providers.services import load_catalogue

    load_places(actor)
    load_catalogue(actor)
