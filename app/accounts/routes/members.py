"""The list of accounts of a municipality or an organisation."""

from uuid import UUID

from flask import flash

from app.accounts import services
from app.accounts.forms import EmptyForm
from app.accounts.queries import list_members, list_open_invitations
from app.accounts.routes.blueprint import bp
from app.accounts.words import ROLE_NAMES
from app.kernel import clock
from app.kernel.access import P, current_actor
from app.kernel.i18n import gettext as _
from app.web.respond import Answer, redirect_to, respond


@bp.get("/accounts", access=P.ACCOUNTS_INVITE)
def members() -> Answer:
    """Who has an account, who was invited."""
    return respond(
        "accounts/members.html",
        form=EmptyForm(),
        members=list_members(),
        invitations=list_open_invitations(),
        now=clock.now(),
        role_names=ROLE_NAMES,
    )


@bp.post("/accounts/<uuid:membership_id>/end", access=P.ACCOUNTS_INVITE)
def end_membership(membership_id: UUID) -> Answer:
    services.end_membership(current_actor(), membership_id)
    flash(_("The account is closed and signed out everywhere."))
    return redirect_to("accounts.members")
