"""What was typed is not lost: sealed, it travels through the sign-in page; refused, it is shown to be copied."""

import re
from typing import Final

from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict

KEPT: Final = "kept_form"
_NOT_KEPT = frozenset({"csrf_token", "password", "new_password", KEPT})
# Written by the page, not by the person.
_NOT_WORDS = _NOT_KEPT | {"idempotency_key", "version", "next"}
_IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# No page can show them.
_UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_SALT = "ura.kept"
_LIFETIME_SECONDS = 3600


def kept_form(fields: MultiDict[str, str], secret: str | bytes | None) -> str:
    """The typed fields as one signed text for a hidden field; passwords are left out."""
    pairs = [(name, value) for name, value in fields.items(multi=True) if name not in _NOT_KEPT]
    if not pairs:
        return ""
    sealed = _serializer(secret).dumps(pairs)
    return sealed.decode() if isinstance(sealed, bytes) else sealed


def typed_words(fields: MultiDict[str, str]) -> list[str]:
    """What a person wrote or chose in a form, in its order; no password, and nothing that the page put there."""
    typed = (value for name, value in fields.items(multi=True) if name not in _NOT_WORDS)
    words = (_UNSHOWN.sub(" ", value).strip() for value in typed)
    return list(dict.fromkeys(word for word in words if word and not _IDENTIFIER.fullmatch(word)))


def read_kept(text: str, secret: str | bytes | None) -> list[tuple[str, str]]:
    """The fields back; nothing when the text was altered or is older than an hour."""
    if not text:
        return []
    try:
        pairs = _serializer(secret).loads(text, max_age=_LIFETIME_SECONDS)
    except BadData:
        return []
    return [(str(name), str(value)) for name, value in pairs]


def _serializer(secret: str | bytes | None) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret or "", salt=_SALT)
