"""The addresses of the feeds."""

from app.feeds.routes import documentation, hsds, points
from app.feeds.routes.blueprint import bp

__all__ = ["bp", "documentation", "hsds", "points"]
