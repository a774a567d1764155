"""Texts: looked up in the reader's language, filled, marked in the pseudo language."""

import pytest

from app.kernel.i18n import PSEUDO, current_locale, direction, gettext, lazy_gettext, ngettext, use_locale


def test_a_text_is_looked_up_in_the_readers_language() -> None:
    with use_locale("sq"):
        assert gettext("Sign in") == "Hyr"
    with use_locale("en"):
        assert gettext("Sign in") == "Sign in"


def test_a_lazy_text_speaks_the_language_of_the_moment_in_which_it_is_shown() -> None:
    text = lazy_gettext("Sign in")
    with use_locale("sq"):
        assert str(text) == "Hyr"
    with use_locale("en"):
        assert f"{text}" == "Sign in"


@pytest.mark.parametrize(("number", "shown"), [(0, "0 hallka"), (1, "1 hallkë"), (2, "2 hallka")])
def test_nought_takes_the_plural_in_albanian(number: int, shown: str) -> None:
    with use_locale("sq"):
        text = ngettext("%(num)s link in the chain.", "%(num)s links in the chain.", number)
    assert text.startswith(shown)


def test_the_pseudo_language_marks_every_text_and_keeps_its_places() -> None:
    with use_locale(PSEUDO):
        assert gettext("Until %(when)s, one", when="noon") == "⟦Ûñtîl noon, öñé⟧"


def test_an_unknown_text_is_shown_as_it_is() -> None:
    with use_locale("sq"):
        assert gettext("No catalogue has this.") == "No catalogue has this."


def test_a_block_in_another_language_leaves_the_language_as_it_was() -> None:
    before = current_locale()
    with use_locale("en"):
        pass
    assert current_locale() == before


def test_arabic_script_runs_from_right_to_left() -> None:
    assert (direction("ar"), direction("sq")) == ("rtl", "ltr")
