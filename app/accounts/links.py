"""Signed links of accounts: an invitation's address, made and read back."""

from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer

from app.config import Settings
from app.kernel.errors import NotFound

_SALT = "ura.invitation"


def invitation_token(settings: Settings, invitation_id: UUID) -> str:
    """What stands in the link: the id and a signature over it."""
    token = URLSafeSerializer(settings.secret_key, salt=_SALT).dumps(invitation_id.hex)
    return token.decode() if isinstance(token, bytes) else token


def invitation_url(settings: Settings, invitation_id: UUID) -> str:
    """The whole address for a mail."""
    return f"{settings.base_url.rstrip('/')}/invitation/{invitation_token(settings, invitation_id)}"


def read_invitation_token(settings: Settings, token: str) -> UUID:
    """The invitation behind a token; NotFound for one that was altered or made up."""
    try:
        return UUID(URLSafeSerializer(settings.secret_key, salt=_SALT).loads(token))
    except (BadSignature, ValueError, TypeError):
        raise NotFound from None
