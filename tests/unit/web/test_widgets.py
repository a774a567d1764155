import pytest
from govuk_frontend_wtf.wtforms_widgets import GovDateInput, GovRadioInput, GovTextInput
from wtforms import DateField, FieldList, Form, FormField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.kernel.i18n import use_locale
from app.web.widgets import ErrorLink, date_params, error_links, widget_params


class Inner(Form):
    street = StringField(widget=GovTextInput(), validators=[InputRequired("Street?")])


class Sample(Form):
    name = StringField(widget=GovTextInput(), validators=[InputRequired("Name?")])
    sex = RadioField(
        choices=[SelectChoice("f", "f")], widget=GovRadioInput(), validators=[InputRequired("Sex?")]
    )
    born = DateField(widget=GovDateInput(), validators=[InputRequired("Born?")])
    home = FormField(Inner)
    phones = FieldList(
        StringField(widget=GovTextInput(), validators=[InputRequired("Phone?")]), min_entries=1
    )


def test_each_problem_leads_to_the_control_that_mends_it() -> None:
    form = Sample()
    form.validate()
    assert error_links(form) == [
        ErrorLink("Name?", "#name"),
        ErrorLink("Sex?", "#sex"),
        ErrorLink("Born?", "#born-day"),
        ErrorLink("Street?", "#home-street"),
        ErrorLink("Phone?", "#phones-0"),
    ]


def test_a_problem_of_the_whole_form_has_no_place() -> None:
    form = Sample()
    form.form_errors = ["All wrong."]
    assert error_links(form) == [ErrorLink("All wrong.", "")]


def test_a_form_without_problems_has_no_links() -> None:
    assert error_links(Sample()) == []


def test_a_hint_without_words_is_left_out() -> None:
    assert widget_params({"hint": {"text": ""}})["hint"] is None
    assert widget_params({"hint": {"text": "One name is enough."}})["hint"] == {"text": "One name is enough."}


def test_what_is_missing_is_said_by_us_and_not_by_the_browser() -> None:
    assert widget_params({"attributes": {"required": "required"}})["attributes"] == {"aria-required": "true"}


@pytest.mark.parametrize(("locale", "word"), [("sq", "Gabim"), ("en", "Error")])
def test_an_error_begins_with_our_word(locale: str, word: str) -> None:
    with use_locale(locale):
        params = widget_params({"errorMessage": {"text": "Name?"}})
    assert params["errorMessage"] == {"text": "Name?", "visuallyHiddenText": word}


def test_a_date_asks_in_the_reader_s_language() -> None:
    boxes = [{"label": "Day"}, {"label": "Month"}, {"label": "Year", "value": None}]
    with use_locale("sq"):
        items = date_params({"items": boxes})["items"]
    assert [item["label"] for item in items] == ["Dita", "Muaji", "Viti"]
    assert items[2]["value"] == ""
