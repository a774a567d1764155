import pytest

from app.coverage import words
from app.coverage.domain import STEPS
from app.kernel.i18n import use_locale


@pytest.mark.parametrize(
    ("number", "english", "albanian"),
    [
        (None, "Municipality of Tiranë: no data", "Bashkia Tiranë: nuk ka të dhëna"),
        (0, "Municipality of Tiranë: 0 open services", "Bashkia Tiranë: 0 shërbime të hapura"),
        (1, "Municipality of Tiranë: 1 open service", "Bashkia Tiranë: 1 shërbim i hapur"),
        (14, "Municipality of Tiranë: 14 open services", "Bashkia Tiranë: 14 shërbime të hapura"),
    ],
)
def test_an_area_says_in_words_what_its_colour_says(number: int | None, english: str, albanian: str) -> None:
    with use_locale("en"):
        assert words.say_offer("Tiranë", number) == english
    with use_locale("sq"):
        assert words.say_offer("Tiranë", number) == albanian


def test_the_legend_tells_all_classes_apart() -> None:
    with use_locale("en"):
        legend = words.list_legend()
    assert legend == [
        ("c0", "none"),
        ("c1", "1 to 2"),
        ("c2", "3 to 5"),
        ("c3", "6 to 10"),
        ("c4", "11 or more"),
    ]
    assert [key for key, _ in legend] == [step.key for step in STEPS]


@pytest.mark.parametrize(("number", "shown"), [(None, "–"), (0, "0"), (120, "120")])
def test_an_area_shows_a_dash_where_nobody_knows(number: int | None, shown: str) -> None:
    assert words.show_number(number) == shown
