"""The blueprint of people."""

from app.kernel.access import GuardedBlueprint

bp = GuardedBlueprint("people", "app.people", template_folder="templates")
