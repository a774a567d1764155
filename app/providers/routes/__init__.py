"""Pages of the registry: the directory, organisations, their services, and what the coordinator decides."""

from app.providers.routes import decisions, directory, invitations, offers, organisations
from app.providers.routes.blueprint import bp

__all__ = ["bp", "decisions", "directory", "invitations", "offers", "organisations"]
