"""The forms of referrals: the draft with its consent, one form for every move, and an attempt to reach somebody."""

from app.referrals.forms.draft import DraftForm
from app.referrals.forms.moves import AttemptForm, MoveForm

__all__ = ["AttemptForm", "DraftForm", "MoveForm"]
