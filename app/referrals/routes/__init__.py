"""Pages of referrals."""

from app.referrals.routes import choosing, drafts, lists, moves, show  # noqa: F401 - they add their routes
from app.referrals.routes.blueprint import bp

__all__ = ["bp"]
