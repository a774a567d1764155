"""The blueprint on which all pages of the registry stand."""

from app.kernel.access import GuardedBlueprint

bp = GuardedBlueprint("providers", __name__, template_folder="../templates")
