"""What can be refused, each with a code; the words for people live in the web layer."""

from collections.abc import Mapping
from typing import ClassVar


class UraError(Exception):
    """A refusal that a person is told about: an HTTP status and a code from which the words are chosen."""

    status: ClassVar[int] = 500

    def __init__(self, code: str = "error", **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Refused(UraError):
    """A rule says no (409): the thing is not in a state in which this may be done."""

    status = 409


class StaleVersion(Refused):
    """Somebody else changed the thing since it was read (409)."""

    def __init__(self, code: str = "stale_version", **facts: object) -> None:
        super().__init__(code, **facts)


class NotFound(UraError):
    """Not there, or not for this person to know about (404)."""

    status = 404

    def __init__(self, code: str = "not_found", **facts: object) -> None:
        super().__init__(code, **facts)


class Forbidden(UraError):
    """Seen, but not allowed (403)."""

    status = 403

    def __init__(self, code: str = "forbidden", **facts: object) -> None:
        super().__init__(code, **facts)


class SignInNeeded(UraError):
    """Nobody is signed in, or the sign-in has ended (401)."""

    status = 401

    def __init__(self, code: str = "sign_in_needed", **facts: object) -> None:
        super().__init__(code, **facts)


class Gone(UraError):
    """Was there once: a link that was used or has expired (410)."""

    status = 410

    def __init__(self, code: str = "gone", **facts: object) -> None:
        super().__init__(code, **facts)


class TooMany(UraError):
    """Too many tries in too short a time (429). `retry_after` is in seconds."""

    status = 429

    def __init__(self, code: str = "too_many", *, retry_after: int = 60, **facts: object) -> None:
        super().__init__(code, **facts)
        self.retry_after = retry_after


class Invalid(UraError):
    """What was typed cannot be taken (422): field name to code."""

    status = 422

    def __init__(self, fields: Mapping[str, str], code: str = "invalid") -> None:
        super().__init__(code)
        self.fields = dict(fields)
