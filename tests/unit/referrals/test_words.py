"""Every code has its words, in both languages, with the same places to fill."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app.kernel.i18n import FOLDER, use_locale
from app.referrals.domain import REASONS, SPANS, TRANSITIONS, Channel, Event, Guard, Phase, ReasonSet, Status
from app.referrals.words import (
    BUTTONS,
    CHANNELS,
    DATE_QUESTIONS,
    HAPPENED,
    PHASES,
    PRIORITIES,
    PRIORITY_HELP,
    REASON_QUESTIONS,
    REASON_WORDS,
    STATUSES,
    sentence,
    words_question,
)
from tests.unit.referrals.tables import rows

CATALOGUE: Path = FOLDER / "sq" / "referrals.po"


def test_every_code_has_words() -> None:
    assert set(STATUSES) == set(Status)
    assert set(PHASES) == set(Phase)
    assert set(PRIORITIES) == set(PRIORITY_HELP) == set(SPANS)
    assert set(BUTTONS) == set(Event)
    assert set(Event) <= set(HAPPENED)
    assert set(CHANNELS) == set(Channel)
    assert set(REASON_QUESTIONS) == set(ReasonSet)
    assert set(REASON_WORDS) == {code for codes in REASONS.values() for code in codes}


def test_whatever_asks_for_a_date_asks_a_question() -> None:

    dated = {event for (_, event), move in TRANSITIONS.items() if Guard.DATE in move.guards}
    assert set(DATE_QUESTIONS) == dated
    assert all(str(words_question(event)) for event in Event)


@pytest.mark.parametrize("locale", ["sq", "en"])
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("is_near", [True, False])
def test_every_status_is_one_whole_sentence_for_each_bank(locale: str, status: Status, is_near: bool) -> None:
    with use_locale(locale):
        said = sentence(
            status, is_near=is_near, other="Bashkia Tiranë", date="23.11.2026", due="24.11.2026, 16:00"
        )
    assert "%" not in said
    assert "23.11.2026" in said or "24.11.2026" in said
    assert said.endswith(".")


def test_albanian_statuses_are_the_agreed_ones_or_bare_participles() -> None:
    agreed = {row["status"]: row["sq"] for row in rows("states.csv")}
    with use_locale("sq"):
        assert {status.value: str(label) for status, label in STATUSES.items()} == agreed


def test_translations_fill_the_same_places_as_their_source() -> None:
    with CATALOGUE.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    assert messages
    for message in messages:
        assert message.string, message.id
        assert _places(str(message.string)) == _places(str(message.id)), message.id


def _places(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s", text))
