"""Forms: what every form of Ura shares: our language, GOV.UK widgets, bounded text."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from app.kernel.i18n import gettext, lazy_gettext

# The texts of WTForms' own validators, written here so that the catalogues hold them.
_WTFORMS_TEXTS = (
    lazy_gettext("This field is required."),
    lazy_gettext("Not a valid choice."),
    lazy_gettext("Not a valid choice"),
    lazy_gettext("Not a valid integer value."),
    lazy_gettext("Not a valid decimal value."),
    lazy_gettext("Not a valid date value."),
    lazy_gettext("Invalid email address."),
    lazy_gettext("Invalid Choice: could not coerce"),
    lazy_gettext("Invalid choice(s): one or more data inputs could not be coerced"),
    lazy_gettext("Field must be at least %(min)d character long."),
    lazy_gettext("Field must be at least %(min)d characters long."),
    lazy_gettext("Field cannot be longer than %(max)d character."),
    lazy_gettext("Field cannot be longer than %(max)d characters."),
    lazy_gettext("Field must be between %(min)d and %(max)d characters long."),
    lazy_gettext("Number must be at least %(min)s."),
    lazy_gettext("Number must be at most %(max)s."),
    lazy_gettext("Number must be between %(min)s and %(max)s."),
)


# Tab and line ends are text.
_CONTROL = re.compile("[\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]")


def _texts(sent: Any) -> Iterator[str]:
    return (text for _name, text in sent.items(multi=True) if isinstance(text, str))


def _blanked(value: Any) -> Any:
    return _CONTROL.sub(" ", value) if isinstance(value, str) else value


class _OurTexts:
    """Looks WTForms' own messages up in our catalogues."""

    def gettext(self, string: str) -> str:
        return gettext(string)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        # WTForms fills the places itself, so the text must come back with them.
        return gettext(singular) if number == 1 else gettext(plural)


class UraForm(FlaskForm):
    """A form in the reader's language. CSRF is checked before every view, so not again here."""

    class Meta(FlaskForm.Meta):
        csrf = False
        locales: ClassVar[list[str]] = []

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was sent, with control characters (from a copied text) turned into blanks; no page can show them."""
            sent = super().wrap_formdata(form, formdata)
            if not sent or not any(_CONTROL.search(text) for text in _texts(sent)):
                return sent
            return MultiDict((name, _blanked(value)) for name, value in sent.items(multi=True))

        def get_translations(self, _form: Any) -> _OurTexts:
            return _OurTexts()
