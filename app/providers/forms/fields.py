"""Fields that several forms of the registry share."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovSelect, GovTextArea, GovTextInput
from wtforms import (
    DateField,
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from app.kernel.i18n import LazyText, current_locale
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.languages import language_choices
from app.kernel.text import fold
from app.places.queries import list_municipalities
from app.providers.domain import normalise_phone, normalise_web_address
from app.providers.words import field_error
from app.web.forms import UraForm

EMAIL_SHAPE = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}")
MOST_PLACES = 100_000
COMMONEST_LANGUAGES = ("sq", "en", "ar", "prs", "fa", "ps", "uk", "ru", "tr", "it")
_TAGS = re.compile(r"[,;\n]")


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


def number(label: LazyText, hint: LazyText | str = "", most: int = MOST_PLACES) -> IntegerField:
    """A count, or nothing."""
    return IntegerField(
        label,
        description=hint,
        widget=GovTextInput(),
        validators=[Optional(), NumberRange(0, most)],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )


def day(label: LazyText | str, hint: LazyText | str = "") -> DateField:
    """A whole date or nothing; the browser offers its calendar."""
    return DateField(
        label,
        description=hint,
        format=["%Y-%m-%d", "%d.%m.%Y"],
        widget=GovTextInput(),
        validators=[Optional()],
        render_kw={"type": "date", "autocomplete": "off"},
    )


def checkboxes(
    label: LazyText, words: Mapping[str, LazyText], hint: LazyText | str = ""
) -> SelectMultipleField:
    """Some codes of a vocabulary, or none."""
    return SelectMultipleField(
        label,
        description=hint,
        choices=[(str(code), text) for code, text in words.items()],
        widget=GovCheckboxesInput(),
    )


def language_boxes(label: LazyText, **options: Any) -> SelectMultipleField:
    """The languages that are needed most; `offer_languages` adds those that were chosen before."""
    return SelectMultipleField(label, widget=GovCheckboxesInput(), **options)


def other_language_select() -> SelectField:
    """One language that is not among the boxes."""
    return SelectField(_l("Another language"), choices=_other_languages, widget=GovSelect(), default="")


def offer_languages(field: SelectMultipleField) -> None:
    names = dict(language_choices(current_locale()))
    chosen = [code for code in field.data or () if code in names]
    codes = dict.fromkeys([*COMMONEST_LANGUAGES, *chosen])
    field.choices = [(code, names[code]) for code in codes]


def chosen_languages(boxes: SelectMultipleField, other: SelectField) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*(boxes.data or ()), *([other.data] if other.data else [])]))


def read_tags(text: str | None) -> tuple[str, ...]:
    """Tags between commas or line ends."""
    return tuple(tag.strip() for tag in _TAGS.split(text or "") if tag.strip())


def written_tags(tags: Iterable[str]) -> str:
    return ", ".join(tags)


def _other_languages() -> list[tuple[str, str]]:
    others = [pair for pair in language_choices(current_locale()) if pair[0] not in COMMONEST_LANGUAGES]
    return [("", "—"), *sorted(others, key=lambda pair: pair[1])]


class DegreesField(Field):
    """Degrees with a point or a comma; what was typed stays where it is not a number."""

    widget = GovTextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:.6f}".rstrip("0").rstrip(".")

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
            field.errors = [*field.errors, field_error(code)]
