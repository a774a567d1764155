"""The page behind the signed link of a mail: say without an account that an entry is right, or what changed."""

from uuid import UUID

from flask import current_app, flash, request

from app.accounts.services import check_throttle, failure_key, note_failure
from app.config import Settings
from app.kernel import clock
from app.kernel.access import PUBLIC
from app.kernel.errors import NotFound
from app.kernel.i18n import gettext as _
from app.providers.forms.upkeep import AnswersForm, NewLinkForm, answers_form
from app.providers.links import read_confirmation_token
from app.providers.queries.asking import find_organisations_by_email
from app.providers.queries.confirmation import Confirmation, get_confirmation
from app.providers.routes.blueprint import bp
from app.providers.services.confirming import ask_to_confirm, confirm_by_link
from app.providers.words.upkeep import show_asked
from app.web.respond import Answer, redirect_to, respond

_MOST_ORGANISATIONS = 5


@bp.get("/confirm/<token>", access=PUBLIC)
def asked(token: str) -> Answer:
    """Only shows: whatever opens links of mails by itself confirms nothing."""
    found = _find(token)
    if found is None or found.is_expired(clock.now()):
        return _lost(token if found else "")
    return _page(token, found, answers_form(found.services))


@bp.post("/confirm/<token>", access=PUBLIC)
def answer(token: str) -> Answer:
    found = _find(token)
    if found is None or found.is_expired(clock.now()):
        return _lost(token if found else "")
    form = answers_form(found.services)
    if not (form.validate() & form.check(found.services)):
        return _page(token, found, form, status=422)
    confirm_by_link(found.id, form.to_command(found.services))
    flash(_("Thank you. The directory says so now."))
    return redirect_to("providers.asked", token=token)


@bp.post("/confirm/again", access=PUBLIC)
def send_new_link() -> Answer:
    """A new mail to the address that is registered; what is answered is the same whether there is one or not."""
    key = failure_key("link_address", request.remote_addr or "", _settings().secret_key)
    check_throttle([key])
    known = _find(request.form.get("token", ""))
    form = NewLinkForm()
    if known is None and not form.validate():
        return respond("providers/upkeep/link_lost.html", status=422, token="", form=form)
    note_failure({"link_address": key})
    organisations = [known.organisation_id] if known else find_organisations_by_email(form.email.data)
    for organisation_id in organisations[:_MOST_ORGANISATIONS]:
        ask_to_confirm(organisation_id)
    return redirect_to("providers.new_link_sent")


@bp.get("/confirm/sent", access=PUBLIC)
def new_link_sent() -> Answer:
    return respond(
        "providers/upkeep/said.html",
        heading=_("Look into your mail"),
        text=_(
            "If the address is registered for an organisation, a new link is on its way. It may take some minutes."
        ),
    )


def _find(token: str) -> Confirmation | None:
    """The request behind the token; None for one that was altered or made up."""
    try:
        request_id: UUID = read_confirmation_token(_settings(), token)
    except NotFound:
        return None
    return get_confirmation(request_id)


def _page(token: str, found: Confirmation, form: AnswersForm, status: int = 200) -> Answer:
    now = clock.now()
    services = [(show_asked(service, now), form.of(service)) for service in found.services]
    return respond(
        "providers/upkeep/confirm.html", status=status, token=token, found=found, form=form, services=services
    )


def _lost(token: str) -> Answer:
    """410 for a link whose time is up, 404 for one that is none; both offer a new mail."""
    return respond(
        "providers/upkeep/link_lost.html", status=410 if token else 404, token=token, form=NewLinkForm()
    )


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
