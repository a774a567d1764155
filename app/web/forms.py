"""Forms: what every form of Ura shares: our language, GOV.UK widgets, bounded text."""

from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms.meta import DefaultMeta

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


class _OurTexts:
    """Looks WTForms' own messages up in our catalogues."""

    def gettext(self, string: str) -> str:
        return gettext(string)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        # WTForms fills the places itself, so the text must come back with them.
        return gettext(singular) if number == 1 else gettext(plural)


class UraForm(FlaskForm):
    """A form in the reader's language. CSRF is checked before every view, so not again here."""

    class Meta(DefaultMeta):
        csrf = False
        locales: ClassVar[list[str]] = []

        def get_translations(self, _form: Any) -> _OurTexts:
            return _OurTexts()
