"""The list of accounts of a municipality or an organisation."""

from uuid import UUID

from flask import flash

from app.accounts import services
from app.accounts.forms import EmptyForm
from app.accounts.policy import may_certify
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
        may_certify=may_certify(current_actor()),
    )


@bp.post("/accounts/<uuid:membership_id>/end", access=P.ACCOUNTS_INVITE)
def end_membership(membership_id: UUID) -> Answer:
    services.end_membership(current_actor(), membership_id)
    flash(_("The account is closed and signed out everywhere."))
    return redirect_to("accounts.members")


@bp.post("/accounts/<uuid:membership_id>/certify", access=P.ACCOUNTS_INVITE)
def certify_focal_point(membership_id: UUID) -> Answer:
    services.certify_focal_point(current_actor(), membership_id)
    flash(_("Restricted services are shown to this person from now on."))
    return redirect_to("accounts.members")


@bp.post("/accounts/<uuid:membership_id>/withdraw-certificate", access=P.ACCOUNTS_INVITE)
def withdraw_certificate(membership_id: UUID) -> Answer:
    services.withdraw_certificate(current_actor(), membership_id)
    flash(_("Restricted services are no longer shown to this person."))
    return redirect_to("accounts.members")
