"""The drawn lifecycle is the one that runs."""

from pathlib import Path

from app.referrals.domain import TRANSITIONS, mermaid, states_page

PAGE = Path(__file__).parents[3] / "docs" / "referral-states.md"


def test_every_move_is_drawn() -> None:
    drawn = mermaid()
    for (source, event), move in TRANSITIONS.items():
        arrow = next(line for line in drawn.splitlines() if line.startswith(f"  {source} --> {move.to}:"))
        assert event.value in arrow


def test_the_page_in_the_documentation_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == states_page(), "write it anew with `ura referral-states`"
