"""Fields that several forms of the registry share."""

import re
from collections.abc import Mapping
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import Field, IntegerField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from app.kernel.i18n import LazyText
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.text import fold
from app.places.queries import list_municipalities
from app.providers.domain import normalise_phone, normalise_web_address
from app.providers.words import field_error
from app.web.forms import UraForm

EMAIL_SHAPE = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}")
MOST_PLACES = 100_000


def stripped(text: str | None) -> str:
    return (text or "").strip()


def line(
    label: LazyText, longest: int, *validators: Any, hint: LazyText | str = "", **render: Any
) -> StringField:
    """One line of text of a bounded length."""
    return StringField(
        label,
        description=hint,
        widget=GovTextInput(),
        filters=[stripped],
        validators=[*validators, Length(max=longest)],
        default="",
        render_kw=render,
    )


def paragraph(label: LazyText, longest: int, *validators: Any, hint: LazyText | str = "") -> TextAreaField:
    """Several lines of text of a bounded length."""
    return TextAreaField(
        label,
        description=hint,
        widget=GovTextArea(),
        filters=[stripped],
        validators=[*validators, Length(max=longest)],
        default="",
    )


def number(label: LazyText, hint: LazyText | str = "") -> IntegerField:
    """A count of places, or nothing."""
    return IntegerField(
        label,
        description=hint,
        widget=GovTextInput(),
        validators=[Optional(), NumberRange(0, MOST_PLACES)],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )


class DegreesField(Field):
    """Degrees with a point or a comma; what was typed stays where it is not a number."""

    widget = GovTextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:g}"

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip().replace(",", ".") if valuelist else ""
        self.data = None
        if not typed:
            return
        if not re.fullmatch(r"-?\d{1,3}(\.\d{1,12})?", typed):
            raise ValueError(str(_l("Enter degrees such as 41.3275.")))
        self.data = float(typed)


def check_phone(_form: UraForm, field: Field) -> None:
    """A telephone number in any usual spelling; it is kept in one."""
    if not field.data:
        return
    number_kept = normalise_phone(field.data)
    if number_kept is None:
        raise ValidationError(str(_l("Enter a telephone number such as 069 234 5678 or +355 4 223 4567.")))
    field.data = number_kept


def check_website(_form: UraForm, field: Field) -> None:
    if not field.data:
        return
    address = normalise_web_address(field.data)
    if address is None:
        raise ValidationError(str(_l("Enter a web address such as www.example.org.")))
    field.data = address


def check_email(_form: UraForm, field: Field) -> None:
    if field.data and not EMAIL_SHAPE.fullmatch(field.data):
        raise ValidationError(str(_l("Enter an e-mail address such as name@example.org.")))


def municipality_choices() -> list[tuple[str, str]]:
    """All municipalities by name; nothing is chosen for the reader."""
    rows = sorted(list_municipalities(), key=lambda row: fold(row.name_sq))
    return [("", "—"), *((row.code, row.name_sq) for row in rows)]


class RegistryForm(UraForm):
    """A form whose fields can be refused by a rule of a service, and that survives somebody quicker."""

    def stand_on(self, version: int) -> None:
        """Somebody changed the entry since it was read: keep what was typed, say so, and build on what is there."""
        self.version.data, self.version.raw_data = version, None
        self.form_errors.append(str(_l("Somebody changed this in the meantime. Sending again replaces it.")))

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Put the words for each code at its field; a field that the form lacks is told at the first one."""
        for name, code in problems.items():
            field = self._fields.get(name) or next(iter(self))
            field.errors = [field_error(code)]
