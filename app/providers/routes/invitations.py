"""The first colleague of an organisation gets an account by invitation of who approved the organisation."""

from uuid import UUID

from flask import flash

from app.accounts.forms import InviteForm
from app.accounts.services import Invite, invite
from app.accounts.words import FIELD_ERRORS
from app.kernel.access import current_actor
from app.kernel.actor import Actor
from app.kernel.errors import Forbidden, Invalid
from app.kernel.i18n import gettext as _
from app.kernel.permissions import P, Role
from app.providers import policy
from app.providers.queries import OrganisationView
from app.providers.routes.blueprint import bp
from app.providers.routes.organisations import get_entry
from app.web.respond import Answer, redirect_to, respond

_ROLES = (Role.PROVIDER_MANAGER, Role.PROVIDER_STAFF, Role.RECEPTION_WORKER)


def _entry_for(actor: Actor, organisation_id: UUID) -> OrganisationView:
    entry = get_entry(organisation_id)
    if not policy.may_invite_into(actor, entry):
        raise Forbidden
    return entry


def _form() -> InviteForm:
    form = InviteForm()
    form.offer(_ROLES, [])
    return form


@bp.get("/providers/<uuid:organisation_id>/invite", access=P.ACCOUNTS_INVITE)
def new_colleague(organisation_id: UUID) -> Answer:
    entry = _entry_for(current_actor(), organisation_id)
    return respond("providers/invite.html", entry=entry, form=_form())


@bp.post("/providers/<uuid:organisation_id>/invite", access=P.ACCOUNTS_INVITE, creates=True)
def invite_colleague(organisation_id: UUID) -> Answer:
    actor = current_actor()
    entry = _entry_for(actor, organisation_id)
    form = _form()
    if form.validate():
        role = Role(form.role.data)
        command = Invite(
            form.email.data, form.name.data, role, form.locale.data, entry.name, organisation_id=entry.id
        )
        try:
            invite(actor, command)
            flash(_("The invitation was sent by mail. It is valid for 24 hours."))
            return redirect_to("providers.show", organisation_id=entry.id)
        except Invalid as error:
            for name, code in error.fields.items():
                form[name].errors = [*form[name].errors, FIELD_ERRORS[code]]
    return respond("providers/invite.html", status=422, entry=entry, form=form)
