"""The blueprint that the pages of referrals share."""

from app.kernel.access import GuardedBlueprint

bp = GuardedBlueprint("referrals", __name__, template_folder="../templates")
