"""The pages of people."""

from app.people.routes import files, sealed
from app.people.routes.blueprint import bp

__all__ = ["bp", "files", "sealed"]
