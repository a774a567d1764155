"""Accounts themselves: made, moved to another language, ended."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.accounts import policy
from app.accounts.models import Membership, User
from app.accounts.services.sign_in import end_all_sessions
from app.kernel import audit, clock
from app.kernel.actor import Actor
from app.kernel.db import db
from app.kernel.errors import Forbidden, NotFound, Refused
from app.kernel.permissions import P, Role
from app.kernel.scope import scope_of


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Who gets an account, as what and where; the password is hashed already."""

    email: str
    name: str
    password_hash: str
    role: Role
    locale: str = "sq"
    municipality_code: str | None = None
    organisation_id: UUID | None = None
    place: str = ""
    is_demo: bool = False


def open_account(command: NewAccount) -> tuple[Actor, Membership]:
    """Make the user (or take the one with this address) and give it a role at a place.

    Someone who has an account already keeps the password that they know.
    """
    user = db.session.scalars(select(User).where(User.email == command.email)).one_or_none()
    is_new = user is None
    if user is None:
        user = User(
            email=command.email,
            name=command.name,
            password_hash=command.password_hash,
            locale=command.locale,
            is_demo=command.is_demo,
            created_at=clock.now(),
        )
        db.session.add(user)
        db.session.flush()
    role, place = command.role, command.place
    actor = Actor(
        user.id, user.name, role, command.municipality_code, command.organisation_id, place, user.locale
    )
    membership = Membership(
        user_id=user.id,
        role=role.value,
        municipality_code=command.municipality_code,
        organisation_id=command.organisation_id,
        place=place,
        created_at=clock.now(),
    )
    with scope_of(db.session(), actor):
        db.session.add(membership)
        db.session.flush()
    audit.record(actor, "account.open" if is_new else "account.add_role", user, role=role.value)
    audit.record(actor, "membership.begin", membership, role=role.value)
    return actor, membership


def end_membership(actor: Actor, membership_id: UUID) -> None:
    """Take a role away and sign the person out everywhere. One's own cannot be taken."""
    membership = db.session.scalars(select(Membership).where(Membership.id == membership_id)).one_or_none()
    if membership is None:
        raise NotFound
    if not actor.may(P.ACCOUNTS_INVITE):
        raise Forbidden
    if membership.user_id == actor.user_id:
        raise Refused("own_account")
    if membership.ended_at is not None:
        raise Refused("already_ended")
    membership.ended_at = clock.now()
    audit.record(actor, "membership.end", membership, role=membership.role)
    end_all_sessions(actor, membership.user_id)


def certify_focal_point(actor: Actor, membership_id: UUID) -> None:
    """Let a social worker know of restricted services. Raises Refused for other roles, Forbidden, NotFound."""
    membership = _load_colleague(actor, membership_id)
    if membership.role != Role.SOCIAL_WORKER or membership.ended_at is not None:
        raise Refused("no_focal_point")
    if membership.certified_at is None:
        membership.certified_at, membership.certified_by = clock.now(), actor.user_id
        audit.record(actor, "membership.certify", membership, role=membership.role)


def withdraw_certificate(actor: Actor, membership_id: UUID) -> None:
    """Take the knowledge of restricted services away again, from the next request on."""
    membership = _load_colleague(actor, membership_id)
    if membership.certified_at is not None:
        membership.certified_at = membership.certified_by = None
        audit.record(actor, "membership.withdraw_certificate", membership, role=membership.role)


def _load_colleague(actor: Actor, membership_id: UUID) -> Membership:
    """Coordinators certify in their municipality, the administrator anywhere; nobody certifies oneself."""
    membership = db.session.scalars(select(Membership).where(Membership.id == membership_id)).one_or_none()
    if membership is None:
        raise NotFound
    if not policy.may_certify(actor):
        raise Forbidden
    if membership.user_id == actor.user_id:
        raise Refused("own_account")
    return membership


def change_locale(actor: Actor, locale: str) -> None:
    """The language of the mails that Ura sends to this person."""
    user = db.session.scalars(select(User).where(User.id == actor.user_id)).one()
    if user.locale != locale:
        user.locale = locale
        audit.record(actor, "account.change_language", user, locale=locale)
