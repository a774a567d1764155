"""Commands of accounts: sign in and out, invite, accept, end."""

from app.accounts.services.invitations import AcceptInvitation, Invite, accept_invitation, invite
from app.accounts.services.members import (
    NewAccount,
    certify_focal_point,
    change_locale,
    end_membership,
    open_account,
    withdraw_certificate,
)
from app.accounts.services.moving import move_accounts, return_accounts
from app.accounts.services.sign_in import (
    check_throttle,
    end_all_sessions,
    end_session,
    failure_key,
    note_failure,
    start_session,
    touch_session,
    verify_password,
)

__all__ = [
    "AcceptInvitation",
    "Invite",
    "NewAccount",
    "accept_invitation",
    "certify_focal_point",
    "change_locale",
    "check_throttle",
    "end_all_sessions",
    "end_membership",
    "end_session",
    "failure_key",
    "invite",
    "move_accounts",
    "note_failure",
    "open_account",
    "return_accounts",
    "start_session",
    "touch_session",
    "verify_password",
    "withdraw_certificate",
]
