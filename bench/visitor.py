"""A person at a browser: signs in over HTTP like anybody, and writes requests with the headers of a browser."""

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from bench.client import HOST, TIMEOUT, UnexpectedAnswer

COOKIE = "ura_session"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_BROWSER = {
    "User-Agent": "Mozilla/5.0 (bench)",
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "sq,en;q=0.5",
    "Accept-Encoding": "gzip, deflate, br, zstd",
}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. Without a cookie nobody is signed in; `token` stands in the forms of her pages."""

    port: int
    cookie: str = ""
    token: str = ""

    def get(self, path: str) -> bytes:
        """The bytes of a GET."""
        return self._write("GET", path, {}, b"")

    def post(self, path: str, fields: Mapping[str, str]) -> bytes:
        """The bytes of a form that is sent."""
        body = urlencode(fields).encode()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(body)),
            "Origin": f"http://{HOST}:{self.port}",
            "Sec-Fetch-Site": "same-origin",
        }
        return self._write("POST", path, headers, body)

    def _write(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
        own = {"Host": f"{HOST}:{self.port}", **_BROWSER, **headers}
        if self.cookie:
            own["Cookie"] = self.cookie
        head = "".join(f"{name}: {value}\r\n" for name, value in own.items())
        return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body


def sign_in(port: int, email: str, password: str) -> Visitor:
    """Somebody who has signed in through the page for it."""
    stranger = Visitor(port)
    _status, page, cookie = _ask(stranger, "GET", "/sign-in", {})
    fields = {"csrf_token": token_in(page), "email": email, "password": password, "next": "/"}
    status, _text, cookie = _ask(Visitor(port, cookie), "POST", "/sign-in", fields)
    if status != http.client.SEE_OTHER or not cookie:
        raise UnexpectedAnswer(f"{email} could not sign in: {status}")
    # The first page with a form puts the secret behind its token into the cookie.
    _status, page, cookie = _ask(Visitor(port, cookie), "GET", "/account", {})
    return Visitor(port, cookie, token_in(page))


def token_in(page: str) -> str:
    """The CSRF token of the first form of a page."""
    found = _TOKEN.search(page)
    if found is None:
        raise UnexpectedAnswer("a page without a form")
    return found[1]


def _ask(visitor: Visitor, method: str, path: str, fields: Mapping[str, str]) -> tuple[int, str, str]:
    """Status, text and the session's cookie of one answer."""
    connection = http.client.HTTPConnection(HOST, visitor.port, timeout=TIMEOUT)
    headers = {"Cookie": visitor.cookie, "Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode(fields) if method == "POST" else None
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        cookies = SimpleCookie(answer.headers.get("Set-Cookie", ""))
        cookie = f"{COOKIE}={cookies[COOKIE].value}" if COOKIE in cookies else visitor.cookie
        return answer.status, answer.read().decode(), cookie
    finally:
        connection.close()
