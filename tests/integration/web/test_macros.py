"""The macros, rendered without any feature: a bare application with the globals that templates are promised."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from flask import Flask, render_template_string

from app.kernel.i18n import gettext, ngettext, use_locale
from app.web.ui import init_ui


@pytest.fixture
def bare() -> Iterator[Flask]:
    app = Flask("bare")
    app.add_url_rule("/people", "people.index", lambda: "")
    app.jinja_env.globals.update(
        _=gettext, ngettext=ngettext, csrf_token=lambda: "T", new_idempotency_key=lambda: "K"
    )
    init_ui(app)
    with use_locale("sq"), app.test_request_context():
        yield app


def render(source: str, **context: object) -> str:
    return render_template_string(source, **context)


@pytest.mark.parametrize(
    ("holder", "far_first", "bold", "dot"),
    [("near", False, "Ju", 8), ("far", False, "QFP", 88), ("near", True, "Ju", 88), ("far", True, "QFP", 8)],
)
@pytest.mark.usefixtures("bare")
def test_the_dot_is_on_the_bank_of_whoever_must_act(
    holder: str, far_first: bool, bold: str, dot: int
) -> None:
    page = render(
        "{{ ui.bridge('Ju', 'QFP', holder, 'red', far_first) }}", holder=holder, far_first=far_first
    )
    assert f"<b>{bold}</b>" in page
    assert page.count("<b>") == 1
    assert f'cx="{dot}"' in page


@pytest.mark.usefixtures("bare")
def test_a_bridge_that_waits_for_nobody_has_no_dot() -> None:
    page = render("{{ ui.bridge('Ju', 'QFP') }}")
    assert "circle" not in page
    assert "<b>" not in page


@pytest.mark.usefixtures("bare")
def test_what_people_typed_is_escaped() -> None:
    page = render(
        "{{ ui.bridge(evil, evil, 'near') }}{{ ui.chip(evil) }}{{ ui.summary([(evil, evil)]) }}", evil="<i>"
    )
    assert "<i>" not in page
    assert page.count("&lt;i&gt;") == 5


@pytest.mark.usefixtures("bare")
def test_a_form_that_creates_carries_both_tokens() -> None:
    page = render("{{ ui.form_tokens() }}")
    assert 'name="csrf_token" value="T"' in page
    assert 'name="idempotency_key" value="K"' in page


@pytest.mark.usefixtures("bare")
def test_pages_keep_the_filters() -> None:
    page = render(
        "{{ ui.pagination(page, 'people.index', {'q': 'am', 'page': 7}) }}",
        page=SimpleNamespace(number=2, has_next=True),
    )
    assert "/people?page=1&amp;q=am" in page
    assert "/people?page=3&amp;q=am" in page
    assert "Faqja 2" in page


@pytest.mark.usefixtures("bare")
def test_a_list_of_one_page_needs_no_way_through() -> None:
    page = render("{{ ui.pagination(page, 'people.index') }}", page=SimpleNamespace(number=1, has_next=False))
    assert page == ""


@pytest.mark.usefixtures("bare")
def test_a_row_without_a_value_is_left_out() -> None:
    page = render("{{ ui.summary([('Adresa', none), ('Gjuhët', 'darisht')]) }}")
    assert "Adresa" not in page
    assert "<dt>Gjuhët</dt><dd>darisht</dd>" in page


@pytest.mark.usefixtures("bare")
def test_the_first_entry_of_a_timeline_is_where_things_stand() -> None:
    page = render("{{ ui.timeline([{'text': 'B', 'note': 'sot'}, {'text': 'A'}]) }}")
    assert page.count('class="now"') == 1
    assert page.index("<b>B</b>") < page.index("A</span>")


@pytest.mark.usefixtures("bare")
def test_a_number_is_shown_spaced_and_dialled_bare() -> None:
    page = render("{{ ui.tel('+355 69 2345678') }}")
    assert 'href="tel:+355692345678"' in page
    assert "+355 69 234 5678" in page
