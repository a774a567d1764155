"""Pages of accounts."""

from app.accounts.routes import invitations, members, sign_in, trail  # noqa: F401 - they add their routes
from app.accounts.routes.blueprint import bp

__all__ = ["bp"]
