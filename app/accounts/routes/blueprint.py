"""The blueprint that the pages of accounts share."""

from app.kernel.access import GuardedBlueprint

bp = GuardedBlueprint("accounts", __name__, template_folder="../templates")
