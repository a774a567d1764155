"""Inviting, and what the invited person sees."""

from uuid import UUID

from flask import current_app, flash, session
from flask_login import login_user

from app.accounts import domain, policy, services
from app.accounts.forms import AcceptForm, InviteForm
from app.accounts.links import invitation_url, read_invitation_token
from app.accounts.queries import InvitationRow, get_invitation
from app.accounts.routes.blueprint import bp
from app.accounts.services import AcceptInvitation, Invite
from app.accounts.services.invitations import check_usable
from app.accounts.services.passwords import hash_password
from app.accounts.sessions import SignedIn
from app.accounts.words import FIELD_ERRORS, ROLE_NAMES
from app.kernel import clock
from app.kernel.access import PUBLIC, P, current_actor
from app.kernel.actor import SYSTEM, Actor
from app.kernel.errors import Invalid, NotFound
from app.kernel.i18n import gettext as _
from app.kernel.permissions import Role
from app.kernel.uow import unit
from app.places.queries import get_municipality, list_municipalities
from app.web.respond import Answer, redirect_to, respond


def _invite_form(actor: Actor) -> InviteForm:
    form = InviteForm()
    everywhere = actor.may(P.ACCOUNTS_ADMINISTER)
    places = [(row.code, row.name_sq) for row in list_municipalities()] if everywhere else []
    form.offer(policy.roles_to_invite(actor), places)
    return form


@bp.get("/accounts/invite", access=P.ACCOUNTS_INVITE)
def new_invitation() -> Answer:
    actor = current_actor()
    return respond(
        "accounts/invite.html", form=_invite_form(actor), everywhere=actor.may(P.ACCOUNTS_ADMINISTER)
    )


@bp.post("/accounts/invite", access=P.ACCOUNTS_INVITE, creates=True)
def invite() -> Answer:
    actor = current_actor()
    form = _invite_form(actor)
    if form.validate():
        try:
            invitation_id = services.invite(actor, _command(form, actor))
            return redirect_to("accounts.show_invitation", invitation_id=invitation_id)
        except Invalid as error:
            show_field_errors(form, error)
    everywhere = actor.may(P.ACCOUNTS_ADMINISTER)
    return respond("accounts/invite.html", status=422, form=form, everywhere=everywhere)


def _command(form: InviteForm, actor: Actor) -> Invite:
    """Where the new role is: chosen by the administrator, else the inviter's own place."""
    role = Role(form.role.data)
    name, email, locale = form.name.data, form.email.data, form.locale.data
    if not actor.may(P.ACCOUNTS_ADMINISTER):
        return Invite(email, name, role, locale, actor.place, actor.municipality_code, actor.organisation_id)
    if not policy.needs_municipality(role):
        return Invite(email, name, role, locale, place="")
    municipality = get_municipality(form.municipality_code.data)
    if municipality is None:
        raise Invalid({"municipality_code": "needs_municipality"})
    return Invite(email, name, role, locale, f"Bashkia {municipality.name_sq}", municipality.code)


def show_field_errors(form: InviteForm | AcceptForm, error: Invalid) -> None:
    """Put a service's refusal at its field."""
    for name, code in error.fields.items():
        form[name].errors = [*form[name].errors, FIELD_ERRORS[code]]


@bp.get("/accounts/invitations/<uuid:invitation_id>", access=P.ACCOUNTS_INVITE)
def show_invitation(invitation_id: UUID) -> Answer:
    """The inviter sees the link too, for a person whose mail does not arrive."""
    invitation = get_invitation(invitation_id)
    if invitation is None:
        raise NotFound
    return respond(
        "accounts/invitation.html",
        invitation=invitation,
        link=invitation_url(current_app.extensions["settings"], invitation_id),
        expired=invitation.expires_at <= clock.now(),
        role_names=ROLE_NAMES,
    )


def _by_token(token: str) -> InvitationRow:
    invitation_id = read_invitation_token(current_app.extensions["settings"], token)
    invitation = get_invitation(invitation_id, by_link=True)
    if invitation is None:
        raise NotFound
    check_usable(invitation.used_at is not None, invitation.expires_at <= clock.now())
    return invitation


@bp.get("/invitation/<token>", access=PUBLIC)
def open_invitation(token: str) -> Answer:
    invitation = _by_token(token)
    form = AcceptForm(data={"name": invitation.name})
    return respond("accounts/accept.html", form=form, invitation=invitation, role_names=ROLE_NAMES)


@bp.post("/invitation/<token>", access=PUBLIC, own_units=True)
def accept_invitation(token: str) -> Answer:
    """Make the account and sign in; hashing happens between two units of work."""
    with unit(SYSTEM, read_only=True):
        invitation = _by_token(token)
    form = AcceptForm()
    try:
        if form.validate():
            domain.check_password(form.password.data, invitation.email)
            return _accept(invitation, form)
    except Invalid as error:
        show_field_errors(form, error)
    return respond(
        "accounts/accept.html", status=422, form=form, invitation=invitation, role_names=ROLE_NAMES
    )


def _accept(invitation: InvitationRow, form: AcceptForm) -> Answer:
    hashed = hash_password(form.password.data)
    with unit(SYSTEM):
        actor, membership_id = services.accept_invitation(
            AcceptInvitation(invitation.id, hashed, form.name.data)
        )
        signed_in = services.start_session(actor, membership_id)
    session.clear()
    login_user(SignedIn(signed_in))
    flash(_("Your account is ready."))
    return redirect_to("referrals.today")
