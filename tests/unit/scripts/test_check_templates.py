import pytest

from scripts.check_templates import check_source

GOOD = """{% extends "base.html" %}
{% set nav = "people" %}
{% block content %}
<h1>{{ _("People") }}</h1>
{% block frag_list %}<ul class="{{ tone }}" id="list">
{% for row in rows %}<li>{{ ui.chip(row) }}</li>{% endfor %}</ul>{% endblock %}
{% for row in rows %}{% block frag_row scoped %}<p id="row">{{ row }}</p>{% endblock %}{% endfor %}
<a href="{{ url_for('people.index') }}">{{ _("All") }}</a>
{% endblock %}"""


def test_a_good_template_has_no_fault() -> None:
    assert check_source(GOOD) == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('{% set top = 1 %}{% block frag_a %}<p id="a">{{ top }}</p>{% endblock %}', "only the page sets"),
        (
            '{% from "m" import x %}{% block frag_a %}<p id="a">{{ x() }}</p>{% endblock %}',
            "only the page sets",
        ),
        ('{% block frag_a %}<p class="a">x</p>{% endblock %}', 'whose id is "a"'),
        ('{% block frag_a %}words<p id="a">x</p>{% endblock %}', 'whose id is "a"'),
        ('{% block frag_a %}{% if x %}<p id="a">x</p>{% endif %}{% endblock %}', 'whose id is "a"'),
        ('{% if x %}{% block frag_a %}<p id="a">x</p>{% endblock %}{% endif %}', "inside an if"),
        ('{% for x in y %}{% block frag_a %}<p id="a">x</p>{% endblock %}{% endfor %}', "inside a loop"),
        ("<script>alert()</script>", "a script inside"),
        ("<style>p{}</style>", "a style sheet inside"),
        ('<p style="color: red">', "a style attribute"),
        ('<p onclick="x()">', "an event handler"),
        ('<p hx-on:click="x()">', "hx-on"),
        ('<p hx-vals="js:{a: 1}">', "a js: value"),
        ('<a href="/people">', "without url_for"),
        ("{{ name|safe }}", "the filter safe"),
        ("{% if %}", "Expected"),
    ],
)
def test_each_fault_of_a_template_is_found(source: str, fault: str) -> None:
    assert any(fault in found for found in check_source(source)), check_source(source)


@pytest.mark.parametrize(
    "source", ["{# <p style='x'> #}", '<script type="module" src="{{ x }}"></script>', '<p data-online="1">']
)
def test_what_is_allowed_passes(source: str) -> None:
    assert check_source(source) == []


def test_a_fault_tells_its_line() -> None:
    assert check_source('<p>\n<p style="x">') == ["2: a style attribute"]
