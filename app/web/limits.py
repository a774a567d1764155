"""How often one address may ask: the counting; which addresses are counted, and how many go, is said elsewhere."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from app.config import Settings
from app.kernel import clock

limiter = Limiter(get_remote_address, headers_enabled=False)


def init_limits(app: Flask, settings: Settings) -> None:
    """Count where the settings say."""
    app.config["RATELIMIT_STORAGE_URI"] = settings.rate_limit_storage
    limiter.init_app(app)


def seconds_to_wait() -> int:
    """After which time somebody who asked too often may ask again."""
    limit = limiter.current_limit
    return max(1, int(limit.reset_at - clock.now().timestamp()) + 1) if limit else 60
