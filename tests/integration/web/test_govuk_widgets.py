"""Every GOV.UK widget under our strict templates, in our words."""

from collections.abc import Iterator

import pytest
from flask import Flask
from govuk_frontend_wtf.wtforms_widgets import (
    GovCharacterCount,
    GovCheckboxesInput,
    GovCheckboxInput,
    GovDateInput,
    GovFileInput,
    GovPasswordInput,
    GovRadioInput,
    GovSelect,
    GovSubmitInput,
    GovTextArea,
    GovTextInput,
)
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    Form,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.kernel.i18n import gettext, lazy_gettext, ngettext, use_locale
from app.web.ui import init_ui

REQUIRED = [InputRequired("Kjo duhet.")]
CHOICES = [SelectChoice("a", "Njëra"), SelectChoice("b", "Tjetra")]


class Everything(Form):
    text = StringField(lazy_gettext("Day"), REQUIRED, widget=GovTextInput(), description="Mjafton një.")
    secret = PasswordField("Fjalëkalimi", REQUIRED, widget=GovPasswordInput())
    one = RadioField("Njëra", REQUIRED, choices=CHOICES, widget=GovRadioInput())
    some = SelectMultipleField("Disa", REQUIRED, choices=CHOICES, widget=GovCheckboxesInput())
    yes = BooleanField("Po", REQUIRED, widget=GovCheckboxInput())
    born = DateField("Datëlindja", REQUIRED, format="%d %m %Y", widget=GovDateInput())
    listed = SelectField("Lista", REQUIRED, choices=CHOICES, widget=GovSelect())
    long = TextAreaField("Shënim", REQUIRED, widget=GovTextArea())
    counted = TextAreaField("Arsyeja", REQUIRED, widget=GovCharacterCount())
    file = FileField("Skedari", REQUIRED, widget=GovFileInput())
    send = SubmitField("Dërgo", widget=GovSubmitInput())


@pytest.fixture
def form() -> Iterator[Everything]:
    app = Flask("bare")
    app.jinja_env.globals.update(
        _=gettext, ngettext=ngettext, csrf_token=lambda: "T", new_idempotency_key=lambda: "K"
    )
    init_ui(app)
    with use_locale("sq"), app.test_request_context():
        filled = Everything(MultiDict([("born", "31"), ("born", "02"), ("born", "")]))
        filled.validate()
        yield filled


@pytest.mark.parametrize(
    "name", [name for name in vars(Everything) if not name.startswith("_") and name != "Meta"]
)
def test_each_widget_renders_with_its_problem_and_without_english(form: Everything, name: str) -> None:
    field = form[name]
    markup = field(params={"maxlength": 200}) if name == "counted" else field()
    assert str(field.label.text) in markup or name == "send"
    assert "Error:" not in markup
    assert 'required="' not in markup.replace("aria-required", "")
    if field.errors:
        assert "Gabim:" in markup


def test_a_widget_has_a_hint_only_where_there_are_words_for_it(form: Everything) -> None:
    assert "Mjafton një." in form.text()
    assert "govuk-hint" not in form.one()


def test_a_wrong_date_keeps_what_was_typed_and_says_its_parts_in_albanian(form: Everything) -> None:
    markup = form.born()
    assert 'value="31"' in markup
    assert [word for word in ("Dita", "Muaji", "Viti", "Day", "Month", "Year") if word in markup] == [
        "Dita",
        "Muaji",
        "Viti",
    ]


def test_a_button_that_shows_a_password_waits_for_the_script(form: Everything) -> None:
    markup = form.secret()
    assert "Shfaq" in markup
    assert " hidden" in markup


def test_a_limit_is_said_below_the_text(form: Everything) -> None:
    assert "Jo më shumë se 200 shenja" in form.counted(params={"maxlength": 200})
