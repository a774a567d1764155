import pytest

from app.places.domain import fold_name, stem, stem_name
from app.places.queries import MunicipalityRow
from tests.factories.places import make_atlas

MUNICIPALITIES = list(make_atlas().municipalities.values())


@pytest.mark.parametrize("row", MUNICIPALITIES, ids=lambda row: row.name_sq)
def test_the_definite_form_has_the_stem_of_the_name(row: MunicipalityRow) -> None:
    assert stem_name(row.name_definite) == stem_name(row.name_sq)


def test_no_two_municipalities_have_the_same_stem() -> None:
    assert len({stem_name(row.name_sq) for row in MUNICIPALITIES}) == len(MUNICIPALITIES) == 61


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Tiranës", "Tiranë"),
        ("Tiranën", "Tiranë"),
        ("Elbasanit", "Elbasan"),
        ("Durrësit", "Durrës"),
        ("Shkodrës", "Shkodër"),
        ("Kamzës", "Kamëz"),
        ("Malësisë së Madhe", "Malësi e Madhe"),
    ],
)
def test_declined_forms_have_the_stem_of_the_name(form: str, name: str) -> None:
    assert stem_name(form) == stem_name(name)


def test_a_stem_keeps_at_least_three_letters() -> None:
    assert [stem(word) for word in ("has", "mati", "puka", "i")] == ["has", "mat", "puk", "i"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Bashkia Tiranë", "tirane"),
        ("BASHKIA E TIRANËS", "tiranes"),
        ("  qyteti   Korçë ", "korce"),
        ("Njësia Administrative Farkë", "farke"),
        ("Vau i Dejës", "vau i dejes"),
        ("Bashkia", "bashkia"),
        ("", ""),
        ("?!", ""),
    ],
)
def test_words_for_the_kind_of_place_are_left_out(text: str, folded: str) -> None:
    assert fold_name(text) == folded
