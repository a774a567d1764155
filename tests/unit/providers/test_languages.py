import pytest

from app.kernel.languages import LANGUAGE_CODES, is_language, language_choices, language_name


@pytest.mark.parametrize("locale", ["sq", "en"])
@pytest.mark.parametrize("code", LANGUAGE_CODES)
def test_every_language_has_a_name_in_both_languages(code: str, locale: str) -> None:
    assert language_name(code, locale) != code


def test_names_are_those_that_people_here_use() -> None:
    assert language_name("prs") == "darisht"
    assert language_name("prs", "en") == "Dari"
    assert language_name("ckb", "en") == "Kurdish (Sorani)"


def test_choices_keep_the_order_of_need() -> None:
    assert [code for code, _name in language_choices("en")] == list(LANGUAGE_CODES)


def test_an_unknown_code_is_no_language() -> None:
    assert not is_language("xx")
    assert language_name("xx") == "xx"
