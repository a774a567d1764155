"""A file that is far too large, sent over a real line: the browser gets to read why it was refused."""

import pytest

from app.kernel.actor import Role
from app.kernel.db import db
from tests.factories import make_actor
from tests.support.browsing import Browser
from tests.support.databases import Database
from tests.support.serving import serving

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_fifty_megabytes_are_answered_with_a_page(database: Database) -> None:
    browser = Browser(database.app, make_actor(Role.COORDINATOR))
    cookie = browser.client.get_cookie("ura_session")
    assert cookie
    db.session.remove()
    head = '--x\r\nContent-Disposition: form-data; name="file"; filename="sheet.xlsx"\r\n\r\n'
    body = head.encode() + b"x" * (50 * 1024 * 1024) + b"\r\n--x--\r\n"
    headers = {"Cookie": f"ura_session={cookie.value}", "Content-Type": "multipart/form-data; boundary=x"}
    with serving(database) as server:
        connection = server.connect()
        try:
            connection.request("POST", "/providers/imports", body, headers)
            answer = connection.getresponse()
            assert answer.status == 413
            assert "10 MB" in answer.read().decode()
        finally:
            connection.close()
