"""What a worker fills in about a person; the same fields for the first minute and for corrections."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovRadioInput,
    GovSelect,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from app.kernel import clock
from app.kernel.errors import Invalid
from app.kernel.i18n import LazyText, current_locale
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.languages import language_choices
from app.people.domain import (
    BirthPrecision,
    ContactRule,
    InterpreterGender,
    LegalStatus,
    PersonChanged,
    PersonDetails,
    PersonRegistered,
    Sex,
    WhoMayAnswer,
    check_details,
)
from app.people.forms.fields import BirthField, DayField, printable
from app.people.words import (
    INTERPRETERS,
    LEGAL_STATUSES,
    SEXES,
    WHO_MAY_ANSWER,
    nationality_choices,
    problem,
)
from app.web.forms import UraForm

_COMMONEST_LANGUAGES = ("ar", "prs", "fa", "ps", "uk", "ckb", "kmr", "ur", "tr", "sq", "en")
_GENDERS = {gender.value: gender for gender in InterpreterGender}


def _other_languages() -> list[tuple[str, str]]:
    others = [pair for pair in language_choices(current_locale()) if pair[0] not in _COMMONEST_LANGUAGES]
    return [("", "—"), *sorted(others, key=lambda pair: pair[1])]


def _line(label: LazyText, hint: LazyText | str = "", **render: Any) -> StringField:
    return StringField(
        label, description=hint, widget=GovTextInput(), render_kw=render, default="", filters=[printable]
    )


class PersonForm(UraForm):
    """The questions that both forms ask. Only one name is asked for; there is no field for an ID number."""

    given_name = _line(_l("Given name"), _l("One name is enough."), autocomplete="off")
    family_name = _line(_l("Family name"), autocomplete="off")
    name_original_script = _line(
        _l("Name in the person’s own script"),
        _l("As the person writes it, for instance in Arabic or Cyrillic."),
        autocomplete="off",
        dir="auto",
    )
    phone = _line(
        _l("Phone"), _l("For instance 069 234 5678."), autocomplete="off", type="tel", inputmode="tel"
    )
    safe = SelectMultipleField(
        _l("What is safe on this number?"),
        description=_l("Ask the person. What is not ticked is not done."),
        choices=[("call", _l("Calling")), ("text", _l("Sending a message"))],
        widget=GovCheckboxesInput(),
    )
    who_may_answer = RadioField(
        _l("Who may answer?"),
        choices=list(WHO_MAY_ANSWER.items()),
        coerce=WhoMayAnswer,
        default=WhoMayAnswer.ONLY_PERSON,
        widget=GovRadioInput(),
    )
    name_to_use = _line(
        _l("Name to ask for"), _l("The name to use on the phone, if it is another one."), autocomplete="off"
    )
    best_time = _line(_l("Best time"), _l("For instance: after 16:00."), autocomplete="off")
    do_not_contact = BooleanField(_l("Do not contact this person in any way"), widget=GovCheckboxInput())
    languages = SelectMultipleField(
        _l("Which languages does the person speak?"), choices=[], widget=GovCheckboxesInput()
    )
    other_language = SelectField(
        _l("Another language"), choices=_other_languages, widget=GovSelect(), default=""
    )
    interpreter = RadioField(
        _l("Is an interpreter needed?"),
        choices=list(INTERPRETERS.items()),
        default="none",
        widget=GovRadioInput(),
    )
    legal_status = RadioField(
        _l("Legal status"),
        description=_l(
            "It shows which help can be proposed. "
            "A provider sees it only where its service needs it and the person agrees."
        ),
        choices=list(LEGAL_STATUSES.items()),
        coerce=LegalStatus,
        default=LegalStatus.UNKNOWN,
        widget=GovRadioInput(),
    )
    sex = RadioField(
        _l("Sex"), choices=list(SEXES.items()), coerce=Sex, default=Sex.NOT_SAID, widget=GovRadioInput()
    )
    birth_date = BirthField(_l("Birth date"), description=_l("The year alone is enough."))
    birth_estimated = BooleanField(_l("The year is a guess"), widget=GovCheckboxInput())
    nationality = SelectField(_l("Nationality"), choices=nationality_choices, widget=GovSelect(), default="")

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        names = dict(language_choices(current_locale()))
        chosen = [code for code in self.languages.data or () if code in names]
        codes = dict.fromkeys([*_COMMONEST_LANGUAGES, *chosen])
        self.languages.choices = [(code, names[code]) for code in codes]

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape and rules at once, so that a form is corrected in one go."""
        fits: bool = super().validate(extra_validators)
        try:
            check_details(PersonDetails(**self.details()), clock.today())
        except Invalid as wrong:
            self.refuse(wrong.fields)
            return False
        return fits

    def refuse(self, fields: Mapping[str, str]) -> None:
        """Put what a rule says beside the field that it concerns."""
        for name, code in fields.items():
            field = self._fields.get(name, self.given_name)
            if not field.errors:
                field.errors = [problem(code)]

    def details(self) -> dict[str, Any]:
        """The answers as the rules know them."""
        birth = self.birth_date.data
        other = [self.other_language.data] if self.other_language.data else []
        return {
            "given_name": self.given_name.data,
            "family_name": self.family_name.data,
            "name_original_script": self.name_original_script.data,
            "birth": birth.as_estimate() if self.birth_estimated.data else birth,
            "sex": self.sex.data,
            "nationality": self.nationality.data,
            "legal_status": self.legal_status.data,
            "languages": tuple(dict.fromkeys([*self.languages.data, *other])),
            "interpreter_wanted": self.interpreter.data != "none",
            "interpreter_gender": _GENDERS.get(self.interpreter.data, InterpreterGender.ANY),
            "phone": self.phone.data,
            "contact": self._contact(),
        }

    def _contact(self) -> ContactRule:
        return ContactRule(
            may_call="call" in self.safe.data,
            may_text="text" in self.safe.data,
            best_time=self.best_time.data,
            who_may_answer=self.who_may_answer.data,
            name_to_use=self.name_to_use.data,
            do_not_contact=self.do_not_contact.data,
        )


class RegisterForm(PersonForm):
    """The 60-second start. The last tick stands there only after a person of the same name was found."""

    is_another_person = BooleanField(
        _l("No, this is another person: register anyway"), widget=GovCheckboxInput()
    )

    def to_command(self) -> PersonRegistered:
        return PersonRegistered(**self.details())


class ChangeForm(PersonForm):
    """Corrections, with the version that was read and the dates that are not asked in the first minute."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    legal_status_since = DayField(_l("Status since"))
    legal_status_until = DayField(
        _l("Status until"), description=_l("As it stands on the paper, if it ends.")
    )
    asylum_application_date = DayField(
        _l("Asked for asylum on"),
        description=_l("At the latest nine months after this day the person may work."),
    )

    @classmethod
    def of(cls, details: PersonDetails, version: int) -> "ChangeForm":
        """The form as it is first shown: filled in with what is known."""
        return cls(data=_answers(details) | {"version": version})

    def details(self) -> dict[str, Any]:
        return super().details() | {
            "legal_status_since": self.legal_status_since.data,
            "legal_status_until": self.legal_status_until.data,
            "asylum_application_date": self.asylum_application_date.data,
        }

    def to_command(self) -> PersonChanged:
        return PersonChanged(**self.details())


def _answers(details: PersonDetails) -> dict[str, Any]:
    """What is known, as answers to the questions of the form."""
    contact = details.contact
    safe = [("call", contact.may_call), ("text", contact.may_text)]
    return {
        **{field.name: getattr(details, field.name) for field in fields(details)},
        "safe": [answer for answer, is_safe in safe if is_safe],
        "best_time": contact.best_time,
        "who_may_answer": contact.who_may_answer,
        "name_to_use": contact.name_to_use,
        "do_not_contact": contact.do_not_contact,
        "interpreter": details.interpreter_gender.value if details.interpreter_wanted else "none",
        "birth_date": details.birth,
        "birth_estimated": details.birth.precision is BirthPrecision.ESTIMATED,
    }
