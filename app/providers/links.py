"""The signed link of a mail that asks whether an entry is still right; it opens that one page and nothing else."""

from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer

from app.config import Settings
from app.kernel.errors import NotFound

# The purpose is part of the signature: no other link of Ura can be turned into this one.
_SALT = "ura.providers.confirm"
_LONGEST_TOKEN = 200


def confirmation_token(settings: Settings, request_id: UUID) -> str:
    """What stands in the link: the id of the request and a signature over it. When it expires, the request says."""
    token = URLSafeSerializer(settings.secret_key, salt=_SALT).dumps(request_id.hex)
    return token.decode() if isinstance(token, bytes) else token


def confirmation_url(settings: Settings, request_id: UUID) -> str:
    """The whole address for a mail."""
    return f"{settings.base_url.rstrip('/')}/confirm/{confirmation_token(settings, request_id)}"


def read_confirmation_token(settings: Settings, token: str) -> UUID:
    """The request behind a token; NotFound for one that was altered or made up."""
    if len(token) > _LONGEST_TOKEN:
        raise NotFound
    try:
        return UUID(URLSafeSerializer(settings.secret_key, salt=_SALT).loads(token))
    except (BadSignature, ValueError, TypeError, AttributeError):
        raise NotFound from None
