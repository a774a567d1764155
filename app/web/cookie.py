"""The signed cookie of a browser's session: a cookie that was found genuine once is not checked and read again."""

from collections import OrderedDict
from copy import deepcopy
from datetime import datetime
from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature

from app.kernel import clock

_REMEMBERED = 2_000


class GenuineCookies(SecureCookieSessionInterface):
    """Flask's own cookies. Whether the sign-in behind one is still alive is asked of the database, not of this."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[dict[str, Any], datetime]] = OrderedDict()

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """What the cookie says; nothing where it is missing, altered or too old."""
        text = request.cookies.get(self.get_cookie_name(app))
        if not text:
            return self.session_class()
        found = self._known.get(text) or self._read(app, text)
        if found is None or found[1] + app.permanent_session_lifetime < clock.now():
            return self.session_class()
        # A copy: what a request changes in its session belongs to that request.
        return self.session_class(deepcopy(found[0]))

    def _read(self, app: Flask, text: str) -> tuple[dict[str, Any], datetime] | None:
        serializer = self.get_signing_serializer(app)
        if serializer is None:
            return None
        try:
            found: tuple[dict[str, Any], datetime] = serializer.loads(text, return_timestamp=True)
        except BadSignature:
            return None
        self._known[text] = found
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return found
