"""What is wrong before any view looks: every form, damaged in every way, is refused and changes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlencode

import pytest
from werkzeug.test import TestResponse

from app.kernel.ids import new_id
from tests.access.matrix import route_of
from tests.integration.crossing.forms import TYPED, Form, Forms, find_fault, heading_of
from tests.support.databases import Database
from tests.support.rows import read_rows

TEN_MEGABYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Damage:
    """One way to damage a form, the status and the code of the page that says so, and whether the words come back."""

    send: Callable[[Form], TestResponse]
    status: int
    code: str = ""
    gives_back: bool = True
    headers: Mapping[str, str] = field(default_factory=dict)


def send_raw(form: Form, field_bytes: bytes) -> TestResponse:
    """Bytes as they are, which no browser would have sent."""
    hidden = {"csrf_token": form.browser.csrf_token, "idempotency_key": str(new_id()), "words": TYPED}
    body = urlencode({**hidden, **form.data}, doseq=True).encode() + b"&note=" + field_bytes
    return form.browser.post_raw(form.path, body)


def send_from(site: str) -> Callable[[Form], TestResponse]:
    headers = {"Sec-Fetch-Site": site}
    return lambda form: form.browser.post(form.path, form.data | {"words": TYPED}, headers=headers)


DAMAGES: Mapping[str, Damage] = MappingProxyType(
    {
        "no token": Damage(
            lambda form: form.browser.post(form.path, form.data | {"words": TYPED}, bare=True),
            403,
            "form_expired",
        ),
        "a forged token": Damage(
            lambda form: form.send(csrf_token="forged", words=TYPED), 403, "form_expired"
        ),
        "from another site": Damage(send_from("cross-site"), 403, "foreign_form", gives_back=False),
        "from a sister site": Damage(send_from("same-site"), 403, "foreign_form", gives_back=False),
        "ten megabytes": Damage(lambda form: form.send(words="x" * TEN_MEGABYTES), 413, gives_back=False),
        "invalid UTF-8": Damage(lambda form: send_raw(form, b"%ff%fe%c3"), 422, "unreadable_text"),
        "bare invalid UTF-8": Damage(
            lambda form: send_raw(form, b"\xff\xfe"), 422, "unreadable_text", gives_back=False
        ),
        "a null sign": Damage(lambda form: form.send(words=TYPED, note="a\x00b"), 422, "unreadable_text"),
    }
)
KEY_DAMAGES: Mapping[str, Damage] = MappingProxyType(
    {
        "no key": Damage(lambda form: form.send(idempotency_key="", words=TYPED), 422, "missing_key"),
        "a forged key": Damage(
            lambda form: form.send(idempotency_key="1' OR 1", words=TYPED), 422, "missing_key"
        ),
    }
)


def find_faults(
    forms: Forms, damages: Mapping[str, Damage], locale: str, *, creating: bool
) -> dict[str, str]:
    """Form and damage, and what was wrong with the answer."""
    faults = {}
    for form in forms.all(creating=creating):
        before = read_rows()
        for name, damage in damages.items():
            answer = damage.send(form)
            # A form may have words of its own for a status.
            code = damage.code or f"{damage.status}:{route_of(form.name)[1]}"
            fault = find_fault(answer, damage.status, locale, heading_of(locale, damage.status, code))
            if not fault and damage.gives_back and TYPED not in answer.text:
                fault = "what was typed is lost"
            if not fault and read_rows() != before:
                fault = "something was written"
            if fault:
                faults[f"{form.name}, {name}"] = fault
    return faults


@pytest.mark.parametrize("locale", ["sq", "en"])
def test_a_damaged_form_is_refused_and_changes_nothing(database: Database, locale: str) -> None:
    if locale == "en" and not database.is_sqlite:
        return  # the same words on the same engine: once is enough
    assert find_faults(Forms(database, locale), DAMAGES, locale, creating=False) == {}


@pytest.mark.parametrize("locale", ["sq", "en"])
def test_a_form_that_creates_is_refused_without_its_key(database: Database, locale: str) -> None:
    assert find_faults(Forms(database, locale), KEY_DAMAGES, locale, creating=True) == {}


@pytest.mark.parametrize("locale", ["sq", "en"])
def test_the_address_of_a_form_is_no_page(database: Database, locale: str) -> None:
    forms, seen = Forms(database, locale), 0
    for form in forms.all():
        if forms.only_takes_forms(form.path):
            before = read_rows()
            answer = form.browser.get(form.path)
            assert find_fault(answer, 405, locale, heading_of(locale, 405)) == "", form.name
            assert answer.headers["Allow"].startswith("POST") or "POST" in answer.headers["Allow"]
            assert read_rows() == before
            seen += 1
    assert seen > 10


def test_a_key_is_good_for_one_form_only(database: Database) -> None:
    forms, key = Forms(database, "en"), str(new_id())
    assert forms.of("POST people.register").send(idempotency_key=key).status_code == 303
    before = read_rows()
    answer = forms.of("POST referrals.choose").send(idempotency_key=key)
    assert find_fault(answer, 422, "en", heading_of("en", 422, "missing_key")) == ""
    assert read_rows(besides=("person",))["referral"] == before["referral"]
