"""Pages of the registry: the directory, organisations, their services, and what the coordinator decides."""

from app.providers.routes import (
    confirming,
    contacts,
    decisions,
    directory,
    exports,
    history,
    imports,
    invitations,
    locations,
    merging,
    offers,
    organisations,
    registration,
    reporting,
    sections,
    showing,
    upkeep,
)
from app.providers.routes.blueprint import bp

__all__ = [
    "bp",
    "confirming",
    "contacts",
    "decisions",
    "directory",
    "exports",
    "history",
    "imports",
    "invitations",
    "locations",
    "merging",
    "offers",
    "organisations",
    "registration",
    "reporting",
    "sections",
    "showing",
    "upkeep",
]
