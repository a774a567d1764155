"""Forms of accounts."""

import re
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovRadioInput, GovSelect, GovTextInput
from wtforms import PasswordField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from app.accounts import domain
from app.accounts.words import LOCALE_NAMES, ROLE_NAMES
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.permissions import Role
from app.web.forms import UraForm

EMAIL_SHAPE = re.compile(r"^[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}$")
_LONGEST_EMAIL = 254


def _stripped(text: str | None) -> str | None:
    return text.strip() if text else text


def _email_field() -> Any:
    return StringField(
        _l("E-mail"),
        widget=GovTextInput(),
        filters=[_stripped],
        validators=[
            InputRequired(_l("Enter the e-mail address.")),
            Length(max=_LONGEST_EMAIL),
            Regexp(EMAIL_SHAPE, message=_l("Enter an e-mail address such as name@example.org.")),
        ],
    )


class SignInForm(UraForm):
    """E-mail and password."""

    email = _email_field()
    password = PasswordField(
        _l("Password"),
        widget=GovPasswordInput(),
        validators=[InputRequired(_l("Enter your password.")), Length(max=domain.LONGEST_PASSWORD)],
    )


class AcceptForm(UraForm):
    """The invited person's name and new password."""

    name = StringField(
        _l("Your name"),
        widget=GovTextInput(),
        filters=[_stripped],
        validators=[InputRequired(_l("Enter your name.")), Length(max=120)],
    )
    password = PasswordField(
        _l("New password"),
        widget=GovPasswordInput(),
        description=_l("At least 12 characters. Several words are a good password."),
        validators=[InputRequired(_l("Enter a password."))],
    )


class InviteForm(UraForm):
    """Whom to invite, as what, where."""

    name = StringField(
        _l("Name"),
        widget=GovTextInput(),
        filters=[_stripped],
        validators=[InputRequired(_l("Enter the name.")), Length(max=120)],
    )
    email = _email_field()
    role = RadioField(_l("Role"), widget=GovRadioInput(), validators=[InputRequired(_l("Choose the role."))])
    municipality_code = SelectField(_l("Municipality"), widget=GovSelect(), default="")
    locale = RadioField(
        _l("Language of the mail"), widget=GovRadioInput(), choices=list(LOCALE_NAMES.items()), default="sq"
    )

    def offer(self, roles: tuple[Role, ...], municipalities: list[tuple[str, str]]) -> None:
        """Fill the choices with what this actor may give."""
        self.role.choices = [(role.value, ROLE_NAMES[role]) for role in roles]
        self.municipality_code.choices = [("", _l("None: nationwide")), *municipalities]


class EmptyForm(UraForm):
    """A form of buttons only."""
