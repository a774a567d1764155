"""Sealed texts: what stands in the database can be read only with a key that does not (URA_DATA_KEY).

A sealed text is bound to its row: copied to another one it cannot be opened. Which texts are sealed, and who may
have them opened, is the business of the features.
"""

import base64
import hashlib
from collections.abc import Sequence
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from app.kernel.errors import Refused

_keys: list[MultiFernet] = []
_ID_BYTES = 16


def set_data_keys(keys: Sequence[str]) -> None:
    """The keys of this process: the first one seals, all of them open."""
    _keys[:] = [MultiFernet([Fernet(_fernet_key(key)) for key in keys])]


def seal(text: str, row_id: UUID) -> str:
    """The text, readable only with the key and only for this row."""
    return _keys[0].encrypt(row_id.bytes + text.encode()).decode()


def unseal(sealed: str, row_id: UUID) -> str:
    """The text of a row. Raises Refused("seal_cannot_be_opened"): another key, another row, or altered."""
    opened = _open(sealed)
    if opened[:_ID_BYTES] != row_id.bytes:
        raise Refused("seal_cannot_be_opened")
    return opened[_ID_BYTES:].decode()


def reseal(sealed: str) -> str:
    """The same text under the newest key. Raises Refused where no key opens it."""
    try:
        return _keys[0].rotate(sealed.encode()).decode()
    except InvalidToken:
        raise Refused("seal_cannot_be_opened") from None


def _open(sealed: str) -> bytes:
    try:
        return _keys[0].decrypt(sealed.encode())
    except InvalidToken:
        raise Refused("seal_cannot_be_opened") from None


def _fernet_key(secret: str) -> bytes:
    """Fernet wants 32 bytes: a secret of any length becomes so many."""
    return base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest())
