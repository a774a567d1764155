"""Every form of Ura, filled in rightly by somebody who may send it: the rows of the access matrix that are done."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import Flask
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.test import TestResponse

from app.kernel.access import RouteRule
from app.kernel.i18n import use_locale
from app.kernel.permissions import Role
from app.web.errors import words_for
from tests.access.asked import Asked
from tests.access.matrix import read_matrix, route_of
from tests.access.requests import ASK
from tests.access.world import Column, World
from tests.support.browsing import Browser
from tests.support.databases import Database

DONE = 303
TYPED = "Fjalë të shkruara me kujdes"


@dataclass(frozen=True, slots=True)
class File:
    """A file of a form."""

    content: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Form:
    """One form, ready to be sent."""

    name: str
    browser: Browser
    path: str
    filled_in: Mapping[str, Any]

    @property
    def data(self) -> dict[str, Any]:
        """What is filled in. A file is read away when it is sent, so each time is a new one."""
        return {name: _anew(value) for name, value in self.filled_in.items()}

    def send(self, **changed: Any) -> TestResponse:
        """Send it as a browser does, with some fields changed."""
        return self.browser.post(self.path, self.data | changed)


class Forms:
    """Makes forms in one language; each one is about fresh rows."""

    def __init__(self, database: Database, locale: str) -> None:
        self.app: Flask = database.app
        self._worlds: dict[Role | None, World] = {}
        self._new_world: Callable[[Role | None], World] = lambda role: World(database, role, locale)

    def of(self, name: str) -> Form:
        """The form of one row of the matrix, in the hands of the first role that may send it."""
        row = read_matrix()[name]
        column = Column.ANYWHERE if Column.ANYWHERE in row else Column.OWN
        role = next(role for role, status in row[column].items() if status == DONE)
        if role not in self._worlds:
            self._worlds[role] = self._new_world(role)
        world = self._worlds[role]
        asked: Asked = ASK[name](world, column)
        browser = asked.browser or world.browser
        return Form(
            name, browser, asked.path, {name: _kept(value) for name, value in (asked.data or {}).items()}
        )

    def all(self, *, creating: bool = False) -> Iterator[Form]:
        """Every form that somebody may send; only those with an idempotency key where `creating`."""
        register: dict[str, RouteRule] = self.app.extensions["access"]
        for name, row in read_matrix().items():
            method, endpoint = route_of(name)
            may = any(status == DONE for cells in row.values() for status in cells.values())
            if method == "POST" and may and (register[endpoint].creates or not creating):
                yield self.of(name)

    def only_takes_forms(self, path: str) -> bool:
        """Whether there is no page at the address of a form."""
        try:
            self.app.url_map.bind("localhost").match(path, method="GET")
        except MethodNotAllowed:
            return True
        except NotFound:
            return False
        return False


def _kept(value: Any) -> Any:
    """A field as it can be sent again and again: of a file its bytes and name."""
    if isinstance(value, tuple) and isinstance(value[0], BytesIO):
        return File(value[0].getvalue(), value[1])
    return value


def _anew(value: Any) -> Any:
    return (BytesIO(value.content), value.name) if isinstance(value, File) else value


def heading_of(locale: str, status: int, code: str = "") -> str:
    """What the page of a refusal is called in this language."""
    with use_locale("en"):
        english = str(words_for(status, code)[0])
    with use_locale(locale):
        heading = str(words_for(status, code)[0])
    assert locale == "en" or heading != english, f"not translated: {english}"
    return heading


def find_fault(answer: TestResponse, status: int, locale: str, heading: str = "") -> str:
    """What is wrong with a refusal: its status, its language, its heading."""
    if answer.status_code != status:
        return f"{answer.status_code}, not {status}"
    if f'<html lang="{locale}"' not in answer.text:
        return "another language"
    if heading and f"<h1>{heading}</h1>" not in answer.text:
        return f"does not say “{heading}”"
    return "" if answer.text.count("<h1") == 1 else "not one heading"
