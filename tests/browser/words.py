"""What stands on the screen, by its source text: the tests ask the catalogues as the pages do."""

from app.kernel.i18n import SOURCE, gettext, use_locale


def say(text: str, locale: str = "sq") -> str:
    """The text in the reader's language; a text that nobody has translated fails the test."""
    if locale == SOURCE:
        return text
    with use_locale(locale):
        translated = gettext(text)
    assert translated != text, f"no {locale} text for {text!r}"
    return translated
