"""Signing in and out, and one's own account."""

from uuid import UUID

from flask import current_app, g, redirect, request, session
from flask_login import login_user, logout_user

from app.accounts import domain, services
from app.accounts.forms import EmptyForm, SignInForm
from app.accounts.queries import MemberRow, list_memberships
from app.accounts.routes.blueprint import bp
from app.accounts.services.sign_in import failure_key
from app.accounts.sessions import SignedIn
from app.accounts.words import LOCALE_NAMES, ROLE_NAMES
from app.kernel.access import PUBLIC, SIGNED_IN, current_actor, find_actor
from app.kernel.actor import SYSTEM, Actor
from app.kernel.errors import NotFound, SignInNeeded
from app.kernel.i18n import LOCALES
from app.kernel.i18n import gettext as _
from app.kernel.uow import unit
from app.web.kept import KEPT, kept_form, read_kept
from app.web.locale import local_path
from app.web.respond import Answer, redirect_to, respond


@bp.get("/sign-in", access=PUBLIC)
def sign_in() -> Answer:
    """The form; who is signed in already goes on."""
    if find_actor() is not None:
        return redirect_to("referrals.today")
    return respond(
        "accounts/sign_in.html", form=SignInForm(), next=local_path(request.args.get("next")), kept=""
    )


@bp.post("/sign-in", access=PUBLIC, own_units=True, endpoint="start_session")
def start_session() -> Answer:
    """Check the password; the slow hashing happens outside any transaction."""
    form = SignInForm()
    if not form.validate():
        return _form_again(form, 422)
    keys = _throttle_keys(domain.normalise_email(form.email.data))
    with unit(SYSTEM, read_only=True):
        services.check_throttle(list(keys.values()))
    user_id = services.verify_password(domain.normalise_email(form.email.data), form.password.data)
    memberships = _memberships(user_id)
    if user_id is None or not memberships:
        with unit(SYSTEM):
            services.note_failure(keys)
        form.form_errors.append(_("The e-mail address or the password is not right."))
        return _form_again(form, 422)
    token = _open(user_id, memberships[0], keys["account"])
    return _go_on(token)


def _form_again(form: SignInForm, status: int) -> Answer:
    wanted = local_path(request.form.get("next"))
    return respond(
        "accounts/sign_in.html", status=status, form=form, next=wanted, kept=request.form.get(KEPT, "")
    )


def _throttle_keys(email: str) -> dict[str, str]:
    secret = current_app.extensions["settings"].secret_key
    address = request.remote_addr or ""
    return {
        "account": failure_key("account", email, secret),
        "address": failure_key("address", address, secret),
    }


def _memberships(user_id: UUID | None) -> list[MemberRow]:
    if user_id is None:
        return []
    with unit(SYSTEM, read_only=True):
        return list(list_memberships(user_id))


def _open(user_id: UUID, membership: MemberRow, account_key: str | None) -> str:
    actor = Actor(user_id, membership.name, membership.role)
    with unit(SYSTEM):
        return services.start_session(actor, membership.membership_id, account_key)


def _go_on(token: str) -> Answer:
    """Put the token into a fresh cookie; what a form held when the sign-in had ended is offered again."""
    session.clear()
    login_user(SignedIn(token))
    g.pop("actor", None)
    wanted = local_path(request.form.get("next"))
    fields = read_kept(request.form.get(KEPT, ""), current_app.secret_key)
    if fields:
        return respond("accounts/kept.html", action=wanted, fields=fields)

    return redirect(wanted, 303)


@bp.post("/sign-out", access=SIGNED_IN)
def sign_out() -> Answer:
    token = session.get("_user_id", "")
    services.end_session(current_actor(), token)
    logout_user()
    session.clear()
    return redirect_to("accounts.sign_in")


@bp.post("/account/sign-out-everywhere", access=SIGNED_IN)
def sign_out_everywhere() -> Answer:
    actor = current_actor()
    services.end_all_sessions(actor, actor.user_id)
    logout_user()
    session.clear()
    return redirect_to("accounts.sign_in")


@bp.get("/account", access=SIGNED_IN)
def me() -> Answer:
    """One's own account: roles, language of mails, signing out."""
    actor = current_actor()
    return respond(
        "accounts/me.html",
        form=EmptyForm(),
        memberships=list_memberships(actor.user_id),
        role_names=ROLE_NAMES,
        locales=LOCALE_NAMES,
    )


@bp.post("/account/language", access=SIGNED_IN)
def mail_language() -> Answer:
    wanted = request.form.get("locale", "")
    if wanted not in LOCALES:
        raise NotFound
    services.change_locale(current_actor(), wanted)
    return redirect_to("accounts.me")


@bp.post("/account/role/<uuid:membership_id>", access=SIGNED_IN)
def take_role(membership_id: UUID) -> Answer:
    """Go on working in another of one's roles: a new session takes the place of this one."""
    actor = current_actor()
    chosen = [row for row in list_memberships(actor.user_id) if row.membership_id == membership_id]
    if not chosen:
        raise NotFound
    services.end_session(actor, session.get("_user_id", ""))
    token = services.start_session(actor, membership_id)
    session.clear()
    login_user(SignedIn(token))
    return redirect_to("referrals.today")


def ask_to_sign_in(_error: SignInNeeded) -> Answer:
    """Where nobody is signed in: a page goes to the form, and a form that was sent keeps what was typed."""
    if request.method == "GET":
        wanted = request.full_path if request.query_string else request.path
        return redirect_to("accounts.sign_in", next=wanted)
    return respond(
        "accounts/sign_in.html",
        status=401,
        form=SignInForm(formdata=None),
        next=request.path,
        kept=kept_form(request.form, current_app.secret_key),
    )
