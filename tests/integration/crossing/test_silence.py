"""What leaves the house by the way: logs, addresses and headers say nothing about a person."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy import text as sql

from app.kernel.db import db
from app.people.models import Consent
from tests.integration.crossing.conftest import Crossing
from tests.support.crawling import crawl, find_links
from tests.support.mailbox import deliver_mails
from tests.support.personal import TYPED, Sought


class Kept(logging.Handler):
    """Keeps every record as it would be written, with its arguments and its traceback."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{self.format(record)} {record.args!r} {record.__dict__!r}")


@contextmanager
def listening() -> Iterator[Kept]:
    """Everything that any logger says, also what the settings would leave out."""
    root, kept = logging.getLogger(), Kept()
    before = root.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    try:
        yield kept
    finally:
        root.removeHandler(kept)
        root.setLevel(before)


def walk(crossing: Crossing) -> tuple[Sought, UUID]:
    """The crossing to its end, with a look at every page on the way, and with what goes wrong on the way."""
    person, referral_id = crossing.sent()
    crossing.page(crossing.staff, f"/referrals/{referral_id}")
    crossing.move(crossing.staff, referral_id, "open")
    crossing.page(crossing.staff, f"/referrals/{referral_id}")
    crossing.browser(crossing.staff).post(f"/referrals/{referral_id}/decline", {"words": "Parwana"})
    crossing.browser(crossing.worker).post("/people/new", {**TYPED, "phone": "068 771 9930 x"})
    crossing.browser(crossing.worker).post(f"/people/{person.id}/edit", {**TYPED, "version": "99"})
    crossing.move(crossing.staff, referral_id, "accept")
    consent_id = db.session.scalars(select(Consent.id)).one()
    crossing.do(crossing.worker, f"/people/{person.id}/consents/{consent_id}/withdraw")
    return person, referral_id


def test_no_log_record_holds_a_name_a_number_or_a_code(crossing: Crossing) -> None:
    with listening() as kept:
        person, _referral_id = walk(crossing)
        deliver_mails(crossing.database)
        logging.getLogger("test").info("the ear is open")
    assert any("the ear is open" in line for line in kept.lines)
    for line in kept.lines:
        assert person.find_in(line) == []
        assert "@test.example" not in line


def test_an_error_of_the_program_is_logged_without_what_was_typed(
    crossing: Crossing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In earnest a bug becomes a page with a reference; the message of the exception stays out of the log."""
    from app.people import services
    from app.web.errors import _unexpected

    def break_down(_actor: Any, command: Any) -> None:
        raise ValueError(f"cannot register {command!r}")

    monkeypatch.setattr(services, "register", break_down)
    app = crossing.database.app
    handlers = app.error_handler_spec[None][None]
    monkeypatch.setitem(handlers, Exception, _unexpected)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    with listening() as kept:
        answer = crossing.browser(crossing.worker).post("/people/new", dict(TYPED))
    assert answer.status_code == 500
    sought = Sought(UUID(int=0), "TR-0000-00")
    assert any("ValueError" in line for line in kept.lines)
    assert [sought.find_in(line) for line in kept.lines if sought.find_in(line)] == []
    # Whoever typed it gets it back, to send it again; the log does not.
    assert sought.find_in(answer.text)


def test_an_error_of_the_database_carries_no_values(crossing: Crossing) -> None:
    from app.kernel.scope import unscoped

    statement = sql("SELECT nothing FROM person WHERE given_name = :name").execution_options(
        **unscoped("a statement that fails")
    )
    with pytest.raises(Exception, match="nothing") as failure:
        db.session.execute(statement, {"name": "Parwana"})
    db.session.rollback()
    assert "Parwana" not in str(failure.value)


def test_no_address_that_ura_makes_names_the_person(crossing: Crossing) -> None:
    person, referral_id = crossing.sent()
    crossing.move(crossing.staff, referral_id, "open")
    for actor in (crossing.worker, crossing.staff):
        for address, answer in crawl(crossing.browser(actor), f"/people/{person.id}"):
            own = [link for link in find_links(answer.text) if not link.startswith("/sign-in")]
            assert person.find_in("\n".join([address, *own, str(answer.headers)])) == [], address


def test_no_page_is_kept_by_the_browser_or_told_to_another_site(crossing: Crossing) -> None:
    person, referral_id = crossing.sent()
    for path in (f"/people/{person.id}", f"/referrals/{referral_id}", "/people"):
        headers = crossing.browser(crossing.worker).get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "unsafe" not in headers["Content-Security-Policy"]
