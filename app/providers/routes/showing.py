"""What people read: the page of an organisation, and a service under a short address that can be passed on."""

from typing import Any
from uuid import UUID

from flask import current_app, url_for

from app.config import Settings
from app.kernel import clock
from app.kernel.access import PUBLIC, current_actor, find_actor
from app.kernel.actor import VISITOR, Actor
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.kernel.i18n import gettext as _
from app.kernel.i18n import use_locale
from app.kernel.languages import language_name
from app.kernel.permissions import P
from app.kernel.scope import set_scope
from app.providers import policy, queries
from app.providers.domain import Status, Tier
from app.providers.queries import OrganisationView
from app.providers.queries.reports import count_open_reports
from app.providers.routes.blueprint import bp
from app.providers.routes.parts import PARTS
from app.providers.words import KINDS
from app.providers.words.entry.sharing import LANGUAGES, share_text, share_texts
from app.providers.words.organisation import Reader, ShownService, show_organisation, show_service
from app.web.respond import Answer, redirect_to, respond


@bp.get("/providers/<uuid:organisation_id>", access=P.DIRECTORY_READ)
def show(organisation_id: UUID) -> Answer:
    entry = queries.get_organisation(organisation_id)
    if entry is None or entry.status is Status.MERGED:
        return _lead_on(organisation_id)
    return show_page(entry)


@bp.get("/providers/services/<uuid:service_id>", access=PUBLIC)
def service(service_id: UUID) -> Answer:
    """The short address of a service: also without an account, where it is open to everybody."""
    entry, shown, reader = _shared(service_id)
    may_read = not reader.is_visitor
    return respond(
        "providers/service.html",
        entry=entry,
        organisation=show_organisation(entry, str(KINDS[entry.kind]), reader),
        shown=shown,
        texts=_texts([shown], entry),
        may_read=may_read,
        may_refer=may_read and current_actor().may(P.REFERRALS_WRITE),
        may_confirm=False,
        may_edit=False,
    )


@bp.get("/providers/services/<uuid:service_id>/share", access=PUBLIC)
def share(service_id: UUID) -> Answer:
    """The text for a person, in both languages. What is guarded is not passed on."""
    entry, shown, reader = _shared(service_id)
    if not shown.is_shareable:
        raise NotFound
    return respond(
        "providers/share.html",
        shown=shown,
        texts=share_texts(shown, entry, reader, _link(shown, entry)),
        languages={code: language_name(code, code) for code in LANGUAGES},
        copy=_in_each(_copy),
        copied=_in_each(_copied),
    )


def _lead_on(organisation_id: UUID) -> Answer:
    """From an entry that was merged to the one that goes on, also for those who could not read the old one."""
    kept_id = queries.get_kept_id(organisation_id)
    if kept_id is None:
        raise NotFound
    return redirect_to("providers.show", organisation_id=kept_id)


def show_page(entry: OrganisationView) -> Answer:
    """The page of an organisation."""
    actor = current_actor()
    reader = _reader(actor)
    shown = [show_service(service, entry, reader) for service in entry.services]
    return respond(
        "providers/show.html",
        entry=entry,
        organisation=show_organisation(entry, str(KINDS[entry.kind]), reader),
        services=shown,
        texts=_texts(shown, entry),
        reports=count_open_reports(entry.id) if policy.may_settle_reports(actor, entry) else 0,
        **_what_may(actor, entry),
    )


def _what_may(actor: Actor, entry: OrganisationView) -> dict[str, Any]:
    return {
        "is_alone": False,
        "parts": PARTS,
        "may_edit": policy.may_edit(actor, entry),
        "may_confirm": policy.may_confirm(actor, entry),
        "may_decide": policy.may_approve(actor, entry.municipality_code, is_national=entry.is_national),
        "may_refer": actor.may(P.REFERRALS_WRITE),
        "may_set_national": policy.may_set_national(actor),
    }


def _shared(service_id: UUID) -> tuple[OrganisationView, ShownService, Reader]:
    """Whoever may not read the directory sees what a visitor sees."""
    actor = find_actor()
    if actor is None or not actor.may(P.DIRECTORY_READ):
        actor = VISITOR
        set_scope(db.session(), actor)
    facts = queries.get_service_facts(service_id)
    entry = queries.get_organisation(facts.organisation_id) if facts else None
    found = entry.service(service_id) if entry else None
    if entry is None or found is None:
        raise NotFound
    reader = _reader(actor)
    return entry, show_service(found, entry, reader), reader


def _reader(actor: Actor) -> Reader:
    return Reader(clock.now(), actor.municipality_code, is_visitor=actor is VISITOR)


def _texts(shown: list[ShownService], entry: OrganisationView) -> dict[UUID, str]:
    """What the phone's own way of sharing is given, by service."""
    return {one.service.id: share_text(one, entry, _link(one, entry)) for one in shown if one.is_shareable}


def _link(shown: ShownService, entry: OrganisationView) -> str:
    """The address, where a person without an account can open it."""
    if shown.service.tier is not Tier.PUBLIC or entry.status is not Status.APPROVED:
        return ""
    settings: Settings = current_app.extensions["settings"]
    return settings.base_url.rstrip("/") + url_for("providers.service", service_id=shown.service.id)


def _copy() -> str:
    return _("Copy")


def _copied() -> str:
    return _("Copied")


def _in_each(words: Any) -> dict[str, str]:
    """The same words in each language of the pages."""
    texts = {}
    for locale in LANGUAGES:
        with use_locale(locale):
            texts[locale] = words()
    return texts
