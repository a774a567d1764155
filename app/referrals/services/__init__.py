"""What is done about referrals: draft, send, every move of the table, and noting who could not be reached."""

from app.referrals.services.attempts import NOTED_IN, log_attempt
from app.referrals.services.commands import Agreement, DraftDetails, Move, Outcome
from app.referrals.services.drafts import choose_service, create_draft, save_draft
from app.referrals.services.merging import follow_organisation
from app.referrals.services.moves import apply, end_for_withdrawn_consent
from app.referrals.services.sending import fields_shown, send

__all__ = [
    "NOTED_IN",
    "Agreement",
    "DraftDetails",
    "Move",
    "Outcome",
    "apply",
    "choose_service",
    "create_draft",
    "end_for_withdrawn_consent",
    "fields_shown",
    "follow_organisation",
    "log_attempt",
    "save_draft",
    "send",
]
